// Passages and what was looked for come in; the sentence that tells most of it goes out, not much longer than a line or two.
const LONGEST = 220;
const BEFORE = 60;
const BETWEEN = /(?<=[.!?\u2026][\u201d"')]?)\s+(?=[\p{Lu}\p{N}\u201d"(])/u;

// From a little before the first mark, cut between words.
function shorten(sentence, first) {
  if (sentence.length <= LONGEST) {
    return sentence;
  }
  const from = first > LONGEST - BEFORE ? sentence.indexOf(" ", first - BEFORE) + 1 : 0;
  const left = sentence.slice(from);
  const whole = left.length <= LONGEST ? left : `${left.slice(0, left.lastIndexOf(" ", LONGEST))} \u2026`;
  return from ? `\u2026 ${whole}` : whole;
}

// Each place is [start, end, number of the word that was looked for]; worths are what these words tell.
export function findExcerpt(passages, marks, worths, shown) {
  let best = null;
  let highest = 0;
  for (const passage of passages) {
    for (const sentence of marks(passage).length ? passage.split(BETWEEN) : []) {
      const places = marks(sentence);
      const found = new Set(places.map(([,, number]) => number));
      const tells = [...found].reduce((sum, number) => sum + worths[number] * (shown.has(number) ? .25 : 1), 0);
      // A sentence says more than a name does.
      const rank = tells * (sentence.includes(" ") ? 1 : .9);
      if ([...found].some(number => !shown.has(number)) && rank > highest) {
        best = shorten(sentence, places[0][0]);
        highest = rank;
      }
    }
  }
  return best;
}
