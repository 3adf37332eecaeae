// The search page: what is typed and chosen is asked for, also when it comes with the address, and kept there, to be shared.
import {openIndex} from "./rank.js";
import {root, form, next, filters, selects, options, invented, say, entitle, showList, showFound, addHits} from "./view.js";

const TYPING_PAUSE = 150;
const WAIT_UNTOLD = 600;
const STEP = 10;
const WIDE = 720;
let opening;
let turn = 0;
let typing;
let showMore;

// Fetched when somebody is about to search, and again if it failed.
function open() {
  opening ??= openIndex(root.dataset.index, invented);
  opening.catch(() => {
    opening = null;
  });
  return opening;
}

// The other languages' pages have the same ids, and take the same words.
function keep() {
  const filled = [...new FormData(form)].filter(([, value]) => value.trim());
  const query = `${new URLSearchParams(filled)}`;
  history.replaceState(null, "", query ? `?${query}` : location.pathname);
  for (const link of document.querySelectorAll("a[hreflang]")) {
    link.search = query;
  }
}

async function answer(asked, mine) {
  const search = await open();
  const found = await search(asked.q, asked);
  let shown = 0;
  showMore = async () => {
    const from = shown;
    const texts = await found.show(from, STEP);
    // An answer that comes late changes nothing, and nothing is shown twice.
    if (mine !== turn || from !== shown) {
      return null;
    }
    if (!from) {
      showFound(found, asked);
    }
    shown += STEP;
    return addHits(texts, found.marks, shown >= found.total);
  };
  await showMore();
}

async function ask() {
  turn++;
  const mine = turn;
  const asked = Object.fromEntries(new FormData(form));
  keep();
  entitle(asked.q.trim());
  if (!asked.q.trim()) {
    showList("rest");
    return;
  }
  say("wait", {}, WAIT_UNTOLD);
  try {
    await answer(asked, mine);
  } catch {
    if (mine === turn) {
      showList("failed");
    }
  }
}

form.oninput = () => {
  clearTimeout(typing);
  typing = setTimeout(ask, TYPING_PAUSE);
};
form.onsubmit = () => {
  ask();
  return false;
};
form.addEventListener("focusin", open);
filters.querySelector("button").onclick = () => {
  for (const select of selects) {
    select.value = "";
  }
  ask();
};
next.onclick = async () => {
  try {
    const first = await showMore();
    first?.querySelector("a").focus();
  } catch {
    showList("failed");
  }
};

const {q: query, ...given} = Object.fromEntries(new URLSearchParams(location.search));
for (const select of selects) {
  if (options[select.name].has(given[select.name])) {
    select.value = given[select.name];
  }
}
filters.open = innerWidth > WIDE || selects.some(({value}) => value);
showList("rest");
if (query) {
  form.elements.q.value = query;
  ask();
}
