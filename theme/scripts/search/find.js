// The words of a query come in; the documents that have each go out. What is found nowhere is looked for in other ways: as the end of a
// longer word, with one slip mended, or as two words.
const LONGEST_QUERY = 300;
const LONGEST_WORD = 40;
const MOST_WORDS = 12;
const SHORTEST_START = 3;
const SHORTEST_MENDED = 4;
const END = "\uffff";
// What a term counts for beside the word as it was written: with other marks on its letters, or only begun.
const MARKED = .7;
const WHOLE = .9;
const BEGUN = .6;
const LONGER = .3;
// A word that fewer have is looked for by its parts too.
const FEW = 5;
// So many longer words are looked for instead of one that is found nowhere: each may lie in a file of its own.
const MOST_TAILS = 3;
// How soon more of the same word stops counting (BM25's k).
const ENOUGH = 2;

// What generator/ledstjarna/search/packing.py writes.
const SIGNS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
const SIX = new Map([...SIGNS].map((sign, place) => [sign, place.toString(2).padStart(6, "0")]));
export const letterNumber = (letter, first = "a") => letter.charCodeAt() - first.charCodeAt();

// Numbers, in order, each with its value.
export function unpack(text) {
  const [, letters, capital, signs] = /([a-z]*)([A-Z])(.*)$/.exec(text);
  const values = [...letters].map(letter => letterNumber(letter));
  const kept = letterNumber(capital, "A");
  const bits = signs.replace(/./g, sign => SIX.get(sign));
  const found = new Map();
  let number = -1;
  let at = 0;
  // Only ones are left where the last sign was filled up.
  for (let zero = bits.indexOf("0"); zero >= 0; zero = bits.indexOf("0", at)) {
    const end = zero + 1 + kept;
    number += 1 + (zero - at) * 2 ** kept + parseInt(`0${bits.slice(zero + 1, end)}`, 2);
    let place = 0;
    for (at = end; place < values.length - 1 && bits[at++] === "1";) {
      place++;
    }
    found.set(number, values[place]);
  }
  return found;
}

export function decode(found, [least, step]) {
  const weights = unpack(found);
  for (const [document, steps] of weights) {
    weights.set(document, least * step ** steps);
  }
  return weights;
}

export const worth = weight => weight / (ENOUGH + weight);

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

