// What a goal's page shows is whole without this. It folds what most readers need not see, tells the figures of a chart to those who
// point at it or press the arrow keys, and saves a chart as a picture. Every figure told is read from the page's tables.
(() => {
  const folds = [...document.querySelectorAll("details.ls-fold")];
  const isAsked = fold => fold.querySelector(":target");
  for (const fold of folds) {
    fold.open = Boolean(isAsked(fold));
  }
  window.addEventListener("hashchange", () => folds.filter(isAsked).forEach(fold => { fold.open = true; }));
  let closed = [];
  window.addEventListener("beforeprint", () => {
    closed = [...document.querySelectorAll("main details:not([open])")];
    closed.forEach(fold => { fold.open = true; });
  });
  window.addEventListener("afterprint", () => closed.forEach(fold => { fold.open = false; }));

  const SVG = "http://www.w3.org/2000/svg";
  const make = (name, told, text) => {
    const made = Object.assign(document.createElement(name), told);
    made.append(text ?? "");
    return made;
  };
  const draw = (name, told, text) => {
    const made = document.createElementNS(SVG, name);
    Object.entries(told).forEach(([key, value]) => made.setAttribute(key, value));
    made.append(text ?? "");
    return made;
  };
  const read = cell => [...cell.childNodes].map(node => node.textContent.trim()).filter(Boolean).join(", ");

  // The figures by where they are drawn, from left to right. Several may lie above each other: results, and what they are compared with.
  const findPoints = section => {
    const points = new Map();
    for (const row of section.querySelectorAll("tr[data-at]")) {
      const [x, y] = row.dataset.at.split(" ").map(Number);
      const [period, value] = row.cells;
      const table = row.closest("table");
      const name = table.dataset.series || table.rows[0].cells[1].textContent;
      const point = points.get(x) ?? {x, period: read(period), told: [], marks: []};
      point.told.push(`${name}: ${read(value)}`);
      point.marks.push(y);
      points.set(x, point);
    }
    return [...points.values()].sort((one, other) => one.x - other.x);
  };

  const ring = (x, y) => `M${x - 6},${y}a6 6 0 1 0 12 0a6 6 0 1 0-12 0`;

  const letRead = (figure, svg, points) => {
    const say = point => `${point.period}. ${point.told.join(". ")}`;
    const last = points.length - 1;
    const told = make("p", {className: "ls-chart__told"});
    const keys = make("input", {type: "range", min: 0, max: last, value: last, className: "ls-chart__keys"});
    const mark = draw("path", {class: "ls-c-read"});
    keys.setAttribute("aria-label", figure.dataset.read);
    const {width, height} = svg.viewBox.baseVal;
    keys.style.aspectRatio = `${width} / ${height}`; // it lies over the drawing, so that its ring is around what it reads
    keys.style.marginBottom = `${-100 * height / width}%`;
    const show = number => {
      const point = points[number];
      keys.value = number;
      keys.setAttribute("aria-valuetext", say(point));
      told.textContent = say(point);
      mark.setAttribute("d", `M${point.x},6V158${point.marks.map(y => ring(point.x, y)).join("")}`);
    };
    let shown = last;
    const choose = number => {
      shown = number;
      show(number);
      svg.append(mark);
    };
    const point = event => {
      const box = svg.getBoundingClientRect();
      const x = (event.clientX - box.left) / box.width * width;
      const far = points.map(one => Math.abs(one.x - x));
      choose(far.indexOf(Math.min(...far)));
    };
    show(last);
    // The figures do not lie as evenly as the steps of what takes the keys: where it is pointed at, the place decides.
    keys.addEventListener("input", () => choose(keys.matches(":active") ? shown : Number(keys.value)));
    keys.addEventListener("pointermove", point);
    keys.addEventListener("pointerdown", point);
    svg.before(told, keys);
  };

  // The drawing as a file of its own: its styles in it, and above and below it what it shows and where it was taken from.
  const STYLES = [
    "fill", "stroke", "stroke-width", "stroke-dasharray", "stroke-linecap", "stroke-linejoin", "vector-effect", "text-anchor",
    "dominant-baseline",
  ];
  const styleOf = part => window.getComputedStyle(part);
  const wrap = (text, most) => text.trim().split(/\s+/).reduce((lines, word) => {
    const longer = `${lines.at(-1)} ${word}`.trim();
    return longer.length > most ? [...lines, word] : [...lines.slice(0, -1), longer];
  }, [""]);
  const partsOf = drawing => [...drawing.querySelectorAll("path, text")].filter(part => !part.matches(".ls-c-read"));
  const copyOf = (drawing, x, y) => {
    const copy = drawing.cloneNode(true);
    copy.querySelectorAll(".ls-c-read, title, desc").forEach(part => part.remove());
    const copied = partsOf(copy);
    partsOf(drawing).forEach((part, number) => {
      const style = styleOf(part);
      STYLES.forEach(name => copied[number].setAttribute(name, style.getPropertyValue(name)));
      copied[number].removeAttribute("class");
    });
    const group = draw("g", {transform: `translate(${x} ${y})`, "font-size": 9});
    group.append(...copy.children);
    return group;
  };
  const picture = (figure, svg) => {
    const {color: ink, backgroundColor: paper} = styleOf(document.body);
    const {width, height} = svg.viewBox.baseVal;
    const whole = draw("svg", {xmlns: SVG, "font-family": "system-ui, sans-serif"});
    let y = 6;
    const write = (text, size, weight = 400) => wrap(text, 570 / size).forEach(line => {
      y += size * 1.35;
      whole.append(draw("text", {x: 12, y, "font-size": size, "font-weight": weight, fill: ink}, line));
    });
    write(document.querySelector("h1").textContent, 13, 700);
    write(document.querySelector(".ls-eyebrow")?.textContent ?? "", 7);
    write(figure.querySelector("figcaption").textContent, 8);
    whole.append(copyOf(svg, 8, y + 6));
    y += 6 + height;
    for (const sign of figure.querySelectorAll("li")) {
      whole.append(copyOf(sign.querySelector("svg"), 12, y + 4));
      y += 12;
      whole.append(draw("text", {x: 42, y, "font-size": 8, fill: ink}, sign.textContent.trim()));
    }
    y += 4;
    write(`${location.origin}${location.pathname}#${figure.id}`, 6);
    const size = {width: width + 16, height: Math.ceil(y + 8)};
    whole.prepend(draw("rect", {...size, fill: paper}));
    const frame = {viewBox: `0 0 ${size.width} ${size.height}`, width: size.width * 3, height: size.height * 3};
    Object.entries(frame).forEach(([name, value]) => whole.setAttribute(name, value));
    return new window.XMLSerializer().serializeToString(whole);
  };
  const save = (href, name) => make("a", {href, download: name}).click();
  const SAVERS = {
    SVG: (text, name) => save(window.URL.createObjectURL(new window.Blob([text], {type: "image/svg+xml"})), `${name}.svg`),
    PNG: async (text, name) => {
      const image = make("img", {src: `data:image/svg+xml,${encodeURIComponent(text)}`});
      await image.decode();
      const canvas = make("canvas", {width: image.width, height: image.height});
      canvas.getContext("2d").drawImage(image, 0, 0);
      save(canvas.toDataURL("image/png"), `${name}.png`);
    },
  };

  const table = document.querySelector(".ls-downloads a[href$='.csv']");
  for (const figure of document.querySelectorAll("figure.ls-chart")) {
    const svg = figure.querySelector(":scope > svg");
    const points = findPoints(figure.closest("section"));
    if (points.length > 1) {
      letRead(figure, svg, points);
    }
    const tools = figure.querySelector(".ls-chart__tools");
    const name = `${location.pathname.split("/").at(-2)}-${figure.id.slice(2)}`;
    for (const [kind, saver] of Object.entries(SAVERS)) {
      const button = make("button", {type: "button", ariaLabel: `${figure.dataset.save} ${kind}`}, kind);
      button.addEventListener("click", () => saver(picture(figure, svg), name));
      tools.append(" ", button);
    }
    if (table) {
      tools.append(" ", make("a", {href: table.href}, "CSV"));
    }
  }
})();
