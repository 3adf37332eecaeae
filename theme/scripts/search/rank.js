// Which documents a query finds, and in what order. Only whole numbers come from the files; what they are worth is worked out here.
import {makeFinder} from "./find.js";
import {openStore} from "./store.js";
import {makeWords} from "./words.js";

// More files of facts than this are fetched only for those who narrow the results down by them.
const CHEAP = 4;

// How much it tells of a document that it has what so many of all have (BM25's idf).
export const telling = (documents, having) => Math.log(1 + (documents - having + .5) / (having + .5));

export async function openIndex(address) {
  const store = await openStore(address), {manifest} = store, words = makeWords(manifest.words), understand = makeFinder(store, words);
  const kinds = [], agencies = [];
  let agency = "";
  for (const [many, kind, other = agency] of manifest.runs) {
    agency = other;
    for (let each = 0; each < many; each++) kinds.push(manifest.kinds[kind]), agencies.push(agency);
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
    const {split, stem, fold} = words;
    const sought = found.filter(Boolean).map(({word}) => [fold(stem(word)), fold(word)]);
    return text => split(text).filter(({text}) => {
      const key = fold(text), root = fold(stem(text));
      return sought.some(([stem, word]) => root === stem || key.startsWith(word) || stem.length > 3 && key.includes(stem));
    }).map(({start, end}) => [start, end]);
  }

  const tell = async document => {
    const [address, title, sentence = "", status = "", language = "", whose = ""] = await store.text(document);
    return {address, title, sentence, status, language, whose, kind: kinds[document], agency: agencies[document]};
  };
  return {search, texts: documents => Promise.all(documents.map(tell))};
}
