// The search page: what is typed and chosen is asked for, also when it comes with the address, and kept there, to be shared.
import {openIndex} from "./rank.js";
import {root, form, next, filters, selects, options, say, entitle, showList, showFound, addHits} from "./view.js";

const PAUSE = 150, STEP = 10, WIDE = 720;
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
  history.replaceState(null, "", query ? `?${query}` : location.pathname);
  for (const link of document.querySelectorAll("a[hreflang]")) link.search = query;
}

async function ask() {
  const mine = ++turn, asked = Object.fromEntries(new FormData(form));
  keep();
  entitle(asked.q.trim());
  if (!asked.q.trim()) return showList("rest");
  say("wait", {}, 600);
  try {
    const index = await open(), found = await index.search(asked.q, asked);
    let shown = 0;
    more = async () => {
      const from = shown, texts = await index.texts(found.hits.slice(from, from + STEP));
      // An answer that comes late changes nothing, and nothing is shown twice.
      if (mine !== turn || from !== shown) return null;
      if (!from) showFound(found, asked);
      shown += STEP;
      return addHits(texts, found.marks, shown >= found.hits.length);
    };
    await more();
  } catch {
    if (mine === turn) showList("failed");
  }
}

form.oninput = () => {
  clearTimeout(pause);
  pause = setTimeout(ask, PAUSE);
};
form.onsubmit = () => {
  ask();
  return false;
};
form.addEventListener("focusin", open);
filters.querySelector("button").onclick = () => {
  for (const select of selects) select.value = "";
  ask();
};
next.onclick = () => more().then(first => first?.querySelector("a").focus(), () => showList("failed"));

const {q, ...given} = Object.fromEntries(new URLSearchParams(location.search));
for (const select of selects) if (options[select.name].has(given[select.name])) select.value = given[select.name];
filters.open = innerWidth > WIDE || selects.some(({value}) => value);
showList("rest");
if (q) {
  form.elements.q.value = q;
  ask();
}
