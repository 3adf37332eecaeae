// A goal inside another's page. The parent may ask for a scheme by ?theme=dark or ?theme=light, and is told how high the page is, in
// pixels, whenever that changes: {type: "ledstjarna-height", height: 912}. Nothing else is told, and nothing is heard. All of it can be
// read without this.
(() => {
  const theme = new URLSearchParams(location.search).get("theme");
  if (theme === "dark" || theme === "light") {
    document.documentElement.style.colorScheme = theme;
    // The rules that hold where the reader prefers dark: always, or never.
    for (const rule of [...document.styleSheets].flatMap(sheet => [...sheet.cssRules])) {
      if (rule.media?.mediaText.includes("prefers-color-scheme: dark")) {
        rule.media.mediaText = theme === "dark" ? "screen" : "not all";
      }
    }
  }
  if (window.parent === window) {
    return;
  }
  document.addEventListener("DOMContentLoaded", () => {
    const page = document.body;
    const tell = () => window.parent.postMessage({type: "ledstjarna-height", height: Math.ceil(page.getBoundingClientRect().height)}, "*");
    new window.ResizeObserver(tell).observe(page);
  });
})();
