// Which documents a query finds, and in what order. Only whole numbers come from the files; what they are worth is worked out here.
import {letterNumber, makeFinder, unpack} from "./find.js";
import {openStore} from "./store.js";
import {makeWords} from "./words.js";

// More files of facts than this are fetched only for those who narrow the results down.
const CHEAP = 4;
// Where fewer documents have all of the words, those with half of them are shown too.
const FEW_HITS = 10;
const FILTERS = ["kind", "agency", "status", "theme"];

// How much it tells of a document that it has what so many of all have (BM25's idf).
export const telling = (documents, having) => Math.log(1 + (documents - having + .5) / (having + .5));

// Of what is otherwise alike: by title, then by address.
const compare = (one, other) => Number(one > other) - Number(one < other);

// The last bodies are those that come after all others where the words tell no difference.
export async function openIndex(address, lastBodies = new Set()) {
  const store = await openStore(address);
  const {manifest} = store;
  const words = makeWords(manifest.words);
  const understand = makeFinder(store, words);

  // By document: how many of the words it has, and the sum of what they are worth.
  function weigh(found) {
    const scores = new Map();
    for (const {worths, isLoose} of found.filter(Boolean)) {
      const each = telling(manifest.documents, worths.size);
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

  async function search(query, filters = {}) {
    const {found, corrected} = await understand(query);
    const scores = weigh(found);
    const chosen = choose(scores, found);
    const factsOf = await readFacts(chosen, filters);
    const {hits, counts} = narrow(chosen, factsOf, filters);
    const compareScores = (one, other) =>
      scores.get(other).words - scores.get(one).words || scores.get(other).sum - scores.get(one).sum;
    const placeOf = (document, agency) => (lastBodies.has(agency) ? manifest.kinds.length : 0) + kindNumber(document);
    const places = new Map(hits.map(hit => [hit, placeOf(hit, factsOf(hit).agency?.[0])]));
    hits.sort((one, other) => compareScores(one, other) || places.get(one) - places.get(other) || one - other);

    // So many of the hits. Of those that are equally good, real bodies come first, then kinds in their order, then titles in theirs.
    async function show(from, many) {
      const shown = await Promise.all(hits.slice(from, from + many).map(tell));
      return shown.sort((one, other) => compareScores(one.document, other.document)
        || placeOf(one.document, one.agency) - placeOf(other.document, other.agency)
        || compare(one.title, other.title) || compare(one.address, other.address));
    }

    return {total: hits.length, exact: !found.some(word => word?.isLoose), corrected, counts, marks: marker(found), show};
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
    const {told, place} = await store.part("texts", document);
    const [page, title, agency = "", sentence = "", status = "", language = "", whose = ""] = told[place];
    return {document, address: page, title, kind: manifest.kinds[kindNumber(document)], agency, sentence, status, language, whose};
  }

  return search;
}
