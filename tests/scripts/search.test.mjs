// What the browser's code makes of the vectors that Python is held to as well. The rules of each language come on standard input.
import assert from "node:assert/strict";
import {readFileSync} from "node:fs";
import {test} from "node:test";
import {makeWords} from "../../theme/scripts/search/words.js";
import {decode, isSlip, worth} from "../../theme/scripts/search/find.js";
import {telling} from "../../theme/scripts/search/rank.js";

const read = name => JSON.parse(readFileSync(new URL(name, import.meta.url)));
const vectors = read("../cases/search_vectors.json"), rules = JSON.parse(process.env.LEDSTJARNA_RULES);
const words = Object.fromEntries(Object.entries(rules).map(([code, told]) => [code, makeWords(told)]));
const near = (found, wanted) => assert.ok(Math.abs(found - wanted) < 1e-6, `${found} is not ${wanted}`);

for (const {language, text, words: wanted} of vectors.split)
  test(`words of ${JSON.stringify(text)}`, () =>
    assert.deepEqual(words[language].split(text).map(({text, parts, start, end}) => [text, parts, start, end]), wanted));
for (const [language, stems] of Object.entries(vectors.stems))
  for (const [word, stem] of Object.entries(stems)) test(`stem of ${word}`, () => assert.equal(words[language].stem(word), stem));
for (const [word, folded] of vectors.folds) test(`${word} without marks`, () => assert.equal(words.sv.fold(word), folded));
for (const {line, read} of vectors.postings)
  test(`documents of ${line}`, () => {
    const found = decode(line, vectors.steps);
    assert.deepEqual([...found.keys()].map(String), Object.keys(read));
    for (const [document, weight] of found) near(weight, read[document]);
  });
for (const {documents, having, weight, score} of vectors.scores)
  test(`score of ${weight} in ${having} of ${documents}`, () => near(telling(documents, having) * worth(weight), score));
for (const [one, other, wanted] of vectors.slips) test(`${one} and ${other}`, () => assert.equal(isSlip(one, other), wanted));
test("half a sign is no word and no fault", () => assert.deepEqual(words.sv.split("\ud83d").length, 0));
