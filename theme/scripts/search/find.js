// The words of a query come in; the documents that have each go out. What is found nowhere is looked for in other ways: as the end of a
// longer word, with one slip mended, or as two words.
const LONGEST = 300, LONGEST_WORD = 40, MOST_WORDS = 12, SHORTEST_START = 3, END = "\uffff";
// What a term counts for beside the word as it was written: with other marks on its letters, or only begun.
const MARKED = .7, WHOLE = .9, BEGUN = .6, LONGER = .3;
// A word that fewer have is looked for by its parts too.
const FEW = 5;
// So many longer words are looked for instead of one that is found nowhere: each may lie in a file of its own.
const MOST_TAILS = 3;
// How soon more of the same word stops counting (BM25's k).
const ENOUGH = 2;

export const decode = (found, [least, step]) => {
  const weights = new Map();
  let document = -1;
  for (const [, gap, letter] of found.matchAll(/(\d*)([a-z])/g))
    weights.set(document += +gap || 1, least * step ** (letter.charCodeAt() - 97));
  return weights;
};
export const worth = weight => weight / (ENOUGH + weight);

// Whether one word becomes the other by one letter more, less or other, or by two that change places.
export const isSlip = (one, other) => {
  let same = 0;
  while (same < one.length && one[same] === other[same]) same++;
  const [a, b] = [one.slice(same), other.slice(same)];
  return a.slice(1) === b || a === b.slice(1) || a.slice(1) === b.slice(1) ||
    a[0] === b[1] && a[1] === b[0] && a.slice(2) === b.slice(2);
};

const backwards = text => [...text].reverse().join("");

