// Small conveniences; every page works without them.
"use strict";

// An open menu closes on Escape and on a click elsewhere.
const closeMenus = (except) => {
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    if (menu !== except) menu.open = false;
  }
};
document.addEventListener("click", (event) => closeMenus(event.target.closest("details.menu")));
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") closeMenus(null);
});

// <button data-print hidden> prints the page; it is hidden where no script runs.
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}

// <button data-copy="id" hidden> copies the text of an element.
for (const button of document.querySelectorAll("[data-copy]")) {
  button.hidden = !navigator.clipboard;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent.trim());
    button.textContent = button.dataset.copied || "Copied";
  });
}

// <button data-counts="networks" data-none="…" data-one="…" data-many="Share # accounts">
// names its result while the person chooses.
for (const button of document.querySelectorAll("[data-counts]")) {
  const boxes = button.form.querySelectorAll(`input[name="${button.dataset.counts}"]`);
  const say = () => {
    const count = [...boxes].filter((box) => box.checked).length;
    const { none, one, many } = button.dataset;
    button.textContent = (count === 0 ? none : count === 1 ? one : many).replace("#", count);
  };
  for (const box of boxes) box.addEventListener("change", say);
  say();
}

// Times are written in this browser's zone where the account names none.
const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
if (zone && !document.cookie.split("; ").includes(`time_zone=${zone}`)) {
  const safe = location.protocol === "https:" ? "; secure" : "";
  document.cookie = `time_zone=${zone}; path=/; max-age=31536000; samesite=lax${safe}`;
}

// A form that is on its way is not sent twice; back from another page it can be sent again.
const release = () => {
  for (const form of document.querySelectorAll('form[aria-busy="true"]')) {
    form.removeAttribute("aria-busy");
    for (const button of form.querySelectorAll("[data-waits]")) {
      button.disabled = false;
      delete button.dataset.waits;
    }
  }
};
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post" || form.hasAttribute("hx-post")) return;
  form.setAttribute("aria-busy", "true");
  // After this turn, so that the pressed button is among what is sent.
  setTimeout(() => {
    for (const button of form.querySelectorAll("button:enabled")) {
      button.disabled = true;
      button.dataset.waits = "";
    }
  });
  setTimeout(release, 10000); // a file that is downloaded leaves the page where it is
});
window.addEventListener("pageshow", release);
