// A word that is found nowhere, or that few have, comes in; what is found instead goes out: words that end as it does, one with a slip
// mended, the two that it is made of, or those that begin alike.
import {END, WHOLE, LONGER, telling} from "./pack.js";

const LONGEST_WORD = 40;
const SHORTEST_MENDED = 4;
// Words that only begin or end alike.
const AKIN = .2;
const SHORTEST_KIN = 4;
const SHORTEST_PART = 3;
const NEARLY_HALF = .45;
// For a word that is made of two, to have one of them.
const EITHER = .3;
// So many longer words are looked for instead of one that is found nowhere: each may lie in a file of its own.
const MOST_TAILS = 3;

// Whether one word becomes the other by one letter more, less or other, or by two that change places.
export function isSlip(one, other) {
  let same = 0;
  while (same < one.length && one[same] === other[same]) {
    same++;
  }
  const left = one.slice(same);
  const right = other.slice(same);
  const isSwapped = left[0] === right[1] && left[1] === right[0] && left.slice(2) === right.slice(2);
  return isSwapped || left.slice(1) === right || left === right.slice(1) || left.slice(1) === right.slice(1);
}

const backwards = text => [...text].reverse().join("");

export function makeInstead(store, {stem, fold}, {look, has}) {
  const lookAll = async words => (await Promise.all(words.map(word => look(word, false, true)))).filter(Boolean);
  const weighAll = (looks, factor) =>
    new Map(looks.flatMap(({worths}) => [...worths].map(([document, value]) => [document, factor * value])));

  const readForms = async (kind, from, to, most) => (await store.lines(kind, from, to, most)).map(line => line.split("\t"));
  const byCommonness = ([, one], [, other]) => other - one;

  // Words that may be the beginning of one, and that it ends with, whatever their own endings: a few files have them.
  async function readParts(word) {
    const typed = fold(word);
    const root = fold(stem(word));
    const end = backwards(root);
    const [starts, ends] = await Promise.all([
      readForms("forms", typed.slice(0, SHORTEST_PART), typed, -2),
      readForms("ends", end.slice(0, SHORTEST_PART), end, -2),
    ]);
    const last = ends.map(([form]) => fold(stem(form))).filter(tail => tail.length >= SHORTEST_PART && root.endsWith(tail));
    return {typed, root, starts, ends: [...new Set(last)]};
  }

  // A word that is made of two that there are, the first with its linking letter or without: as nearly halves as may be.
  async function halve(word) {
    if (word.length > LONGEST_WORD || word.length < 2 * SHORTEST_PART) {
      return null;
    }
    const {starts} = await readParts(word);
    const known = new Set(starts.flatMap(([form]) => [form, stem(form)]).map(fold));
    const isKnown = head => head.length >= SHORTEST_PART && (known.has(fold(head)) || known.has(fold(stem(head))));
    const fromMiddle = cut => Math.abs(cut - word.length / 2);
    const cuts = Array.from({length: Math.max(0, word.length - 2 * SHORTEST_PART + 1)}, (_, place) => place + SHORTEST_PART);
    for (const cut of cuts.sort((one, other) => fromMiddle(one) - fromMiddle(other))) {
      const head = [word.slice(0, cut), word.slice(0, cut - 1)].find(isKnown);
      if (head && await has(word.slice(cut))) {
        return [head, word.slice(cut)];
      }
    }
    return null;
  }

  // What some words find together, instead of one that is found nowhere; they count for so much.
  async function lookInstead(word, forms, factor) {
    const looks = await lookAll(forms);
    return looks.length ? {word, forms: looks.map(each => each.word), worths: weighAll(looks, factor), isLoose: false} : null;
  }

  // Longer words that end as this one does; of those, with a letter given, that begin so: F-kassan.
  async function tails(word, first = "") {
    const ends = [...new Set([word, stem(word)])].map(form => backwards(fold(form))).filter(end => end.length >= SHORTEST_MENDED);
    const lines = (await Promise.all(ends.map(end => readForms("ends", end, end + END)))).flat();
    const isLonger = form => form.startsWith(first) && ends.some(end => backwards(form).startsWith(end) && form.length > end.length + 1);
    const forms = [...new Map(lines)].filter(([form]) => isLonger(fold(form)));
    return lookInstead(word, forms.sort(byCommonness).slice(0, MOST_TAILS).map(([form]) => form), first ? WHOLE : LONGER);
  }

  const sharedStart = (one, other) => {
    let length = 0;
    while (length < one.length && one[length] === other[length]) {
      length++;
    }
    return length;
  };

  // Words that begin as this one, which is nowhere, or that it ends with: cyklister finds cykling, vattenledningsbrotten brott.
  async function kin(word) {
    if (word.length <= SHORTEST_KIN || word.length > LONGEST_WORD) {
      return null;
    }
    const {typed, root, starts, ends} = await readParts(word);
    const least = Math.max(SHORTEST_KIN, Math.ceil(root.length * NEARLY_HALF));
    const shared = starts.map(([form, many]) => [form, many, sharedStart(fold(form), typed)]).filter(([,, length]) => length >= least);
    const begun = shared.sort(([, one, length], [, other, more]) => more - length || other - one).slice(0, MOST_TAILS);
    const parts = ends.filter(tail => tail.length > SHORTEST_KIN).sort((one, other) => other.length - one.length);
    return lookInstead(word, [...begun.map(([form]) => form), ...parts.slice(0, 1)], AKIN);
  }

  // How good a word is as a correction of another; nothing where it is more than one slip away.
  function rankOf(form, many, typed, isLast) {
    const key = fold(form);
    if (key === typed) {
      return -1;
    }
    const others = isLast && typed.length > 5 ? [typed.length, typed.length + 1, typed.length - 1] : [];
    const fits = length => Math.abs(length - typed.length) < 2 && isSlip(typed, key.slice(0, length));
    const length = [key.length, ...others].find(fits);
    return length ? +many + 20 * (length === key.length) + 3 * (key[0] === typed[0]) + 2 * (length === typed.length) : -1;
  }

  // The commonest word that is one slip away, whose first half or last half is then as it was typed.
  async function mend(word, isLast, least = -1) {
    const typed = fold(word);
    if (typed.length < SHORTEST_MENDED || typed.length > LONGEST_WORD) {
      return null;
    }
    // What comes before the slip is as it was typed, or what comes after it: the longest such first, which few words share.
    const asked = Array.from({length: typed.length >> 1}, (_, cut) => {
      const begin = typed.slice(0, -1 - cut);
      const end = backwards(typed.slice(cut + 1));
      return [store.lines("forms", begin, begin + END, 2), store.lines("ends", end, end + END, 2)];
    });
    let best = null;
    let highest = least;
    for (const line of new Set((await Promise.all(asked.flat())).flat())) {
      const [form, many] = line.split("\t");
      const rank = many ? rankOf(form, many, typed, isLast) : -1;
      if (rank > highest) {
        best = form;
        highest = rank;
      }
    }
    return best;
  }

  // F-kassan may be written as one word.
  const lookPrefixed = word => /^\p{L}{6,}$/u.test(word) ? tails(word.slice(1), fold(word[0])) : null;

  // What is found instead of a word that is nowhere, and the word that it was mended to, if any.
  async function lookElsewhere(word, isLast, lookWhole) {
    const longer = await tails(word);
    if (longer) {
      return {looks: [longer]};
    }
    const mended = await mend(word, isLast);
    if (mended) {
      return {looks: await lookWhole([mended]), mended};
    }
    const halves = await halve(word);
    if (halves) {
      return {looks: [await lookBoth(halves)]};
    }
    return {looks: [await lookPrefixed(word) ?? await kin(word)]};
  }

  // Two words as one: who has both has more of it.
  async function lookBoth(halves) {
    const looks = await lookAll(halves);
    const tells = looks.map(each => telling(store.manifest.documents, each.worths.size));
    const most = tells.reduce((one, other) => one + other, 0);
    const worths = new Map();
    for (const [place, each] of looks.entries()) {
      for (const [document, value] of each.worths) {
        const share = value * tells[place] / most;
        worths.set(document, worths.has(document) ? worths.get(document) / EITHER + share : EITHER * share);
      }
    }
    return {word: halves.join(""), forms: halves, worths, having: Math.min(...looks.map(each => each.worths.size)), isLoose: false};
  }

  // A compound that few have: who has both of its words is found too.
  async function addHalves(known, word) {
    const halves = await halve(word);
    const [one, other] = halves ? await Promise.all(halves.map(half => look(half, false, true))) : [];
    for (const [document, value] of one && other ? one.worths : []) {
      if (other.worths.has(document) && !known.worths.has(document)) {
        known.worths.set(document, LONGER * value);
      }
    }
  }

  return {lookAll, weighAll, tails, mend, lookElsewhere, addHalves};
}
