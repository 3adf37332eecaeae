// Beside everything that is there to be copied, a button that copies it. Without scripts a press marks all of it.
(() => {
  for (const text of document.querySelectorAll("[data-copy]")) {
    const button = Object.assign(document.createElement("button"), {type: "button", className: "ls-share__copy", textContent: text.dataset.copy});
    button.setAttribute("aria-live", "polite");
    button.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(text.textContent);
        button.textContent = text.dataset.copied;
      } catch {
        getSelection().selectAllChildren(text);
      }
    });
    text.after(button);
  }
})();
