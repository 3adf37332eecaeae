// Which documents a query finds, and in what order. Only whole numbers come from the files; what they are worth is worked out here.
import {makeFinder} from "./find.js";
import {letterNumber, telling, unpack} from "./pack.js";
import {findExcerpt} from "./excerpt.js";
import {openStore} from "./store.js";
import {makeWords} from "./words.js";

// More files of facts than this are fetched only for those who narrow the results down.
const CHEAP = 4;
// Where fewer documents have all of what the words tell, those with half of it are shown too.
const FEW_HITS = 10;
const HALF = .5;
// So many documents are read to see whether they have a phrase.
const MOST_READ = 60;
const FILTERS = ["kind", "agency", "status", "theme"];

// Of what is otherwise alike: by title, then by address.
const compare = (one, other) => Number(one > other) - Number(one < other);

// The last bodies are those that come after all others where the words tell no difference.
export async function openIndex(address, lastBodies = new Set()) {
  const store = await openStore(address);
  const {manifest} = store;
  const words = makeWords(manifest.words);
  const understand = makeFinder(store, words);
  const named = new Map(Object.entries(manifest.named));

  const tellingOf = ({worths, having = worths.size}) => telling(manifest.documents, having);

  // By document: how much is told by the words that it has, and the sum of what they are worth there.
  function weigh(found, fits) {
    const scores = new Map();
    for (const look of found.filter(Boolean)) {
      const {worths, isLoose} = look;
      const each = tellingOf(look);
      for (const [document, worth] of worths) {
        const score = scores.get(document) ?? {told: 0, sum: 0};
        score.told += isLoose ? 0 : each;
        score.sum += each * worth;
        scores.set(document, score);
      }
    }
    return new Map([...scores].filter(([document]) => fits(document)));
  }

  // A page about the site that is called just what was typed comes first.
  function raiseNamed(query, scores) {
    const name = words.split(query.replaceAll("-", " ")).map(({text}) => words.fold(text)).join(" ");
    const document = named.get(name);
    if (document) {
      const highest = what => [...scores.values()].reduce((most, score) => Math.max(most, score[what]), 0);
      scores.set(document, {told: highest("told"), sum: highest("sum") + 1});
    }
  }

  // Those with all that any has; where they are few, also those with half of it.
  function choose(scores) {
    const told = [...scores.values()].map(score => score.told);
    const most = told.reduce((one, other) => Math.max(one, other), 0);
    const isFew = told.filter(many => many >= most).length < FEW_HITS;
    const enough = isFew ? HALF * most : most;
    return [...scores.keys()].filter(document => scores.get(document).told >= enough);
  }

  // What is not told here is of the usual kind.
  const [usual, packed] = manifest.others;
  const others = unpack(packed);
  const kindNumber = document => others.get(document) ?? usual;

  // What results can be narrowed down by. All but the kind is not told where it would cost much and nobody asked for it.
  async function readFacts(documents, filters) {
    const [size] = manifest.facts;
    const files = new Map(documents.map(document => [Math.floor(document / size), document]));
    const read = new Map();
    const isRead = files.size <= CHEAP || FILTERS.some(name => name !== "kind" && filters[name]);
    await Promise.all([...isRead ? files.values() : []].map(async document => {
      const {told: [statuses, bodies, themes, agencies, sets], place} = await store.part("facts", document);
      [...unpack(statuses)].forEach(([each, status], number) => read.set(document - place + each, {
        agency: [agencies[letterNumber(bodies[number])]],
        status: [manifest.statuses[status]],
        theme: sets[letterNumber(themes[number])] ?? [],
      }));
    }));
    return document => ({kind: [manifest.kinds[kindNumber(document)]], ...read.get(document)});
  }

  // The documents that fit what was chosen, and for each choice how many would fit it beside the others, where that is known.
  function narrow(documents, factsOf, filters) {
    const asked = FILTERS.filter(name => filters[name]);
    const isTold = name => !documents.length || factsOf(documents[0])[name];
    const counts = Object.fromEntries(FILTERS.map(name => [name, isTold(name) ? new Map() : null]));
    const hits = documents.filter(document => {
      const facts = factsOf(document);
      const missed = asked.filter(name => !facts[name].includes(filters[name]));
      for (const name of FILTERS.filter(filter => missed.every(other => other === filter))) {
        for (const key of (facts[name] ?? []).filter(Boolean)) {
          counts[name].set(key, (counts[name].get(key) ?? 0) + 1);
        }
      }
      return !missed.length;
    });
    return {hits, counts};
  }

  // Whether a document has each of some phrases, word by word.
  async function hasPhrases(document, phrases) {
    const {title, sentence, read} = await tell(document);
    const texts = [title, sentence, ...await read()].map(text => ` ${words.split(text).map(word => words.fold(word.text)).join(" ")} `);
    return phrases.every(phrase => texts.some(text => text.includes(` ${phrase.join(" ")} `)));
  }

  // The documents that have every phrase, of the best; whether all were read.
  async function bind(hits, phrases) {
    const read = phrases.length ? hits.slice(0, MOST_READ) : [];
    const has = await Promise.all(read.map(hit => hasPhrases(hit, phrases)));
    return phrases.length ? read.filter((_, place) => has[place]) : hits;
  }

  async function search(query, filters = {}, isExact = false) {
    const {found, corrected, phrases, fits, suggest} = await understand(query, isExact);
    const scores = weigh(found, fits);
    raiseNamed(query, scores);
    const compareScores = (one, other) => scores.get(other).sum - scores.get(one).sum;
    const chosen = choose(scores).sort((one, other) => compareScores(one, other) || one - other);
    // What is most likely shown is fetched beside the facts, not after them.
    chosen.slice(0, FEW_HITS).forEach(document => store.part("texts", document).catch(() => null));
    const factsOf = await readFacts(chosen, filters);
    const bound = await bind(chosen, phrases);
    const {hits, counts} = narrow(bound, factsOf, filters);
    const placeOf = (document, agency) => (lastBodies.has(agency) ? manifest.kinds.length : 0) + kindNumber(document);
    const places = new Map(hits.map(hit => [hit, placeOf(hit, factsOf(hit).agency?.[0])]));
    hits.sort((one, other) => compareScores(one, other) || places.get(one) - places.get(other) || one - other);
    const sought = found.filter(Boolean);
    const marks = marker(sought);
    const worths = sought.map(tellingOf);

    // So many of the hits. Of those that are equally good, real bodies come first, then kinds in their order, then titles in theirs.
    async function show(from, many) {
      const shown = await Promise.all(hits.slice(from, from + many).map(tell));
      shown.sort((one, other) => compareScores(one.document, other.document)
        || placeOf(one.document, one.agency) - placeOf(other.document, other.agency)
        || compare(one.title, other.title) || compare(one.address, other.address));
      return shown.map(hit => ({...hit, excerpt: excerptOf(hit, marks, worths)}));
    }

    const isExactly = chosen.length <= MOST_READ || !phrases.length;
    return {total: hits.length, exact: isExactly && !found.some(word => word?.isLoose), corrected, counts, marks, show, suggest};
  }

  // A sentence with what neither the title nor the lead has; none where they have all of it, or where it cannot be fetched.
  async function excerptOf({title, sentence, read}, marks, worths) {
    const shown = new Set([title, sentence].flatMap(text => marks(text).map(([,, number]) => number)));
    return shown.size < worths.length ? findExcerpt(await read().catch(() => []), marks, worths, shown) : null;
  }

  // Where in a text the words are that were looked for, and which of them each is.
  function marker(found) {
    const {split, stem, fold} = words;
    const sought = found.flatMap(({forms}, number) => forms.map(form => ({root: fold(stem(form)), start: fold(form), number})));
    function numberOf({text}) {
      const key = fold(text);
      const own = fold(stem(text));
      const isSought = ({root, start}) => own === root || key.startsWith(start) || root.length > 3 && key.includes(root);
      return sought.find(isSought)?.number;
    }
    return text => split(text).map(word => [word.start, word.end, numberOf(word)]).filter(([,, number]) => number >= 0);
  }

  async function tell(document) {
    const {told, place} = await store.part("texts", document);
    const [page, title, agency = "", sentence = "", status = "", language = "", whose = ""] = told[place];
    const read = () => store.passages(document, told);
    return {document, address: page, title, kind: manifest.kinds[kindNumber(document)], agency, sentence, status, language, whose, read};
  }

  return search;
}
