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
