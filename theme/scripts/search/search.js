// The search page: what is typed is looked for after a pause, and stands in the address, to be shared. Nothing is fetched before the
// field is entered, and nothing is stored.
import {openIndex} from "./rank.js";
import {makeView} from "./view.js";

const PAUSE = 150;

function start(form) {
  const filters = document.importNode(form.querySelector("template").content, true);
  form.querySelector("template").replaceWith(filters);
  document.querySelector("[data-plain]").remove();
  const view = makeView(form, document.querySelector("template[data-hits]")), field = form.elements.q;
  const names = [...form.elements].map(({name}) => name).filter(Boolean), given = new URLSearchParams(location.search);
  let opened, asked = 0, wait;
  const open = () => opened ??= openIndex(form.dataset.index).catch(error => {
    opened = null;
    throw error;
  });

  // The page in another language is asked the same.
  function tell() {
    const query = new URLSearchParams(names.map(name => [name, form.elements[name].value.trim()]).filter(([, value]) => value));
    history.replaceState(history.state, "", location.pathname + (`${query}` && `?${query}`));
    for (const link of document.querySelectorAll("a[hreflang]:not([href^=http])")) link.search = query;
  }

  async function ask() {
    const turn = ++asked, query = field.value.slice(0, 300).trimStart();
    tell();
    if (!query.trim()) return view.clear();
    try {
      const index = await open(), found = await index.search(query, Object.fromEntries(names.slice(1).map(name => [name, form.elements[name].value])));
      // Only the newest question is answered.
      if (turn === asked) await view.show(index, query.trim(), found);
    } catch {
      if (turn === asked) view.fail();
    }
  }

  const soon = pause => {
    clearTimeout(wait);
    wait = setTimeout(ask, pause);
  };
  field.addEventListener("focus", () => open().catch(() => {}), {once: true});
  field.addEventListener("input", () => soon(PAUSE));
  form.addEventListener("change", ({target}) => target !== field && soon(0));
  form.addEventListener("submit", event => {
    event.preventDefault();
    soon(0);
  });
  for (const name of names) {
    const control = form.elements[name], value = given.get(name);
    if (value && (control === field || [...control.options].some(option => option.value === value))) control.value = value;
  }
  form.querySelector("details").open = names.slice(1).some(name => form.elements[name].value);
  if (field.value) soon(0);
}

start(document.querySelector("form[data-index]"));
