// The search page: what is typed and chosen is asked for, also when it comes with the address, and kept there, to be shared.
import {openIndex} from "./rank.js";
import {makeView} from "./view.js";

const PAUSE = 150, STEP = 10;
const root = document.querySelector("[data-search]"), view = makeView(root), {form, filters, next, selects, options} = view;
let opening, turn = 0, pause, more;

// Fetched when somebody is about to search, and again if it failed.
function open() {
  opening ??= openIndex(root.dataset.index);
  opening.catch(() => opening = null);
  return opening;
}

// The other languages' pages have the same ids, and take the same words.
function keep() {
  const query = `${new URLSearchParams([...new FormData(form)].filter(([, value]) => value.trim()))}`;
  history.replaceState(history.state, "", query ? `?${query}` : location.pathname);
  for (const link of document.querySelectorAll("a[hreflang]")) link.search = query;
}

async function ask() {
  clearTimeout(pause);
  const mine = ++turn, asked = Object.fromEntries(new FormData(form));
  keep();
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
      shown += STEP;
      return view.add(texts, found.marks, shown >= found.hits.length);
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
form.addEventListener("focusin", open);
filters.querySelector("button").addEventListener("click", () => {
  for (const select of selects) select.value = "";
  ask();
});
next.addEventListener("click", async () => (await more().catch(view.fail))?.querySelector("a").focus());

const given = new URLSearchParams(location.search);
form.elements.q.value = given.get("q") ?? "";
for (const select of selects) if (options[select.name].has(given.get(select.name))) select.value = given.get(select.name);
filters.open = matchMedia("(min-width: 45em)").matches || selects.some(({value}) => value);
if (given.get("q")) ask();
