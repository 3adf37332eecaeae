// Which documents a query finds, and in what order. Only whole numbers come from the files; what they are worth is worked out here.
import {makeWords} from "./words.js";
import {openStore} from "./store.js";

const LONGEST = 300, MOST_WORDS = 12, SHORTEST_START = 3, END = "\uffff";
// What a term counts for beside the word as it was written: with other marks on its letters, or only begun.
const MARKED = .7, WHOLE = .9, BEGUN = .6, LONGER = .3;
// A word that fewer have is looked for by its parts too.
const FEW = 5;
// How soon more of the same word stops counting (BM25's k).
const ENOUGH = 2;
// More files of facts than this are fetched only for those who narrow the results down by them.
const CHEAP = 4;

export const decode = (found, [least, step]) => {
  const weights = new Map();
  let document = -1;
  for (const [, gap, letter] of found.matchAll(/(\d*)([a-z])/g))
    weights.set(document += +gap || 1, least * step ** (letter.charCodeAt() - 97));
  return weights;
};
export const worth = weight => weight / (ENOUGH + weight);
export const telling = (documents, having) => Math.log(1 + (documents - having + .5) / (having + .5));

// Whether one word becomes the other by one letter more, less or other, or by two that change places.
export const isSlip = (one, other) => {
  let same = 0;
  while (same < one.length && one[same] === other[same]) same++;
  const [a, b] = [one.slice(same), other.slice(same)];
  return a.slice(1) === b || a === b.slice(1) || a.slice(1) === b.slice(1) ||
    a[0] === b[1] && a[1] === b[0] && a.slice(2) === b.slice(2);
};

const backwards = text => [...text].reverse().join("");

export async function openIndex(address) {
  const store = await openStore(address), {manifest} = store, {split, stem, fold, stops} = makeWords(manifest.words);
  const kinds = [], agencies = [];
  let agency = "";
  for (const [many, kind, other = agency] of manifest.runs) {
    agency = other;
    for (let each = 0; each < many; each++) kinds.push(manifest.kinds[kind]), agencies.push(agency);
  }

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
      for (const [document, weight] of decode(found, manifest.weights))
        worths.set(document, Math.max(worths.get(document) ?? 0, factor * worth(weight)));
    }
    return worths.size ? {word, worths, isLoose} : null;
  }

  // A word that is made of two: both are looked for, and what has both is found.
  async function halve(word) {
    // From the middle outwards: most halves are about as long, and few files are then asked for.
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
    const forms = (await store.lines("ends", end, end + END)).map(line => line.split("\t")[0]).filter(form => backwards(fold(form)).startsWith(end));
    const looks = (await Promise.all(forms.slice(0, 20).map(form => look(form, false, true)))).filter(Boolean);
    return looks.length ? {word, worths: join(looks, LONGER), isLoose: false} : null;
  }
  const join = (looks, factor) => new Map(looks.flatMap(({worths}) => [...worths].map(([document, worth]) => [document, factor * worth])));

  // The commonest word that is one slip away, whose first half or last half is then as it was typed.
  async function mend(word, isLast) {
    const typed = fold(word), half = typed.length >> 1;
    if (typed.length < 4) return null;
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
      const isWorth = pair.every(word => typed.includes(word) || pair.some(word => typed.includes(word) && !found[typed.indexOf(word)]));
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

  // By document: how many of the words it has, and the sum of what they are worth.
  function weigh(found) {
    const scores = new Map();
    for (const {worths, isLoose} of found.filter(Boolean)) {
      const each = telling(kinds.length, worths.size);
      for (const [document, worth] of worths) {
        const score = scores.get(document) ?? scores.set(document, [0, 0]).get(document);
        score[0] += !isLoose;
        score[1] += each * worth;
      }
    }
    return scores;
  }

  // What results can be narrowed down by. Status and theme are null where they would cost much and nobody asked for them.
  async function facts(documents, filters) {
    const files = new Set(documents.map(document => document >> 11)), read = new Map(), isRead = files.size <= CHEAP || filters.status || filters.theme;
    if (isRead) await Promise.all([...files].map(async file => read.set(file, await store.facts(file << 11))));
    return document => {
      const told = {kind: [kinds[document]], agency: [agencies[document]]}, [statuses, themes, sets] = read.get(document >> 11) ?? [], place = document & 2047;
      if (isRead) Object.assign(told, {status: [manifest.statuses[statuses.charCodeAt(place) - 97]], theme: sets[themes.charCodeAt(place) - 97] ?? []});
      return told;
    };
  }

  async function search(query, filters = {}) {
    const {found, corrected} = await understand(query), scores = weigh(found);
    const most = [...scores.values()].reduce((most, [many]) => Math.max(most, many), 0), wanted = found.filter(word => !word?.isLoose).length;
    // All words first; where few documents have as many as any has, also those with half of the words.
    const enough = [...scores.values()].filter(([many]) => many === most).length < 10 ? Math.min(most, Math.ceil(wanted / 2)) : most;
    const documents = [...scores.keys()].filter(document => scores.get(document)[0] >= enough);
    const tell = await facts(documents, filters), names = ["kind", "agency", "status", "theme"], asked = names.filter(name => filters[name]);
    const isTold = name => !documents.length || tell(documents[0])[name], counts = Object.fromEntries(names.map(name => [name, isTold(name) ? new Map() : null]));
    const hits = documents.filter(document => {
      const told = tell(document), missed = asked.filter(name => !told[name].includes(filters[name]));
      for (const name of names)
        if (missed.every(other => other === name)) for (const key of told[name] ?? []) if (key) counts[name].set(key, (counts[name].get(key) ?? 0) + 1);
      return !missed.length;
    });
    hits.sort((one, other) => scores.get(other)[0] - scores.get(one)[0] || scores.get(other)[1] - scores.get(one)[1] || one - other);
    return {total: hits.length, exact: !found.some(word => word?.isLoose), corrected, hits, counts, marks: marker(found)};
  }

  // Where in a text the words are that were looked for.
  function marker(found) {
    const sought = found.filter(Boolean).map(({word}) => [fold(stem(word)), fold(word)]);
    return text => split(text).filter(({text}) => {
      const key = fold(text), root = fold(stem(text));
      return sought.some(([stem, word]) => root === stem || key.startsWith(word) || stem.length > 3 && key.includes(stem));
    }).map(({start, end}) => [start, end]);
  }

  const tell = async document => {
    const [address, title, sentence = "", status = "", language = ""] = await store.text(document);
    return {address, title, sentence, status, language, kind: kinds[document], agency: agencies[document]};
  };
  return {search, texts: documents => Promise.all(documents.map(tell))};
}
