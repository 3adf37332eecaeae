// The results as a list of the page's own pieces; every word of them is in the page, and whatever was typed is text.
const PAGE = 10;

export function makeView(form, waiting) {
  const section = document.importNode(waiting.content, true).querySelector("section"), {dataset: words} = section;
  const [skeletons, tags] = section.querySelectorAll("ul[hidden]"), list = section.querySelector("ul"), more = section.querySelector("button");
  const advice = section.querySelector("div"), told = form.querySelector("[role=status]"), all = document.querySelector("[data-all]");
  const language = document.documentElement.lang, options = name => [...form.elements[name]?.options ?? []];
  const labels = new Map([...form.querySelectorAll("option")].map(option => [option, option.textContent]));
  const label = (name, value) => labels.get(options(name).find(option => option.value === value)) ?? "";
  const say = (words, facts) => words.replace(/{(\w+)}/g, (_, name) => typeof facts[name] === "number" ? facts[name].toLocaleString(language) : facts[name]);
  skeletons.remove();
  tags.remove();
  section.hidden = true;
  all.before(section);

  // A text with the words marked that were looked for.
  function mark(element, text, places) {
    let done = 0;
    for (const [start, end] of places) {
      element.append(text.slice(done, start), Object.assign(document.createElement("mark"), {textContent: text.slice(start, end)}));
      done = end;
    }
    element.append(text.slice(done));
  }

  function draw({address, title, language, sentence, status, kind, agency}, marks) {
    const item = skeletons.firstElementChild.cloneNode(true), [above, heading, tag, below] = item.children, link = heading.firstElementChild;
    above.textContent = [label("kind", kind), kind !== "agency" && label("agency", agency)].filter(Boolean).join(" · ");
    link.href = form.dataset.root + address;
    if (language) link.lang = language;
    mark(link, title, marks(title));
    const sign = [...tags.children].find(known => known.dataset.key === status);
    sign ? tag.append(...sign.cloneNode(true).childNodes) : tag.remove();
    sentence ? mark(below, sentence, marks(sentence)) : below.remove();
    return item;
  }

  function count({counts}) {
    for (const [option, words] of labels) {
      const found = counts[option.parentNode.name], many = found?.get(option.value) ?? 0;
      if (!option.value) continue;
      option.textContent = found.size || many ? `${words} (${many.toLocaleString(language)})` : words;
      option.hidden = option.disabled = found.size && !many && !option.selected;
    }
  }

  let shown, next;
  async function go(index, isMore) {
    const {hits, marks} = shown, first = list.children.length, texts = await index.texts(hits.slice(first, first + PAGE));
    if (first !== list.children.length) return;
    list.append(...texts.map(text => draw(text, marks)));
    more.hidden = list.children.length >= hits.length;
    if (isMore) list.children[first]?.querySelector("a").focus();
  }
  more.addEventListener("click", () => next(true));

  return {
    async show(index, query, found) {
      // Fetched before anything changes, so that the list is never empty in between.
      await index.texts(found.hits.slice(0, PAGE));
      const {total, full, exact, corrected} = found, asked = corrected ?? query;
      shown = found;
      next = isMore => go(index, isMore);
      list.replaceChildren();
      count(found);
      section.hidden = false;
      all.hidden = advice.hidden = total > 0;
      list.hidden = !total;
      more.hidden = true;
      await next();
      const kind = !total ? words.none : !exact ? words.least : total === 1 ? words.one : words.many;
      told.textContent = [
        corrected && say(words.typed, {query}), corrected && say(words.instead, {query: corrected}), say(kind, {n: total, query: asked}),
        total > full && full > 0 && say(words.full, {full}),
      ].filter(Boolean).join(" ");
    },
    clear() {
      section.hidden = true;
      all.hidden = false;
      told.textContent = "";
    },
    fail() {
      this.clear();
      told.textContent = words.failed;
    },
  };
}
