// What the search page shows of a search. Every word of it stands in the page; what was typed or found is only ever put in as text.
export const root = document.querySelector("[data-search]");
const find = selector => root.querySelector(selector), language = document.documentElement.lang;
export const form = find("form"), next = find("section button");
const told = find("[role=status]"), list = find("ol"), [folded, {firstElementChild: blank}, tags] = find("template").content.children;
export const filters = folded, selects = [...filters.querySelectorAll("select")];
export const options = Object.fromEntries(selects.map(select => [select.name, new Map([...select.options].map(option => [option.value, option]))]));
form.append(filters);

// What was asked stands first in the title, where tabs, the history and bookmarks show it.
const untitled = document.title;
export const entitle = query => document.title = query ? `${query} – ${untitled}` : untitled;

// After a while, so that whoever hears it is not told of every letter.
let saying;
export function say(name, values, pause = 300) {
  clearTimeout(saying);
  saying = setTimeout(() => told.textContent = told.dataset[name].replace(/{(\w+)}/g, (_, key) => values[key]), pause);
}

function make(tag, text, lang) {
  const element = document.createElement(tag);
  element.textContent = text;
  if (lang) element.lang = lang;
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
function draw({kind, agency, address, title, language, status, sentence, whose}, marks) {
  const item = blank.cloneNode(true), [eyebrow, {firstElementChild: link}, standing, saying] = item.children;
  // What is no single body’s has no choice among them; that without a value is for all of them.
  const body = agency && options.agency.get(agency), of = [status, body && body.dataset.invented];
  eyebrow.textContent = options.kind.get(kind).text;
  if (body && kind !== "agency") eyebrow.append(" · ", make("span", body.text, body.lang));
  if (whose) eyebrow.append(" · ", whose);
  link.href = `../${address}`;
  // What a plan stands for is told in its own words, as its title.
  if (language) for (const part of kind === "statement" ? [link, saying] : [link]) part.lang = language;
  mark(link, title, marks);
  mark(saying, sentence, marks);
  standing.textContent = "";
  for (const tag of tags.children) if (of.includes(tag.dataset.of)) standing.append(tag.firstElementChild.cloneNode(true));
  return item;
}

// What some hit has can be chosen, with how many have it; all of it where that is not known.
function offer(counts) {
  for (const select of selects) {
    const {value, name} = select, many = counts[name], left = [...options[name].values()].filter(option => {
      const has = many?.get(option.value) ?? 0;
      if (option.value) option.label = many ? `${option.text} (${has.toLocaleString(language)})` : option.text;
      return has || !many || !option.value || option.value === value;
    });
    select.replaceChildren(...left);
    select.value = value;
    select.parentNode.hidden = left.length < 2;
  }
}

// Nothing asked (rest), or nothing that can be answered (failed).
export const showList = state => say(root.dataset.state = state);

export function showFound({total, exact, corrected, counts}, {q, ...chosen}) {
  const {one, many, least} = told.dataset, state = root.dataset.state = total ? "hits" : Object.values(chosen).some(Boolean) ? "narrow" : "none";
  const hits = (exact ? total === 1 ? one : many : least).replace("{n}", total.toLocaleString(language));
  say(total && corrected ? "fixed" : state, {hits, query: corrected ?? q, typed: q});
  offer(counts);
  list.replaceChildren();
}

// Gives the first of those that are added.
export function addHits(texts, marks, isLast) {
  const items = texts.map(hit => draw(hit, marks));
  list.append(...items);
  next.hidden = isLast;
  return items[0];
}
