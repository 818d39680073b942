// Fields that complete what one types (select2) get the name that their label says.
(() => {
  const name = (container) => {
    const select = container.previousElementSibling;
    const label = select && select.labels && select.labels[0];
    if (!label) return;
    const said = label.textContent.replace("*", "").trim();
    for (const part of container.querySelectorAll("[role=combobox], [role=textbox], [role=searchbox]")) {
      if (part.getAttribute("aria-label") !== said) part.setAttribute("aria-label", said);
      part.removeAttribute("aria-labelledby");
    }
  };
  const all = () => document.querySelectorAll(".select2-container").forEach(name);
  document.addEventListener("DOMContentLoaded", () => {
    all();
    new MutationObserver(all).observe(document.body, { childList: true, subtree: true });
  });
})();
