// A text's words, their stems and how they are without marks, by the rules that come with the index: as generator/ledstjarna/search/words.py.
const FOREIGN = {ø: "o", æ: "a", ß: "ss", đ: "d", ð: "d", þ: "th", ł: "l", œ: "oe", ı: "i"};
const HYPHENS = "\\-\u2010-\u2013", SIGN = "[\\p{L}\\p{N}]", RUN = "[\\p{L}\\p{N}\\p{M}\u00ad]+";
const PIECE = new RegExp(RUN, "gu");
const WORD = new RegExp(`${RUN}(?:(?:[${HYPHENS}'\u2019](?=${SIGN})|(?<=\\p{Nd})[:.,](?=\\p{Nd})|(?<=\\p{L}):(?=\\p{L}))${RUN})*`, "gu");
const isNumber = text => /^\p{Nd}/u.test(text);

export function makeWords({stops, whole, ends, undouble, steps, vowels}) {
  const fold = word => /^[\0-\x7f]*$/.test(word) ? word :
    word.normalize("NFD").replace(/\p{M}/gu, "").replace(/[øæßđðþłœı]/g, letter => FOREIGN[letter]);
  const pairs = told => told.split(" ").map(entry => entry.split(">")).map(([form, stem = form]) => [form, stem]);
  // Who types without marks has the same words, but not the same endings: snabbast does not end in bäst.
  const endings = new Map(pairs(ends)), known = new Map([...pairs(whole), ...endings]), plain = new Map([...known].map(pair => pair.map(fold)));
  const cuts = steps.map(step => new Map(step.map(([ending, instead, least]) => [ending, [instead, least]])));
  const hasVowel = text => [...text].some(letter => vowels.includes(letter));

  function split(text) {
    const found = [];
    for (const {0: written, index: start} of text.matchAll(WORD)) {
      let pieces = written.match(PIECE).map(piece => piece.normalize("NFKC").toLowerCase().replaceAll("\u00ad", "")).filter(Boolean);
      const end = start + written.length, joints = written.match(/[-\u2010-\u2013:.,'\u2019]/g) ?? [];
      if (!pieces.length) continue;
      if (pieces.length > 1 && /[:'\u2019]/.test(joints.at(-1)) && !isNumber(pieces.at(-1))) pieces.pop();
      const joint = !pieces.every(piece => /^\p{Nd}+$/u.test(piece)) || joints.some(joint => /[-\u2010-\u2013]/.test(joint)) ? "" : joints.includes(":") ? ":" : ".";
      found.push({text: pieces.join(joint), parts: pieces.length > 1 && joint !== "." ? pieces : [], start, end});
    }
    return found;
  }

  function cutWhole(form) {
    if (known.has(form) || plain.has(form)) return known.get(form) ?? plain.get(form);
    for (let cut = 1; cut < form.length - 3; cut++) {
      const stem = endings.get(form.slice(cut));
      if (stem) return form.slice(0, cut) + stem;
    }
  }

  function stem(word) {
    if (/\p{Nd}/u.test(word)) return word;
    const whole = cutWhole(word) ?? cutWhole(word.replace(/s$/, ""));
    if (whole) return whole;
    for (const cut of cuts) {
      for (let length = word.length - 1; length; length--) {
        const [instead, least] = cut.get(word.slice(-length)) ?? [], left = word.slice(0, -length);
        if (left.length >= least && hasVowel(left + instead)) {
          word = left + instead;
          const whole = cutWhole(word);
          if (whole) return whole;
          break;
        }
      }
    }
    return word.length > 2 && undouble.some(double => word.endsWith(double)) ? word.slice(0, -1) : word;
  }

  return {split, stem, fold, stops: new Set(stops.split(" "))};
}
