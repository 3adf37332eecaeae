// The files of an index, each fetched once, when it is first asked for. What is in them: generator/ledstjarna/search/index_files.py.
// Signs of a fingerprint: of a file that is named by it alone, and of one that has a number too.
const ALONE = 10;
const NUMBERED = 8;

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
  const fingerprint = (names, signs, place) => names.slice(signs * place, signs * (place + 1));

  // The part that has a number in its range, and where the number is in that.
  async function part(kind, number) {
    const [size, names] = manifest[kind];
    const file = Math.floor(number / size);
    const text = await fetchOnce(`${folder}${kind}/${file}.${fingerprint(names, NUMBERED, file)}.json`);
    return {told: JSON.parse(text), place: number % size};
  }

  // What can be shown a sentence of; the texts around a document say where it is.
  async function passages(document, {p: names}) {
    const size = manifest.passages;
    const [texts] = manifest.texts;
    const file = Math.floor(document / size);
    const name = names?.[file % (texts / size)];
    return name ? JSON.parse(await fetchOnce(`${folder}passages/${file}.${name}.json`))[document % size] ?? [] : [];
  }

  // The lines whose keys may begin with the given letters, of at most so many files, of the last where fewer than none are asked for; with
  // no letters left to come, of one.
  async function lines(kind, from, to = from, most = 6) {
    const [bounds, names] = manifest[kind];
    if (!names) {
      return [];
    }
    const starts = bounds.split(" ");
    const place = key => Math.max(0, starts.findLastIndex(start => start <= key));
    const end = place(to);
    const first = most < 0 ? Math.max(place(from), end + most + 1) : place(from);
    const last = most < 0 ? end : Math.min(end, first + most - 1);
    const files = [];
    for (let each = first; each <= last; each++) {
      files.push(fetchOnce(`${folder}${kind}.${fingerprint(names, ALONE, each)}.txt`));
    }
    return (await Promise.all(files)).flatMap(text => text.split("\n"));
  }

  return {manifest, lines, part, passages};
}
