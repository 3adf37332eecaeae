// Beside everything that is there to be copied, a button that copies it. Without scripts a press marks all of it.
(() => {
  for (const text of document.querySelectorAll("[data-copy]")) {
    const told = {type: "button", className: "ls-share__copy", textContent: text.dataset.copy};
    const button = Object.assign(document.createElement("button"), told);
    button.setAttribute("aria-live", "polite");
    button.addEventListener("click", async () => {
      try {
        await window.navigator.clipboard.writeText(text.textContent);
        button.textContent = text.dataset.copied;
      } catch {
        window.getSelection().selectAllChildren(text);
      }
    });
    text.after(button);
  }
})();
