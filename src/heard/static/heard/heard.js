// Pages work without this: it only adds what the GOV.UK components do better with a script.
document.body.classList.add("js-enabled");
if ("noModule" in HTMLScriptElement.prototype) {
  document.body.classList.add("govuk-frontend-supported");
}
const { initAll } = await import(document.querySelector("script[data-govuk]").dataset.govuk);
initAll();

for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}

// A fault in a text leads to its line there, not only to the text.
for (const link of document.querySelectorAll("a[data-line]")) {
  link.addEventListener("click", (event) => {
    const field = document.querySelector(link.hash);
    const lines = field.value.split("\n");
    const line = Math.min(Number(link.dataset.line), lines.length) - 1;
    const start = lines.slice(0, line).join("\n").length + (line ? 1 : 0);
    event.preventDefault();
    event.stopPropagation();
    field.focus();
    field.setSelectionRange(start, start + lines[line].length);
    const height = parseFloat(getComputedStyle(field).lineHeight);
    field.scrollTop = Math.max(0, (line - 5) * height);
    field.scrollIntoView({ block: "center" });
  });
}
