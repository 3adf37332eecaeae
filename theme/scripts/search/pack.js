// What stands in the files comes in; documents with what a term weighs in them go out, and what that is worth.

// After all that begins with some letters.
export const END = "\uffff";
// What a term counts for beside the word as it was written: begun as far as it was typed, or a part of a longer one.
export const WHOLE = .9;
export const LONGER = .3;
// How soon more of the same word stops counting (BM25's k).
const ENOUGH = 2;

// What generator/ledstjarna/search/packing.py writes.
const SIGNS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
const SIX = new Map([...SIGNS].map((sign, place) => [sign, place.toString(2).padStart(6, "0")]));
export const letterNumber = (letter, first = "a") => letter.charCodeAt() - first.charCodeAt();

// Numbers, in order, each with its value.
export function unpack(text) {
  const [, letters, capital, signs] = /([a-z]*)([A-Z])(.*)$/.exec(text);
  const values = [...letters].map(letter => letterNumber(letter));
  const kept = letterNumber(capital, "A");
  const bits = signs.replace(/./g, sign => SIX.get(sign));
  const found = new Map();
  let number = -1;
  let at = 0;
  // Only ones are left where the last sign was filled up.
  for (let zero = bits.indexOf("0"); zero >= 0; zero = bits.indexOf("0", at)) {
    const end = zero + 1 + kept;
    number += 1 + (zero - at) * 2 ** kept + parseInt(`0${bits.slice(zero + 1, end)}`, 2);
    let place = 0;
    for (at = end; place < values.length - 1 && bits[at++] === "1";) {
      place++;
    }
    found.set(number, values[place]);
  }
  return found;
}

export function decode(found, [least, step]) {
  const weights = unpack(found);
  for (const [document, steps] of weights) {
    weights.set(document, least * step ** steps);
  }
  return weights;
}

// How much it tells of a document that it has what so many of all have (BM25's idf).
export const telling = (documents, having) => Math.log(1 + (documents - having + .5) / (having + .5));

export const worth = weight => weight / (ENOUGH + weight);
