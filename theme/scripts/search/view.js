// What the search page shows of a search. Every word of it stands in the page; what was typed or found is only ever put in as text.
export const root = document.querySelector("[data-search]");
const find = selector => root.querySelector(selector);
const language = document.documentElement.lang;
const SAY_AFTER = 300;
const WAIT_UNTOLD = 600;

export const form = find("form");
export const next = find("section button");
const told = find("[role=status]");
const [count, other] = root.querySelectorAll("[role=status] ~ div");
const list = find("ol");
const [folded, {firstElementChild: blank}, tags] = find("template").content.children;
export const filters = folded;
export const selects = [...filters.querySelectorAll("select")];
const optionsOf = select => new Map([...select.options].map(option => [option.value, option]));
export const options = Object.fromEntries(selects.map(select => [select.name, optionsOf(select)]));
export const invented = new Set([...options.agency.values()].filter(({dataset}) => dataset.invented).map(({value}) => value));
form.append(filters);

// What was asked stands first in the title, where tabs, the history and bookmarks show it.
const untitled = document.title;
export function entitle(query) {
  document.title = query ? `${query} – ${untitled}` : untitled;
}

const fill = (name, values) => told.dataset[name].replace(/{(\w+)}/g, (_, key) => values[key]);

// Seen at once, with the hits that it counts; heard after a while, so that nobody is told of every letter.
let saying;
function say(name, values, isPending) {
  clearTimeout(saying);
  const text = fill(name, values);
  if (!isPending) {
    count.textContent = text;
    other.textContent = "";
  }
  saying = setTimeout(() => {
    told.textContent = text;
    count.textContent = text;
  }, isPending ? WAIT_UNTOLD : SAY_AFTER);
}

// The hits that are there stay until others come.
export const wait = () => say("wait", {}, true);

// Another search that may be meant, as a link.
export function offerOther(name, query, isExact) {
  const link = make("a", fill(name, {query, typed: query}));
  link.href = `?${new URLSearchParams(isExact ? {q: query, exact: 1} : {q: query})}`;
  other.replaceChildren(link);
}

function make(tag, text, lang) {
  const element = document.createElement(tag);
  element.textContent = text;
  if (lang) {
    element.lang = lang;
  }
  return element;
}

function mark(element, text, marks) {
  element.textContent = "";
  let from = 0;
  for (const [start, end] of marks(text)) {
    element.append(text.slice(from, start), make("mark", text.slice(start, end)));
    from = end;
  }
  element.append(text.slice(from));
}

// Parts that stay empty are not shown.
function draw({kind, agency, address, title, language: foreign, status, sentence, whose, excerpt}, marks) {
  const item = blank.cloneNode(true);
  const [eyebrow, {firstElementChild: link}, standing, words, why] = item.children;
  // What is no single body’s has no choice among them; that without a value is for all of them.
  const body = agency && options.agency.get(agency);
  eyebrow.textContent = options.kind.get(kind).text;
  if (body && kind !== "agency") {
    eyebrow.append(" · ", make("span", body.text, body.lang));
  }
  if (whose) {
    eyebrow.append(" · ", whose);
  }
  link.href = `../${address}`;
  if (foreign) {
    // What a plan stands for is told in its own words, as its title.
    for (const part of kind === "statement" ? [link, words] : [link]) {
      part.lang = foreign;
    }
  }
  mark(link, title, marks);
  mark(words, sentence, marks);
  why.textContent = "";
  excerpt.then(text => mark(why, text ?? "", marks));
  standing.textContent = "";
  const shown = [status, body && body.dataset.invented];
  for (const tag of tags.children) {
    if (shown.includes(tag.dataset.of)) {
      standing.append(tag.firstElementChild.cloneNode(true));
    }
  }
  return item;
}

// What some hit has can be chosen, with how many have it; all of it where that is not known.
function offer(counts) {
  for (const select of selects) {
    const {value, name} = select;
    const many = counts[name];
    const left = [...options[name].values()].filter(option => {
      const has = many?.get(option.value) ?? 0;
      if (option.value) {
        option.label = many ? `${option.text} (${has.toLocaleString(language)})` : option.text;
      }
      return has || !many || !option.value || option.value === value;
    });
    select.replaceChildren(...left);
    select.value = value;
    select.parentNode.hidden = left.length < 2;
  }
}

// Nothing asked (rest), or nothing that can be answered (failed).
export function showList(state) {
  root.dataset.state = state;
  say(state);
}

export function showFound({total, exact, corrected, counts}, {q: query, ...chosen}) {
  const {one, many, least} = told.dataset;
  const few = total === 1 ? one : many;
  const hits = (exact ? few : least).replace("{n}", total.toLocaleString(language));
  const without = Object.values(chosen).some(Boolean) ? "narrow" : "none";
  const state = total ? "hits" : without;
  root.dataset.state = state;
  say(total && corrected ? "fixed" : state, {hits, query: corrected ?? query, typed: query});
  offer(counts);
  list.replaceChildren();
}

const links = () => [...list.querySelectorAll("a")];

// Where the arrow keys lead from the field or from a hit; null where they do what they always do.
export function nextOf(element, key) {
  const all = links();
  const place = all.indexOf(element);
  if (element === form.elements.q) {
    return key === "ArrowDown" ? all[0] : null;
  }
  if (place < 0) {
    return null;
  }
  const to = {ArrowDown: all[place + 1] ?? element, ArrowUp: all[place - 1] ?? form.elements.q, Home: all[0], End: all.at(-1)};
  return to[key];
}

// Gives the first of those that are added.
export function addHits(texts, marks, isLast) {
  const items = texts.map(hit => draw(hit, marks));
  list.append(...items);
  next.hidden = isLast;
  return items[0];
}
