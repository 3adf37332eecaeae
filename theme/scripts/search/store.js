// The files of an index, each fetched once, when it is first asked for. What is in them: generator/ledstjarna/search/index_files.py.
const FINGERPRINT = 8;
// Documents in a file of texts, and such files that share a fingerprint.
const TEXTS = 24;
const SHARING = 8;

export async function openStore(address) {
  const folder = address.replace(/\.\w+\.json$/, "/");
  const kept = new Map();

  async function fetchText(file) {
    const answer = await fetch(file);
    if (!answer.ok) {
      throw answer.status;
    }
    return answer.text();
  }

  function fetchOnce(file) {
    if (!kept.has(file)) {
      kept.set(file, fetchText(file));
      // What failed is asked for again the next time.
      kept.get(file).catch(() => kept.delete(file));
    }
    return kept.get(file);
  }

  const manifest = JSON.parse(await fetchOnce(address));
  const fingerprint = (names, place) => names.slice(FINGERPRINT * place, FINGERPRINT * (place + 1));
  const numbered = (kind, place, name, ending) => fetchOnce(`${folder}${kind}/${place}.${name}.${ending}`);

  async function part(kind, place, sharing) {
    return JSON.parse(await numbered(kind, place, fingerprint(manifest[kind], Math.floor(place / sharing)), "json"));
  }

  // The lines whose keys may begin with the given letters, of at most so many files; with no letters left to come, of one.
  async function lines(kind, from, to = from, most = 3) {
    const [bounds, names] = manifest[kind];
    if (!names) {
      return [];
    }
    const starts = bounds.split(" ");
    const place = key => Math.max(0, starts.findLastIndex(start => start <= key));
    const first = place(from);
    const last = Math.min(place(to), first + most - 1);
    const files = [];
    for (let each = first; each <= last; each++) {
      files.push(numbered(kind, each, fingerprint(names, each), "txt"));
    }
    return (await Promise.all(files)).flatMap(text => text.split("\n"));
  }

  return {
    manifest,
    lines,
    text: async document => (await part("texts", Math.floor(document / TEXTS), SHARING))[document % TEXTS],
    facts: file => part("facts", file, 1),
  };
}
