// What is typed comes in; its words go out, with those that quotation marks bind into phrases, and those that a leading minus leaves out.
const MARKS = "\"\u201c\u201d\u201e\u00ab\u00bb";
const PHRASE = new RegExp(`(?<!\\S)([-\u2212]?)[${MARKS}]([^${MARKS}]*)[${MARKS}]`, "gu");
const LEFT_OUT = /(?<!\S)[-\u2212](?=\p{L})(\S+)/gu;
// Letters apart are what somebody is called for short: F K, S.K.R.
const LETTERS = /(?<![\p{L}\p{N}])\p{L}(?:(?:\. ?| )\p{L})+\.?(?![\p{L}\p{N}])/gu;

const spaces = text => " ".repeat(text.length);

export function readQuery(typed) {
  const phrases = [];
  const without = [];
  const query = typed
    .replace(PHRASE, (all, minus, inside) => {
      (minus ? without : phrases).push(inside);
      return minus ? spaces(all) : all.replace(/["\u201c\u201d\u201e\u00ab\u00bb]/gu, " ");
    })
    .replace(LEFT_OUT, (all, word) => {
      without.push(word);
      return spaces(all);
    })
    .replace(LETTERS, letters => letters.replace(/[. ]/g, "").padEnd(letters.length));
  return {query, phrases, without};
}
