// Which documents a query finds, and in what order. Only whole numbers come from the files; what they are worth is worked out here.
import {makeFinder} from "./find.js";
import {openStore} from "./store.js";
import {makeWords} from "./words.js";

// Documents in a file of facts.
const FACTS = 2048;
// More files of facts than this are fetched only for those who narrow the results down by them.
const CHEAP = 4;
// Where fewer documents have all of the words, those with half of them are shown too.
const FEW_HITS = 10;
const FILTERS = ["kind", "agency", "status", "theme"];

// How much it tells of a document that it has what so many of all have (BM25's idf).
export const telling = (documents, having) => Math.log(1 + (documents - having + .5) / (having + .5));

const factFile = document => Math.floor(document / FACTS);
const letterNumber = (letters, place) => letters.charCodeAt(place) - 97;

export async function openIndex(address) {
  const store = await openStore(address);
  const {manifest} = store;
  const words = makeWords(manifest.words);
  const understand = makeFinder(store, words);

  // Kind and body of every document, which the manifest tells in runs.
  const kinds = [];
  const agencies = [];
  for (const [many, kind, agency = agencies.at(-1) ?? ""] of manifest.runs) {
    for (let each = 0; each < many; each++) {
      kinds.push(manifest.kinds[kind]);
      agencies.push(agency);
    }
  }

  // By document: how many of the words it has, and the sum of what they are worth.
  function weigh(found) {
    const scores = new Map();
    for (const {worths, isLoose} of found.filter(Boolean)) {
      const each = telling(kinds.length, worths.size);
      for (const [document, worth] of worths) {
        const score = scores.get(document) ?? {words: 0, sum: 0};
        score.words += isLoose ? 0 : 1;
        score.sum += each * worth;
        scores.set(document, score);
      }
    }
    return scores;
  }

  // All words first; where few documents have as many as any has, also those with half of the words.
  function choose(scores, found) {
    const counts = [...scores.values()].map(score => score.words);
    const most = counts.reduce((one, other) => Math.max(one, other), 0);
    const wanted = found.filter(word => !word?.isLoose).length;
    const isFew = counts.filter(many => many === most).length < FEW_HITS;
    const enough = isFew ? Math.min(most, Math.ceil(wanted / 2)) : most;
    return [...scores.keys()].filter(document => scores.get(document).words >= enough);
  }

  // What results can be narrowed down by. Status and theme are not told where they would cost much and nobody asked for them.
  async function readFacts(documents, filters) {
    const files = new Set(documents.map(factFile));
    const read = new Map();
    const isRead = files.size <= CHEAP || filters.status || filters.theme;
    if (isRead) {
      await Promise.all([...files].map(async file => read.set(file, await store.facts(file))));
    }
    return document => {
      const facts = {kind: [kinds[document]], agency: [agencies[document]]};
      if (isRead) {
        const [statuses, themes, sets] = read.get(factFile(document));
        const place = document % FACTS;
        facts.status = [manifest.statuses[letterNumber(statuses, place)]];
        facts.theme = sets[letterNumber(themes, place)] ?? [];
      }
      return facts;
    };
  }

  // The documents that fit what was chosen, and for each choice how many would fit it beside the others.
  async function narrow(documents, filters) {
    const factsOf = await readFacts(documents, filters);
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

  async function search(query, filters = {}) {
    const {found, corrected} = await understand(query);
    const scores = weigh(found);
    const {hits, counts} = await narrow(choose(scores, found), filters);
    hits.sort((one, other) => {
      const [first, second] = [scores.get(one), scores.get(other)];
      return second.words - first.words || second.sum - first.sum || one - other;
    });
    return {total: hits.length, exact: !found.some(word => word?.isLoose), corrected, hits, counts, marks: marker(found)};
  }

  // Where in a text the words are that were looked for.
  function marker(found) {
    const {split, stem, fold} = words;
    const sought = found.filter(Boolean).map(({word}) => ({root: fold(stem(word)), start: fold(word)}));
    function isSought({text}) {
      const key = fold(text);
      const own = fold(stem(text));
      return sought.some(({root, start}) => own === root || key.startsWith(start) || root.length > 3 && key.includes(root));
    }
    return text => split(text).filter(isSought).map(({start, end}) => [start, end]);
  }

  async function tell(document) {
    const [page, title, sentence = "", status = "", language = "", whose = ""] = await store.text(document);
    return {address: page, title, sentence, status, language, whose, kind: kinds[document], agency: agencies[document]};
  }

  return {search, texts: documents => Promise.all(documents.map(tell))};
}
