// People who are ticked stay chosen wherever the list goes: the address, and every link and form of
// the page that leads to another view of it, name them. Without a script a button does the same.
"use strict";

const list = document.querySelector("form.list");

const naming = (address, chosen) => {
  const url = new URL(address, location.href);
  url.searchParams.delete("candidate");
  for (const key of chosen) url.searchParams.append("candidate", key);
  return url;
};

const keep = () => {
  const chosen = [...new Set(new FormData(list).getAll("candidate"))];
  history.replaceState(null, "", naming(location.href, chosen));
  for (const link of document.querySelectorAll("main a[href^='?'], main a[data-keeps]")) {
    const url = naming(link.getAttribute("href"), chosen);
    link.setAttribute("href", link.hasAttribute("data-keeps") ? url.pathname + url.search : url.search || "?");
  }
  const rail = document.querySelector("form.rail");
  for (const old of rail.querySelectorAll("input[name='candidate']")) old.remove();
  for (const key of chosen) {
    const field = Object.assign(document.createElement("input"), { type: "hidden", name: "candidate", value: key });
    rail.append(field);
  }
};

if (list) list.addEventListener("change", keep);