export function makeFinder(store, {split, stem, fold, stops}) {
  const {weights} = store.manifest;

  async function terms(from, to) {
    return (await store.lines("terms", from, to)).map(line => {
      const [term, found] = line.split("\t");
      return {term, key: fold(term), found};
    });
  }

  // A first word without its linking letter may be a stem already: arbets-, kvinno-.
  async function has(word) {
    const forms = [stem(word), word];
    const found = await Promise.all(forms.map(form => terms(fold(form))));
    return found.flat().some(({term}) => forms.includes(term));
  }

  // What a term counts for as an answer to a typed word; nothing where it is none.
  function factorOf({term, key}, typed) {
    const isWhole = key === typed.key;
    const isLonger = typed.isOpen && key.startsWith(typed.start);
    const isBegun = isLonger || key.startsWith(typed.key) && typed.key.length > SHORTEST_START;
    // Who types the marks means them, where there is such a word.
    if (isWhole && typed.isMarked && typed.hasExact && term !== typed.root) {
      return 0;
    }
    if (isWhole) {
      return (term === typed.root ? 1 : MARKED) * (typed.isHalf ? BEGUN : 1);
    }
    if (!isBegun || typed.isExact) {
      return 0;
    }
    const share = Math.min(typed.start.length, key.length) / Math.max(typed.start.length, key.length);
    if (isLonger && typed.isHalf) {
      return WHOLE * share;
    }
    return (isLonger && !typed.hasWhole ? BEGUN : LONGER) * share;
  }

  // The documents that a word finds, each with what the word is worth there; null where it finds none.
  async function look(word, isLast, isExact) {
    const root = stem(word);
    const key = fold(root);
    const start = fold(word);
    const isOpen = isLast && start.length >= SHORTEST_START;
    const near = (await Promise.all([terms(key), isOpen ? terms(start, start + END) : []])).flat();
    const typed = {
      root,
      key,
      start,
      isOpen,
      isExact,
      isMarked: root !== key,
      hasWhole: near.some(term => term.key === key),
      hasExact: near.some(({term}) => term === root),
      // Where longer words begin as what was typed, it may be half a word.
      isHalf: isOpen && start !== key && near.some(term => term.key.length > start.length && term.key.startsWith(start)),
    };
    const worths = new Map();
    let isLoose = false;
    for (const term of new Map(near.map(each => [each.term, each])).values()) {
      const factor = factorOf(term, typed);
      isLoose ||= factor > 0 && term.key === key && term.found[0] === "+";
      for (const [document, weight] of factor ? decode(term.found, weights) : []) {
        worths.set(document, Math.max(worths.get(document) ?? 0, factor * worth(weight)));
      }
    }
    return worths.size ? {word, worths, isLoose} : null;
  }

  const lookAll = async words => (await Promise.all(words.map(word => look(word, false, true)))).filter(Boolean);
  const weighAll = (looks, factor) =>
    new Map(looks.flatMap(({worths}) => [...worths].map(([document, value]) => [document, factor * value])));

  // A word that is made of two: both are looked for, and what has both is found.
  async function halve(word) {
    if (word.length > LONGEST_WORD) {
      return null;
    }
    // From the middle outwards: most halves are about as long, and few files are then asked for.
    const fromMiddle = cut => Math.abs(cut - word.length / 2);
    const cuts = Array.from({length: Math.max(0, word.length - 5)}, (_, place) => place + 3);
    for (const cut of cuts.sort((one, other) => fromMiddle(one) - fromMiddle(other))) {
      const tail = word.slice(cut);
      for (const head of [word.slice(0, cut), word.slice(0, cut - 1)]) {
        if (head.length > 2 && await has(head) && await has(tail)) {
          return [head, tail];
        }
      }
    }
    return null;
  }

  // Longer words that end as this one does.
  async function tails(word) {
    const end = backwards(fold(stem(word)));
    if (end.length < SHORTEST_MENDED) {
      return null;
    }
    const lines = (await store.lines("ends", end, end + END)).map(line => line.split("\t"));
    const forms = lines.filter(([form]) => backwards(fold(form)).startsWith(end));
    forms.sort(([, one], [, other]) => other - one);
    const looks = await lookAll(forms.slice(0, MOST_TAILS).map(([form]) => form));
    return looks.length ? {word, worths: weighAll(looks, LONGER), isLoose: false} : null;
  }

  // How good a word is as a correction of another; nothing where it is more than one slip away.
  function rankOf(form, many, typed, isLast) {
    const key = fold(form);
    const others = isLast && typed.length > 5 ? [typed.length, typed.length + 1, typed.length - 1] : [];
    const fits = length => Math.abs(length - typed.length) < 2 && isSlip(typed, key.slice(0, length));
    const length = [key.length, ...others].find(fits);
    return length ? +many + 20 * (length === key.length) + 3 * (key[0] === typed[0]) + 2 * (length === typed.length) : -1;
  }

  // The commonest word that is one slip away, whose first half or last half is then as it was typed.
  async function mend(word, isLast) {
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
    let highest = -1;
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

  // What is found instead of a word that is nowhere, and the word that it was mended to, if any.
  async function lookElsewhere(word, isLast, lookWhole) {
    const longer = await tails(word);
    if (longer) {
      return {looks: [longer]};
    }
    const mended = await mend(word, isLast);
    const halves = mended ? null : await halve(word);
    return {looks: await lookWhole(halves ?? [mended ?? word]), mended};
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

  // What one word of a query finds: as many looks as it has parts that are looked for.
  async function lookOne({text, parts}, isLast) {
    const known = await look(text, isLast);
    const lookWhole = words => Promise.all(words.map((word, place) => look(word, isLast && place === words.length - 1)));
    if (known) {
      if (known.worths.size < FEW && text.length > 5 && !parts.length) {
        await addHalves(known, text);
      }
      return {looks: [known]};
    }
    const pieces = (parts.length ? parts : [text]).flatMap(part => part.match(/\p{L}+|\P{L}+/gu));
    return pieces.length > 1 ? {looks: await lookWhole(pieces)} : lookElsewhere(text, isLast, lookWhole);
  }

  // Two words that are one where they stand: bidrags brott.
  async function joinPair(pair, found, typed) {
    const isFound = word => typed.includes(word) && found[typed.indexOf(word)];
    const isLong = /\d/.test(pair[1]) || pair.every(word => word.length > 2);
    const isLost = pair.some(word => typed.includes(word) && !isFound(word));
    if (!isLong || !(isLost || pair.every(word => typed.includes(word)))) {
      return;
    }
    // With its linking letter, or without its last vowel, as compounds have their first word.
    const [first, second] = pair;
    const worths = weighAll(await lookAll([first, `${first}s`, first.slice(0, -1)].map(start => start + second)), 1);
    for (const word of worths.size ? pair : []) {
      const place = typed.indexOf(word);
      if (place >= 0) {
        const before = found[place];
        found[place] = {word, isLoose: before?.isLoose, worths: new Map([...before?.worths ?? [], ...worths])};
      }
    }
  }

  return async function understand(query) {
    const all = split(query.slice(0, LONGEST_QUERY)).slice(0, MOST_WORDS);
    const kept = all.filter(({text}) => !stops.has(text));
    const wanted = kept.length ? kept : all;
    const isTyping = wanted.at(-1)?.end === query.length;
    const found = [];
    const typed = [];
    let corrected = query;
    // From the last to the first, so that places in the query stay true.
    for (const word of wanted.reverse()) {
      const {looks, mended} = await lookOne(word, isTyping && !found.length);
      found.unshift(...looks);
      typed.unshift(...looks.map(() => word.text));
      if (mended && !fold(mended).startsWith(fold(word.text))) {
        corrected = corrected.slice(0, word.start) + mended + corrected.slice(word.end);
      }
    }
    for (let place = 1; place < all.length; place++) {
      await joinPair(all.slice(place - 1, place + 1).map(({text}) => text), found, typed);
    }
    return {found, corrected: corrected === query ? null : corrected};
  };
}
