// The files of an index, each fetched once, when it is first asked for. What is in them: generator/ledstjarna/search/files.py.
export async function openStore(address) {
  const folder = address.replace(/\.\w+\.json$/, "/"), kept = new Map();
  const fetched = address => {
    if (!kept.has(address)) kept.set(address, fetch(address).then(answer => answer.ok ? answer.text() : Promise.reject(answer.status)));
    // What failed is asked for again the next time.
    kept.get(address).catch(() => kept.delete(address));
    return kept.get(address);
  };
  const manifest = JSON.parse(await fetched(address));
  const fingerprint = (names, place) => names.slice(8 * place, 8 * place + 8);
  const part = async (kind, place, size) =>
    JSON.parse(await fetched(`${folder}${kind}/${place}.${fingerprint(manifest[kind], Math.floor(place / size))}.json`));

  // The lines whose keys may begin with the given letters, of at most so many files; with no letters left to come, of one.
  async function lines(kind, from, to = from, most = 3) {
    const [bounds, names] = manifest[kind], starts = bounds.split(" ");
    const place = key => Math.max(0, starts.findLastIndex(start => start <= key));
    const first = place(from), last = Math.min(place(to), first + most - 1), files = [];
    if (names) for (let each = first; each <= last; each++) files.push(fetched(`${folder}${kind}/${each}.${fingerprint(names, each)}.txt`));
    return (await Promise.all(files)).flatMap(text => text.split("\n"));
  }

  return {
    manifest, lines,
    text: async document => (await part("texts", Math.floor(document / 24), 8))[document % 24],
    facts: document => part("facts", document >> 11, 1),
  };
}
