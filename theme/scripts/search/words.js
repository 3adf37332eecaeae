// A text's words, their stems and how they are without marks, by the rules that come with the index: as in
// generator/ledstjarna/search/words.py.
const FOREIGN = {ø: "o", æ: "a", ß: "ss", đ: "d", ð: "d", þ: "th", ł: "l", œ: "oe", ı: "i"};
const HYPHENS = "\\-\u2010-\u2013";
const SIGN = "[\\p{L}\\p{N}]";
const RUN = "[\\p{L}\\p{N}\\p{M}\u00ad]+";
const PIECE = new RegExp(RUN, "gu");
const SPACES = /[ \u00a0\u202f]/g;
// A number with spaces between its thousands.
const NUMBER = `(?<!${SIGN})(?<![.,:\\-])[0-9]{1,3}(?:[ \u00a0\u202f][0-9]{3})+(?!${SIGN})(?:[.,][0-9]+(?!${SIGN}))?`;
const WORD = new RegExp(
  `${NUMBER}|${RUN}(?:(?:[${HYPHENS}'\u2019](?=${SIGN})|(?<=\\p{Nd})[:.,](?=\\p{Nd})|(?<=\\p{L}):(?=\\p{L}))${RUN})*`,
  "gu",
);
const JOINT = /[-\u2010-\u2013:.,'\u2019]/g;
const startsAsNumber = text => /^\p{Nd}/u.test(text);
const isAllDigits = text => /^\p{Nd}+$/u.test(text);

export function makeWords({stops, asks = "", whole, ends, undouble, steps, vowels}) {
  function fold(word) {
    if (/^[\0-\x7f]*$/.test(word)) {
      return word;
    }
    return word.normalize("NFD").replace(/\p{M}/gu, "").replace(/[øæßđðþłœı]/g, letter => FOREIGN[letter]);
  }

  const pairs = text => text.split(" ").map(entry => entry.split(">")).map(([form, known = form]) => [form, known]);
  // Who types without marks has the same words, but not the same endings: snabbast does not end in bäst.
  const endings = new Map(pairs(ends));
  const wholes = new Map([...pairs(whole), ...endings]);
  const unmarked = new Map([...wholes].map(pair => pair.map(fold)));
  const cuts = steps.map(step => new Map(step.map(([ending, instead, least]) => [ending, [instead, least]])));
  const hasVowel = text => [...text].some(letter => vowels.includes(letter));

  // What stands between the pieces of a number, else nothing.
  function jointOf(pieces, joints) {
    if (!pieces.every(isAllDigits) || joints.some(joint => /[-\u2010-\u2013]/.test(joint))) {
      return "";
    }
    return joints.includes(":") ? ":" : ".";
  }

  function split(text) {
    const found = [];
    for (const {0: all, index: start} of text.matchAll(WORD)) {
      const written = all.replace(SPACES, "");
      const pieces = written.match(PIECE)
        .map(piece => piece.normalize("NFKC").toLowerCase().replaceAll("\u00ad", ""))
        .filter(Boolean);
      const joints = written.match(JOINT) ?? [];
      if (pieces.length > 1 && /[:'\u2019]/.test(joints.at(-1)) && !startsAsNumber(pieces.at(-1))) {
        pieces.pop();
      }
      const joint = jointOf(pieces, joints);
      const parts = pieces.length > 1 && joint !== "." ? pieces : [];
      if (pieces.length) {
        found.push({text: pieces.join(joint), parts, start, end: start + all.length});
      }
    }
    return found;
  }

  // The stem of a form that is known whole, or of one that ends as such a form.
  function stemOfWhole(form) {
    if (wholes.has(form) || unmarked.has(form)) {
      return wholes.get(form) ?? unmarked.get(form);
    }
    for (let cut = 1; cut < form.length - 3; cut++) {
      const ending = endings.get(form.slice(cut));
      if (ending) {
        return form.slice(0, cut) + ending;
      }
    }
    return null;
  }

  // Without the longest ending that a step takes away.
  function shorten(word, step) {
    for (let length = word.length - 1; length; length--) {
      const [instead, least] = step.get(word.slice(-length)) ?? [];
      const left = word.slice(0, -length);
      if (left.length >= least && hasVowel(left + instead)) {
        return left + instead;
      }
    }
    return null;
  }

  function stem(word) {
    if (/\p{Nd}/u.test(word)) {
      return word;
    }
    let stemmed = word;
    let known = stemOfWhole(word) ?? stemOfWhole(word.replace(/s$/, ""));
    for (const step of cuts) {
      if (known) {
        return known;
      }
      const shorter = shorten(stemmed, step);
      if (shorter !== null) {
        stemmed = shorter;
        known = stemOfWhole(stemmed);
      }
    }
    if (known) {
      return known;
    }
    return stemmed.length > 2 && undouble.some(double => stemmed.endsWith(double)) ? stemmed.slice(0, -1) : stemmed;
  }

  return {split, stem, fold, stops: new Set(stops.split(" ")), asks: new Set(asks.split(" "))};
}
