// What tests/browsing.py asks a page. Each function gives plain data back.

const words = text => text.trim().slice(0, 60);
const letters = text => (text.match(/[\p{L}\p{N}]/gu) || []).length;
const shown = element => element.checkVisibility({visibilityProperty: true});

// Words that cannot be read, being cut off by an edge or outside the page; and boxes that only a pointer can scroll. The heads of a table
// of counts stand in each of its cells on a phone, and what is only said aloud of a search is seen beside it.
function lostWords() {
  const lost = [], root = document.documentElement, edge = root.clientWidth;
  if (root.scrollWidth > edge) lost.push(`the page is ${root.scrollWidth} px wide`);
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const text = texts.currentNode, parent = text.parentElement;
    if (!text.data.trim() || parent.closest(".ls-skip, .ls-tally thead, .ls-search__told") || !shown(parent)) continue;
    const range = document.createRange();
    range.selectNodeContents(text);
    for (const box of range.getClientRects()) {
      const fault = box.width && faultOf(box, parent, edge);
      if (fault) lost.push(`${fault}: ${words(text.data)}`);
    }
  }
  return [...new Set(lost)];
}

function faultOf(box, parent, edge) {
  for (let above = parent; above && above !== document.body; above = above.parentElement) {
    const style = getComputedStyle(above), frame = above.getBoundingClientRect();
    if (style.display === "inline") continue;
    const outside = box.right > frame.right + 1 || box.left < frame.left - 1 || box.bottom > frame.bottom + 1 || box.top < frame.top - 1;
    if (outside && /hidden|clip/.test(style.overflow)) return "cut off";
    if (/auto|scroll/.test(style.overflowX)) {
      const reached = above.tabIndex >= 0 || above.querySelector("a[href], button");
      return above.scrollWidth > above.clientWidth + 1 && !reached ? "scrolled by pointer only" : "";
    }
  }
  return box.right > edge + 1 || box.left < -1 ? "outside the page" : "";
}

function doubleLetters() {
  const root = document.documentElement;
  root.style.fontSize = `${2 * parseFloat(getComputedStyle(root).fontSize)}px`;
}

function halveLetters() {
  document.documentElement.style.fontSize = "";
}

// As WCAG 1.4.12 has it.
function spaceOut() {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`
    * { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
    p { margin-bottom: 2em !important; }`);
  document.adoptedStyleSheets = [sheet];
}

function closeUp() {
  document.adoptedStyleSheets = [];
}

// The search page has parts that are shown by turns, and forms can be folded where there is little room.
const isAway = stop =>
  stop.closest("[inert], details:not([open]) > :not(summary)") || stop.closest("[data-search], .ls-filter") && !stop.checkVisibility();
const focusable = () =>
  [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex='0']")].filter(stop => !isAway(stop));

// What can have the focus, in the order of the page.
function stops() {
  return focusable().map(stop => {
    const {left, right, width, height} = stop.getBoundingClientRect();
    return {
      name: words(stop.textContent), skip: stop.matches(".ls-skip"), shown: shown(stop), left, right, width, height,
      inSentence: inSentence(stop), inScroller: stop.parentElement.closest(".ls-scroll") !== null,
    };
  });
}

// Whether a link has other words than links around it.
function inSentence(stop) {
  const block = stop.closest("p, li, td, dd, dt, figcaption");
  if (stop.tagName !== "A" || !block || getComputedStyle(stop).display !== "inline") return false;
  return letters(block.textContent) > [...block.querySelectorAll("a")].reduce((sum, link) => sum + letters(link.textContent), 0);
}

// Where the focus is, and whether it can be seen.
function focused() {
  const here = document.activeElement, {left, right, top, bottom, height} = here.getBoundingClientRect();
  const style = getComputedStyle(here), first = here.getClientRects()[0];
  const middle = Math.min(Math.max(first.top + first.height / 2, 0), innerHeight - 1);
  const seen = document.elementFromPoint(first.left + first.width / 2, middle);
  return {
    number: focusable().indexOf(here), name: words(here.textContent) || here.tagName, left, right, top, bottom, height,
    outline: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2 && !/transparent|, 0\)/.test(style.outlineColor),
    covered: !(seen && (here.contains(seen) || seen.contains(here))),
  };
}

// From now on it is written down after each key where the focus is.
function follow() {
  window.followed = [];
  addEventListener("keyup", () => window.followed.push(focused()), true);
}

// The colours of the page and of its heading.
function colours() {
  return [getComputedStyle(document.body).backgroundColor, getComputedStyle(document.querySelector("h1")).color];
}

// What leads to other pages and can be seen.
function menus() {
  const parts = [".ls-skip", ".ls-menu", ".ls-languages", ".ls-find", ".ls-footer", ".ls-crumbs"];
  return parts.filter(part => [...document.querySelectorAll(part)].some(shown));
}

// Whether heading and text can be seen.
function hasWords() {
  return shown(document.querySelector("h1")) && document.querySelector("main").innerText.trim() !== "";
}
