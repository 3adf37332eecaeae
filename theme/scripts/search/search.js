// The search page: what is typed and chosen is asked for, also when it comes with the address, and kept there, to be shared.
import {openIndex} from "./rank.js";
import {makeView} from "./view.js";

const PAUSE = 150, STEP = 10, KEPT = 300;
const root = document.querySelector("[data-search]"), view = makeView(root), {form, filters, next} = view;
let opening, turn = 0, pause, more;

// Fetched when somebody is about to search, and again if it failed.
const open = () => opening ??= openIndex(root.dataset.index).catch(fault => {
  opening = null;
  throw fault;
});

function keep({q, ...chosen}) {
  const query = new URLSearchParams(Object.entries({q: [...q.trim()].slice(0, KEPT).join(""), ...chosen}).filter(([, value]) => value));
  history.replaceState(history.state, "", location.pathname + (`${query}` && `?${query}`) + location.hash);
  // The other languages' pages have the same ids, and take the same words.
  for (const link of document.querySelectorAll("a[hreflang]")) link.search = query;
}

async function ask() {
  clearTimeout(pause);
  const mine = ++turn, asked = view.asked();
  keep(asked);
  if (!asked.q.trim()) return view.rest();
  view.wait();
  try {
    const index = await open(), found = await index.search(asked.q, asked);
    let shown = 0;
    more = async () => {
      const from = shown, texts = await index.texts(found.hits.slice(from, from + STEP));
      // An answer that comes late changes nothing, and nothing is shown twice.
      if (mine !== turn || from !== shown) return null;
      if (!from) view.show(found, asked);
      shown += texts.length;
      return view.add(texts.map(hit => ({...hit, address: `../${hit.address}`})), found.marks, shown < found.hits.length);
    };
    await more();
  } catch {
    if (mine === turn) view.fail();
  }
}

root.addEventListener("input", () => {
  clearTimeout(pause);
  pause = setTimeout(ask, PAUSE);
});
form.addEventListener("submit", event => {
  event.preventDefault();
  ask();
});
form.addEventListener("focusin", () => open().catch(() => {}));
filters.querySelector("button").addEventListener("click", () => {
  view.clear();
  ask();
});
next.addEventListener("click", async () => (await more().catch(view.fail))?.querySelector("a").focus());

const given = new URLSearchParams(location.search);
for (const field of form.querySelectorAll("[name]"))
  if (field.name === "q" || view.word(field.name, given.get(field.name))) field.value = given.get(field.name) ?? "";
filters.open = matchMedia("(min-width: 45em)").matches || Object.entries(view.asked()).some(([name, value]) => name !== "q" && value);
if (view.asked().q) ask();