export function makeFinder(store, {split, stem, fold, stops}) {
  const {weights} = store.manifest;
  const terms = async (from, to) => (await store.lines("terms", from, to)).map(line => {
    const [term, found] = line.split("\t");
    return {term, key: fold(term), found};
  });
  // A first word without its linking letter may be a stem already: arbets-, kvinno-.
  const has = async word => {
    const forms = [stem(word), word];
    return (await Promise.all(forms.map(form => terms(fold(form))))).flat().some(({term}) => forms.includes(term));
  };

  // The documents that a word finds, each with what the word is worth there; null where it finds none.
  async function look(word, isLast, isExact) {
    const root = stem(word), key = fold(root), isMarked = root !== key, start = fold(word), isOpen = isLast && start.length >= SHORTEST_START;
    const near = (await Promise.all([terms(key), isOpen ? terms(start, start + END) : []])).flat();
    // Where longer words begin as what was typed, it may be half a word.
    const isHalf = isOpen && start !== key && near.some(({key}) => key.length > start.length && key.startsWith(start));
    const worths = new Map(), seen = new Set(), hasWhole = near.some(({key: other}) => other === key), hasExact = near.some(({term}) => term === root);
    let isLoose = false;
    for (const {term, key: other, found} of near) {
      const isWhole = other === key, isLonger = isOpen && other.startsWith(start);
      const isBegun = !isExact && (isLonger || other.startsWith(key) && key.length > SHORTEST_START);
      // Who types the marks means them, where there is such a word.
      if (!isWhole && !isBegun || seen.has(term) || isMarked && hasExact && isWhole && term !== root) continue;
      seen.add(term);
      isLoose ||= isWhole && found[0] === "+";
      const share = Math.min(start.length, other.length) / Math.max(start.length, other.length);
      const factor = isWhole ? (term === root ? 1 : MARKED) * (isHalf ? BEGUN : 1) : isLonger ? (isHalf ? WHOLE : hasWhole ? LONGER : BEGUN) * share : LONGER * share;
      for (const [document, weight] of decode(found, weights))
        worths.set(document, Math.max(worths.get(document) ?? 0, factor * worth(weight)));
    }
    return worths.size ? {word, worths, isLoose} : null;
  }

  // A word that is made of two: both are looked for, and what has both is found.
  async function halve(word) {
    // From the middle outwards: most halves are about as long, and few files are then asked for.
    if (word.length > LONGEST_WORD) return null;
    const middle = word.length / 2, cuts = Array.from({length: Math.max(0, word.length - 5)}, (_, place) => place + 3);
    for (const cut of cuts.sort((one, other) => Math.abs(one - middle) - Math.abs(other - middle))) {
      const tail = word.slice(cut);
      for (const head of [word.slice(0, cut), word.slice(0, cut - 1)])
        if (head.length > 2 && await has(head) && await has(tail)) return [head, tail];
    }
    return null;
  }

  // Longer words that end as this one does.
  async function tails(word) {
    const end = backwards(fold(stem(word)));
    if (end.length < 4) return null;
    const forms = (await store.lines("ends", end, end + END)).map(line => line.split("\t")).filter(([form]) => backwards(fold(form)).startsWith(end));
    const commonest = forms.sort(([, one], [, other]) => other - one).slice(0, MOST_TAILS).map(([form]) => form);
    const looks = (await Promise.all(commonest.map(form => look(form, false, true)))).filter(Boolean);
    return looks.length ? {word, worths: join(looks, LONGER), isLoose: false} : null;
  }
  const join = (looks, factor) => new Map(looks.flatMap(({worths}) => [...worths].map(([document, worth]) => [document, factor * worth])));

  // The commonest word that is one slip away, whose first half or last half is then as it was typed.
  async function mend(word, isLast) {
    const typed = fold(word), half = typed.length >> 1;
    if (typed.length < 4 || typed.length > LONGEST_WORD) return null;
    // What comes before the slip is as it was typed, or what comes after it: the longest such first, which few words share.
    const near = await Promise.all(Array.from({length: half}, (_, cut) => [typed.slice(0, -1 - cut), backwards(typed.slice(cut + 1))])
      .flatMap(([begin, end]) => [store.lines("forms", begin, begin + END, 2), store.lines("ends", end, end + END, 2)]));
    const best = {rank: -1};
    for (const line of new Set(near.flat())) {
      const [form, many] = line.split("\t"), key = fold(form);
      if (!many) continue;
      const lengths = isLast && typed.length > 5 ? [key.length, typed.length, typed.length + 1, typed.length - 1] : [key.length];
      const length = lengths.find(length => Math.abs(length - typed.length) < 2 && isSlip(typed, key.slice(0, length)));
      const rank = +many + 20 * (length === key.length) + 3 * (key[0] === typed[0]) + 2 * (length === typed.length);
      if (length && rank > best.rank) Object.assign(best, {form, rank});
    }
    return best.form ?? null;
  }

  async function understand(query) {
    const all = split(query.slice(0, LONGEST)).slice(0, MOST_WORDS), kept = all.filter(({text}) => !stops.has(text)), wanted = kept.length ? kept : all;
    const isTyping = wanted.at(-1)?.end === query.length, found = [], typed = [];
    let corrected = query;
    // From the last to the first, so that places in the query stay true.
    for (const {text, parts, start, end} of wanted.reverse()) {
      const isLast = isTyping && !found.length, known = await look(text, isLast);
      const whole = async words => (await Promise.all(words.map((word, place) => look(word, isLast && place === words.length - 1))));
      const pieces = (parts.length ? parts : [text]).flatMap(part => part.match(/\p{L}+|\P{L}+/gu));
      if (known) found.unshift(known);
      else if (pieces.length > 1) found.unshift(...await whole(pieces));
      else {
        const longer = await tails(text), other = longer ? null : await mend(text, isLast), halves = longer || other ? null : await halve(text);
        found.unshift(...longer ? [longer] : await whole(halves ?? [other ?? text]));
        if (other && !fold(other).startsWith(fold(text))) corrected = corrected.slice(0, start) + other + corrected.slice(end);
      }
      // A compound that few have: who has both of its words is found too.
      if (known?.worths.size < FEW && text.length > 5 && !parts.length) {
        const halves = await halve(text), [one, other] = halves ? await Promise.all(halves.map(half => look(half, false, true))) : [];
        for (const [document, worth] of one && other ? one.worths : [])
          if (other.worths.has(document) && !known.worths.has(document)) known.worths.set(document, LONGER * worth);
      }
      typed.unshift(...found.slice(0, found.length - typed.length).map(() => text));
    }
    // Two words that are one where they stand: bidrags brott.
    for (let place = 1; place < all.length; place++) {
      const pair = all.slice(place - 1, place + 1).map(({text}) => text);
      const isWorth = (/\d/.test(pair[1]) || pair.every(word => word.length > 2)) && pair.every(word => typed.includes(word) || pair.some(word => typed.includes(word) && !found[typed.indexOf(word)]));
      // With its linking letter, or without its last vowel, as compounds have their first word.
      const forms = isWorth ? [pair[0], `${pair[0]}s`, pair[0].slice(0, -1)].map(first => first + pair[1]) : [];
      const worths = join((await Promise.all(forms.map(form => look(form, false, true)))).filter(Boolean), 1);
      for (const word of worths.size ? pair : []) {
        const at = typed.indexOf(word);
        if (at >= 0) found[at] = {word, isLoose: found[at]?.isLoose, worths: new Map([...found[at]?.worths ?? [], ...worths])};
      }
    }
    return {found, corrected: corrected === query ? null : corrected};
  }

  return understand;
}
