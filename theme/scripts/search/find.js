// The words of a query come in; the documents that have each go out, also where two words stand as one.
import {makeInstead} from "./instead.js";
import {END, WHOLE, LONGER, decode, worth} from "./pack.js";
import {readQuery} from "./query.js";

const LONGEST_QUERY = 300;
const MOST_WORDS = 16;
// In a longer query only words that are found nowhere are joined with their neighbours.
const FEW_WORDS = 3;
const SHORTEST_START = 3;
// What a term counts for beside the word as it was written: with other marks on its letters, or only begun.
const MARKED = .7;
const BEGUN = .6;
// What it counts for that a document has a word at all, beside how much the word says of it.
const THERE = 1;
// What is found by less than this factor hardly is the word that was typed.
const FAIR = .4;
// For two words that stand as one, that they do.
const JOINED = 2;
// A word that so few have may be meant as another, which is so much commoner (see rankOf).
const RARE = 2;
const COMMON = 27;
// A word that fewer have is looked for by its parts too.
const FEW = 5;

const gain = (factor, weight) => THERE * Math.min(1, factor / FAIR) + factor * worth(weight);


export function makeFinder(store, {split, stem, fold, stops, asks}) {
  const {weights} = store.manifest;

  async function terms(from, to) {
    return (await store.lines("terms", from, to)).map(line => {
      const [term, found] = line.split("\t");
      return {term, key: fold(term), found};
    });
  }

  async function has(word) {
    const root = stem(word);
    return (await terms(fold(root))).some(({term}) => term === root);
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
        worths.set(document, Math.max(worths.get(document) ?? 0, gain(factor, weight)));
      }
    }
    return worths.size ? {word, forms: [word], worths, isLoose} : null;
  }

  const {lookAll, weighAll, tails, mend, lookElsewhere, addHalves} = makeInstead(store, {stem, fold}, {look, has});

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
    if (parts.length === 2 && parts[0].length === 1) {
      const prefixed = await tails(parts[1], fold(parts[0]));
      if (prefixed) {
        return {looks: [prefixed]};
      }
    }
    const pieces = (parts.length ? parts : [text]).flatMap(part => part.match(/\p{L}+|\P{L}+/gu));
    return pieces.length > 1 ? {looks: await lookWhole(pieces)} : lookElsewhere(text, isLast, lookWhole);
  }

  // What is found of two words that are one where they stand, with the places in the query that it is for: bidrags brott, F kassan.
  async function lookJoined([first, second], found, typed) {
    const places = [first, second].map(word => typed.indexOf(word)).filter(place => place >= 0);
    if (first.length === 1 && !stops.has(first) && !/\d/.test(first + second)) {
      const prefixed = await tails(second, fold(first));
      return prefixed && {places: places.slice(-1), forms: prefixed.forms, worths: prefixed.worths};
    }
    const isLong = /\d/.test(second) || first.length > 2 && second.length > 2;
    const isLost = places.some(place => !found[place]);
    if (!isLong || !(isLost || places.length > 1 && found.length <= FEW_WORDS)) {
      return null;
    }
    // With its linking letter, or without its last vowel, as compounds have their first word.
    const looks = await lookAll([first, `${first}s`, first.slice(0, -1)].map(start => start + second));
    return {places, forms: [first + second], worths: weighAll(looks, JOINED)};
  }

  async function joinPairs(words, found, typed) {
    const pairs = words.slice(1).map((word, place) => [words[place], word]);
    for (const joined of await Promise.all(pairs.map(pair => lookJoined(pair, found, typed)))) {
      for (const place of joined?.worths.size ? joined.places : []) {
        const before = found[place];
        const worths = new Map([...before?.worths ?? [], ...joined.worths]);
        found[place] = {word: typed[place], isLoose: before?.isLoose, worths, forms: [...before?.forms ?? [], ...joined.forms]};
      }
    }
  }

  // The documents that have all of some words.
  async function lookTogether(words) {
    const kept = words.filter(({text}) => !stops.has(text));
    const looks = await Promise.all((kept.length ? kept : words).map(({text}) => look(text, false, true)));
    const [first, ...others] = looks.map(each => each?.worths ?? new Map());
    return new Set([...first?.keys() ?? []].filter(document => others.every(other => other.has(document))));
  }

  // What is worth looking for: words that only ask are not, beside others.
  function choose(all) {
    const told = all.filter(({text}) => !stops.has(text));
    const rest = told.filter(({text}) => !asks.has(text));
    return [rest, told].find(words => words.length) ?? all;
  }

  // The query with words in it exchanged, from the last to the first, so that places in it stay true.
  function exchange(query, words, others) {
    const changes = words.map(({text, start, end}, place) => ({text, start, end, other: others[place]}));
    return changes.reverse().reduce((told, {text, start, end, other}) =>
      other && !fold(other).startsWith(fold(text)) ? told.slice(0, start) + other + told.slice(end) : told, query);
  }

  // The query with a far commoner word for one that few have and that differs in a slip; null where there is none.
  async function suggest(query, wanted, answers) {
    const isRare = ({looks: [one, other]}) => one && !other && one.worths.size <= RARE;
    const others = await Promise.all(wanted.map(({text}, place) => isRare(answers[place]) ? mend(text, false, COMMON) : null));
    const isOther = (other, place) => other && stem(other) !== stem(wanted[place].text);
    const meant = exchange(query, wanted, others.map((other, place) => isOther(other, place) ? other : null));
    return meant === query ? null : meant;
  }

  return async function understand(asked, isExact = false) {
    const {query, phrases, without} = readQuery(asked.slice(0, LONGEST_QUERY));
    const all = split(query).slice(0, MOST_WORDS);
    const wanted = choose(all);
    const isTyping = wanted.at(-1)?.end === query.length;
    const lookExactly = async word => ({looks: [await look(word.text, false, true)]});
    const answers = await Promise.all(wanted.map((word, place) =>
      isExact ? lookExactly(word) : lookOne(word, isTyping && place === wanted.length - 1)));
    const found = answers.flatMap(({looks}) => looks);
    const typed = answers.flatMap(({looks}, place) => looks.map(() => wanted[place].text));
    if (!isExact) {
      await joinPairs(all.map(({text}) => text), found, typed);
    }
    const corrected = exchange(asked, wanted, answers.map(({mended}) => mended));
    const [bound, gone] = [phrases, without].map(texts => texts.map(split).filter(words => words.length));
    const out = (await Promise.all(gone.map(lookTogether))).flatMap(documents => [...documents]);
    const within = await Promise.all(bound.map(lookTogether));
    return {
      found,
      corrected: corrected === asked ? null : corrected,
      phrases: bound.map(words => words.map(({text}) => fold(text))),
      fits: document => !out.includes(document) && within.every(documents => documents.has(document)),
      suggest: () => isExact ? null : suggest(asked, wanted, answers),
    };
  };
}
