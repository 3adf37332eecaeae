// A complete list of goals stands in the page. This brings out the form that waits in the page's <template>, hides the goals that are
// not asked for, puts the others in the order asked for, and keeps both in the address, to be shared. Nothing is stored.
(() => {
  const list = document.querySelector("[data-list]");
  const waiting = list?.querySelector("template");
  if (!waiting) {
    return;
  }
  const form = document.importNode(waiting.content, true).querySelector("form");
  const told = form.querySelector("[role=status]");
  const fields = [...form.querySelectorAll("[name]")];
  const language = document.documentElement.lang;
  const byLetters = new Intl.Collator(language, {numeric: true}).compare;
  const PAUSE = 300;

  const fold = text => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const fieldOf = name => fields.find(field => field.name === name);
  const asked = name => fieldOf(name)?.value.trim() ?? "";
  const placeOf = (name, value) => [...fieldOf(name)?.options ?? []].findIndex(option => option.value === value);

  // In another order the goals leave the headings with their bodies' names, so each takes the name along.
  const groups = [...list.querySelectorAll("section")];
  const names = [];
  for (const group of list.querySelectorAll("[data-named]")) {
    for (const item of group.querySelectorAll("li[data-s]")) {
      const name = Object.assign(document.createElement("p"), {className: "ls-eyebrow", hidden: true});
      name.append(...group.querySelector("h2").cloneNode(true).childNodes);
      item.prepend(name);
      names.push(name);
    }
  }

  const goals = [...list.querySelectorAll("li[data-s]")].map(item => {
    const {s: status, a: agency, p: plan, t: themes = "", d: day = "", l: life = "active"} = item.dataset;
    return {
      item,
      home: item.parentNode,
      text: fold(item.textContent),
      title: item.querySelector("a").textContent,
      facts: {status: [status], agency: [agency], plan: [plan], theme: themes.split(" "), life: [life]},
      day,
      rank: placeOf("status", status),
      owner: placeOf("agency", agency),
    };
  });
  const orders = {
    title: (one, other) => byLetters(one.title, other.title),
    agency: (one, other) => one.owner - other.owner,
    worst: (one, other) => one.rank - other.rank,
    latest: (one, other) => (one.day < other.day) - (one.day > other.day),
  };
  const ordered = goals[0].home.cloneNode(false);

  function show() {
    const words = fold(asked("q")).split(/\s+/);
    const wanted = Object.keys(goals[0].facts).filter(asked);
    for (const {item, text, facts} of goals) {
      const fits = wanted.every(name => facts[name].includes(asked(name))) && words.every(word => text.includes(word));
      item.hidden = !fits;
    }
    const order = orders[asked("order")];
    for (const {item, home} of order ? [...goals].sort(order) : goals) {
      (order ? ordered : home).append(item);
    }
    for (const element of [...names, ordered]) {
      element.hidden = !order;
    }
    for (const group of groups) {
      group.hidden = !group.querySelector("li[data-s]:not([hidden])");
    }
  }

  function tell() {
    const {all, some, none} = told.dataset;
    const many = goals.filter(({item}) => !item.hidden).length;
    let words = many ? some : none;
    if (many === goals.length) {
      words = all;
    }
    told.textContent = words.replace("{n}", many.toLocaleString(language));
    const query = new URLSearchParams(location.search);
    for (const {name} of fields) {
      if (asked(name)) {
        query.set(name, asked(name));
      } else {
        query.delete(name);
      }
    }
    history.replaceState(history.state, "", location.pathname + (`${query}` && `?${query}`) + location.hash);
    takeAlong(query);
  }

  // The other languages' lists know the same choices, but not the same words.
  function takeAlong(query) {
    query.delete("q");
    for (const link of document.querySelectorAll("header a[hreflang]")) {
      link.search = query;
    }
  }

  let telling;
  function change() {
    show();
    clearTimeout(telling);
    telling = setTimeout(tell, PAUSE);
  }
  form.addEventListener("input", change);
  form.addEventListener("reset", () => setTimeout(change));
  form.addEventListener("submit", event => event.preventDefault());

  const given = new URLSearchParams(location.search);
  for (const field of fields) {
    const value = given.get(field.name);
    if (value && (field.name === "q" || placeOf(field.name, value) >= 0)) {
      field.value = value;
    }
  }
  const isAsked = fields.some(({name}) => asked(name));
  form.querySelector("details").open = isAsked || window.matchMedia("(min-width: 45em)").matches;
  waiting.replaceWith(form, ordered);
  show();
  if (isAsked) {
    telling = setTimeout(tell, PAUSE);
  }
})();
