// How scripts are written here: `make test` holds theme/scripts and the tests of scripts to it. Run at the root of the project.
import js from "@eslint/js";

const browser = Object.fromEntries(
  [
    "clearTimeout", "document", "fetch", "FormData", "history", "innerWidth", "location", "scrollTo", "scrollY", "setTimeout",
    "URLSearchParams", "window",
  ].map(name => [name, "readonly"]),
);
const node = {process: "readonly", URL: "readonly"};

export default [
  js.configs.recommended,
  {
    linterOptions: {reportUnusedDisableDirectives: "error"},
    rules: {
      "arrow-body-style": "error",
      complexity: ["error", 17],
      curly: "error",
      eqeqeq: "error",
      "id-length": ["error", {min: 2, exceptions: ["_", "x", "y"], properties: "never"}],
      "max-depth": ["error", 3],
      "max-len": ["error", {code: 140}],
      "max-lines-per-function": ["error", {max: 44, IIFEs: false}],
      "max-nested-callbacks": ["error", 3],
      "no-eval": "error",
      "no-implied-eval": "error",
      "no-multi-assign": "error",
      "no-nested-ternary": "error",
      "no-param-reassign": ["error", {props: false}],
      "no-return-assign": ["error", "always"],
      "no-sequences": "error",
      "no-shadow": "error",
      "no-unused-expressions": "error",
      "no-var": "error",
      "one-var": ["error", "never"],
      "prefer-const": "error",
      // What publishes the scripts reads no template inside another (generator/ledstjarna/hosting/minify.py).
      "no-restricted-syntax": ["error", {selector: "TemplateLiteral TemplateLiteral", message: "No template inside a template."}],
    },
  },
  {files: ["theme/scripts/*.js"], languageOptions: {sourceType: "script", globals: browser}},
  {files: ["theme/scripts/search/*.js"], languageOptions: {sourceType: "module", globals: browser}},
  {files: ["tests/scripts/*.{js,mjs}"], languageOptions: {sourceType: "module", globals: node}},
  {
    // A finder is made of functions that share what they look things up with.
    files: ["theme/scripts/search/{find,instead,rank,words,store}.js", "theme/scripts/lists.js"],
    rules: {"max-lines-per-function": "off"},
  },
];
