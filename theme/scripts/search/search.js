// The search page: what is typed and chosen is asked for, also when it comes with the address, and kept there, to be shared.
import {openIndex} from "./rank.js";
import {root, form, next, filters, selects, options, invented} from "./view.js";
import {wait, entitle, showList, showFound, addHits, offerOther, nextOf} from "./view.js";

const TYPING_PAUSE = 150;
// Hits are shown without the sentences that say why, where these come late.
const WAIT_EXCERPTS = 300;
const STEP = 10;
const WIDE = 720;
// Where so few are found, something else may be meant.
const FEW_FOUND = 5;
let opening;
let turn = 0;
let typing;
let showMore;
let shown = 0;
let isExact = false;

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
  const query = `${new URLSearchParams(isExact ? [...filled, ["exact", 1]] : filled)}`;
  history.replaceState(null, "", query ? `?${query}` : location.pathname);
  for (const link of document.querySelectorAll("a[hreflang]")) {
    link.search = query;
  }
}

const pause = milliseconds => new Promise(done => {
  setTimeout(done, milliseconds);
});

// What else may be meant: what was typed, where something else was searched for, or a word that is far commoner.
async function offerMeant({corrected, total, suggest}, {q: query}, mine) {
  if (total && corrected) {
    offerOther("exactly", query, true);
  } else if (total && total < FEW_FOUND) {
    const meant = await suggest();
    if (meant && mine === turn) {
      offerOther("meant", meant, false);
    }
  }
}

async function answer(asked, mine) {
  const search = await open();
  const found = await search(asked.q, asked, isExact);
  let done = 0;
  showMore = async () => {
    const from = done;
    const texts = await found.show(from, STEP);
    await Promise.race([Promise.all(texts.map(({excerpt}) => excerpt)), pause(WAIT_EXCERPTS)]);
    // An answer that comes late changes nothing, and nothing is shown twice.
    if (mine !== turn || from !== done) {
      return null;
    }
    if (!from) {
      showFound(found, asked);
      offerMeant(found, asked, mine).catch(() => null);
    }
    done += STEP;
    shown = done;
    return addHits(texts, found.marks, done >= found.total);
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
  wait();
  try {
    await answer(asked, mine);
  } catch {
    if (mine === turn) {
      showList("failed");
    }
  }
}

form.oninput = () => {
  isExact = false;
  clearTimeout(typing);
  typing = setTimeout(ask, TYPING_PAUSE);
};
form.onsubmit = () => {
  ask();
  return false;
};
root.onkeydown = event => {
  const to = event.altKey || event.ctrlKey || event.metaKey || event.shiftKey ? null : nextOf(event.target, event.key);
  to?.focus();
  return !to;
};
// Whoever comes back finds the same hits at the same place.
document.defaultView.addEventListener("pagehide", () => history.replaceState({shown, top: scrollY}, ""));
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

async function goBack(kept) {
  await ask();
  while (shown && shown < kept?.shown && !next.hidden) {
    await showMore();
  }
  if (kept?.top) {
    scrollTo(0, kept.top);
  }
}

const {q: query, exact, ...given} = Object.fromEntries(new URLSearchParams(location.search));
for (const select of selects) {
  if (options[select.name].has(given[select.name])) {
    select.value = given[select.name];
  }
}
filters.open = innerWidth > WIDE || selects.some(({value}) => value);
showList("rest");
if (query) {
  form.elements.q.value = query;
  isExact = Boolean(exact);
  goBack(history.state).catch(() => null);
}
