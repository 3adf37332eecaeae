// What the browser's code makes of the vectors that Python is held to as well. The rules of each language come in LEDSTJARNA_RULES.
import assert from "node:assert/strict";
import {readFileSync} from "node:fs";
import {test} from "node:test";
import {makeWords} from "../../theme/scripts/search/words.js";
import {makeFinder} from "../../theme/scripts/search/find.js";
import {findExcerpt} from "../../theme/scripts/search/excerpt.js";
import {readQuery} from "../../theme/scripts/search/query.js";
import {isSlip} from "../../theme/scripts/search/instead.js";
import {decode, telling, worth} from "../../theme/scripts/search/pack.js";
import {openIndex} from "../../theme/scripts/search/rank.js";

const vectors = JSON.parse(readFileSync(new URL("../cases/search_vectors.json", import.meta.url)));
const rules = JSON.parse(process.env.LEDSTJARNA_RULES);
const words = Object.fromEntries(Object.entries(rules).map(([code, told]) => [code, makeWords(told)]));

function assertNear(found, wanted) {
  assert.ok(Math.abs(found - wanted) < 1e-6, `${found} is not ${wanted}`);
}

for (const {language, text: asked, words: wanted} of vectors.split) {
  test(`words of ${JSON.stringify(asked)}`, () => {
    const found = words[language].split(asked).map(({text, parts, start, end}) => [text, parts, start, end]);
    assert.deepEqual(found, wanted);
  });
}

for (const [language, stems] of Object.entries(vectors.stems)) {
  for (const [word, stem] of Object.entries(stems)) {
    test(`stem of ${word}`, () => assert.equal(words[language].stem(word), stem));
  }
}

for (const [word, folded] of vectors.folds) {
  test(`${word} without marks`, () => assert.equal(words.sv.fold(word), folded));
}

for (const {line, read: wanted} of vectors.postings) {
  test(`documents of ${line}`, () => {
    const found = decode(line, vectors.steps);
    assert.deepEqual([...found.keys()].map(String), Object.keys(wanted));
    for (const [document, weight] of found) {
      assertNear(weight, wanted[document]);
    }
  });
}

for (const {documents, having, weight, score} of vectors.scores) {
  test(`score of ${weight} in ${having} of ${documents}`, () => assertNear(telling(documents, having) * worth(weight), score));
}

for (const [one, other, wanted] of vectors.slips) {
  test(`${one} and ${other}`, () => assert.equal(isSlip(one, other), wanted));
}

test("half a sign is no word and no fault", () => assert.deepEqual(words.sv.split("\ud83d").length, 0));

// --- what is found of a query ---

// A store that has all of its lines in one file of each kind.
function makeStore() {
  const {fold, stem} = words.sv;
  const reverse = text => [...text].reverse().join("");
  const stems = vectors.documents.map(({word, line}) => [fold(stem(word)), `${stem(word)}\t${line}`]);
  const forms = vectors.documents.map(({word}) => [fold(word), `${word}\t9`]);
  const kinds = {terms: stems, forms, ends: forms.map(([key, line]) => [reverse(key), line])};
  return {
    manifest: {weights: vectors.steps},
    lines: async (kind, from, to = from) =>
      kinds[kind].filter(([key]) => key.startsWith(from) || key >= from && key <= to).map(([, line]) => line),
  };
}

const QUERIES = [
  ["skolan", ["skolan"], null],
  ["skola och brott", ["skola", "brott"], null],
  ["arbetsl", ["arbetsl"], null],
  ["bidragsbrtot", ["bidragsbrott"], "bidragsbrott"],
  ["väntan skoal", ["väntan", "skola"], "väntan skola"],
  ["xyzzyx", [null], null],
  ["", [], null],
];
for (const [query, wanted, corrected] of QUERIES) {
  test(`what ${JSON.stringify(query)} finds`, async () => {
    const answer = await makeFinder(makeStore(), words.sv)(query);
    assert.deepEqual(answer.found.map(each => each && each.word), wanted);
    assert.equal(answer.corrected, corrected);
    for (const each of answer.found.filter(Boolean)) {
      assert.ok(each.worths.size > 0);
    }
  });
}

test("a word that is only begun counts for less than one that is whole", async () => {
  const find = makeFinder(makeStore(), words.sv);
  const [[whole], [begun]] = [(await find("arbetslöshet")).found, (await find("arbetslö")).found];
  assert.deepEqual([...whole.worths.keys()], [0, 1]);
  assert.deepEqual([...begun.worths.keys()], [0, 1]);
  assert.ok(begun.worths.get(0) < whole.worths.get(0));
});

// --- in what order hits are shown ---

const files = new Map(JSON.parse(process.env.LEDSTJARNA_INDEX));
const manifest = [...files.keys()].at(-1);
globalThis.fetch = async file => ({ok: files.has(file), status: 404, text: async () => files.get(file)});

test("of hits that are equally good real bodies come first, then what gathers others, then titles", async () => {
  const search = await openIndex(manifest, new Set(["exk"]));
  const found = await search("skola");
  const shown = await found.show(0, 10);
  assert.equal(found.total, 5);
  assert.deepEqual(shown.map(({kind, title, agency}) => [kind, title, agency]), [
    ["plan", "Skola norr", "prov"],
    ["goal", "Skola norr", "prov"],
    ["goal", "Skola öster", "prov"],
    ["plan", "Skola norr", "exk"],
    ["goal", "Skola norr", "exk"],
  ]);
});

test("what is narrowed down is counted by all that is known of it", async () => {
  const search = await openIndex(manifest);
  const found = await search("skola", {agency: "prov"});
  assert.deepEqual([found.total, ...["kind", "agency", "status", "theme"].map(name => Object.fromEntries(found.counts[name]))], [
    3, {plan: 1, goal: 2}, {prov: 3, exk: 2}, {achieved: 1}, {barn: 1, vatten: 1},
  ]);
});

// --- what is typed, and why it was found ---

const TYPED = [
  ["\"ekologisk mat\" skola", " ekologisk mat  skola", ["ekologisk mat"], []],
  ["skola -mat -\"nya hus\"", `skola${" ".repeat(16)}`, [], ["nya hus", "mat"]],
  ["F.K. och S K R", "FK   och SKR  ", [], []],
  ["e-tjänst 2019 -5", "e-tjänst 2019 -5", [], []],
];
for (const [typed, query, phrases, without] of TYPED) {
  test(`what is read of ${typed}`, () => assert.deepEqual(readQuery(typed), {query, phrases, without}));
}

test("the sentence that tells most beside what is shown is the reason, and is cut short between words", () => {
  const marks = text => [...text.matchAll(/mat|skola/g)].map(({0: word, index}) => [index, index + word.length, word === "mat" ? 0 : 1]);
  const passages = ["Om skola. Om mat i en skola.", "Bara mat."];
  assert.equal(findExcerpt(passages, marks, [1, 1], new Set([1])), "Om mat i en skola.");
  assert.equal(findExcerpt(passages, marks, [1, 1], new Set([0, 1])), null);
  const long = findExcerpt([`${"ord ".repeat(100)}mat ${"ord ".repeat(100)}`], marks, [1, 1], new Set());
  assert.match(long, /^… ord .*mat.* …$/);
  assert.ok(long.length < 240);
});
