// What the search page shows of a search. Every word of it stands in the page, and what was typed or found is only ever put in as text.
const QUOTED = 80;

export function makeView(root) {
  const find = selector => root.querySelector(selector);
  const form = find("form"), told = find("[role=status]"), hits = find("[data-hits]"), list = hits.querySelector("ol");
  const none = find("[data-tips]"), all = find("[data-all]"), next = hits.querySelector("button"), language = document.documentElement.lang;
  const [filters, {firstElementChild: blank}, tags] = find("template").content.children;
  const choices = [...filters.querySelectorAll("select")].map(select => ({select, options: [...select.options]}));
  const word = (name, value) => choices.find(({select}) => select.name === name).options.find(option => value && option.value === value);
  form.append(filters);
  filters.hidden = find("[data-bare]").hidden = true;

  // After a while, so that whoever hears it is not told of every letter; what was typed is kept apart from the sentence's own direction.
  let saying;
  function say(name, values = {}, pause = 300) {
    clearTimeout(saying);
    saying = setTimeout(() => told.replaceChildren(...(told.dataset[name] ?? "").split(/\{(\w+)\}/).map((part, place) => {
      if (place % 2 === 0 || part === "hits") return place % 2 ? values.hits : part;
      const letters = [...values[part].trim()];
      return Object.assign(document.createElement("bdi"), {textContent: letters.slice(0, QUOTED).join("") + (letters.length > QUOTED ? "…" : "")});
    })), pause);
  }

  function mark(element, text, places) {
    let from = 0;
    for (const [start, end] of places) {
      element.append(text.slice(from, start), Object.assign(document.createElement("mark"), {textContent: text.slice(start, end)}));
      from = end;
    }
    element.append(text.slice(from));
  }

  function draw(hit, marks) {
    const item = blank.cloneNode(true), [eyebrow, {firstElementChild: link}, standing, sentence] = item.children;
    const body = hit.kind !== "agency" && word("agency", hit.agency), isInvented = word("agency", hit.agency)?.matches("[data-invented]");
    const of = [...tags.children].filter(({dataset}) => dataset.of === hit.status || isInvented && dataset.of === "invented");
    eyebrow.textContent = word("kind", hit.kind)?.text ?? "";
    if (body) {
      const name = Object.assign(document.createElement("span"), {textContent: body.text});
      if (body.lang) name.lang = body.lang;
      eyebrow.append(" · ", name);
    }
    link.textContent = sentence.textContent = "";
    link.href = hit.address;
    if (hit.language) link.lang = hit.language;
    mark(link, hit.title, marks(hit.title));
    mark(sentence, hit.sentence, marks(hit.sentence));
    standing.replaceChildren(...of.map(({firstElementChild: tag}) => tag.cloneNode(true)));
    for (const part of [standing, sentence]) if (!part.textContent) part.remove();
    return item;
  }

  // What some hit has can be chosen, with how many have it; all of it where that is not known.
  function offer(counts) {
    for (const {select, options} of choices) {
      const {value, name} = select, many = counts[name];
      const left = options.filter(option => [value, ""].includes(option.value) || !many || many.has(option.value));
      for (const option of left) if (option.value) option.label = option.text + (many ? ` (${(many.get(option.value) ?? 0).toLocaleString(language)})` : "");
      select.replaceChildren(...left);
      select.value = value;
      select.parentNode.hidden = left.length < 2;
    }
  }

  function show(shown) {
    for (const part of [hits, none, all]) part.hidden = !shown.includes(part);
  }

  return {
    form, next, word, filters,
    asked: () => Object.fromEntries(new FormData(form)),
    clear: () => choices.forEach(({select}) => select.value = ""),
    wait: () => say("wait", {}, 600),
    rest() {
      say("", {}, 0);
      filters.hidden = true;
      show([all]);
    },
    fail() {
      say("failed", {}, 0);
      show([all]);
    },
    show({total, exact, corrected, counts}, {q, ...chosen}) {
      const {one, many, least} = told.dataset, isNarrow = Object.values(chosen).some(Boolean);
      const count = (exact ? total === 1 ? one : many : least).replace("{n}", total.toLocaleString(language));
      say(total ? corrected ? "fixed" : "found" : isNarrow ? "narrow" : "none", {hits: count, query: corrected ?? q, typed: q});
      offer(counts);
      filters.hidden = !total && !isNarrow;
      list.replaceChildren();
      show(total ? [hits] : [none, all]);
    },
    add(texts, marks, left) {
      const items = texts.map(hit => draw(hit, marks));
      list.append(...items);
      next.parentNode.hidden = !left;
      return items[0];
    },
  };
}
