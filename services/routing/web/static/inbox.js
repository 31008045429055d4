"use strict";
// What lists can do where scripts run: keys, and news as it happens. Without this file every link works all the same.

(() => {
  const rows = () => [...document.querySelectorAll(".inbox-table tbody tr")];
  const writing = (element) => element.closest("input, textarea, select, [contenteditable]");
  const words = document.currentScript.dataset.words;

  function move(step) {
    const all = rows();
    if (!all.length) return;
    const here = all.findIndex((row) => row.contains(document.activeElement));
    const next = here < 0 ? (step > 0 ? 0 : all.length - 1) : Math.min(Math.max(here + step, 0), all.length - 1);
    all[next].querySelector("a").focus();
  }

  const KEYS = {
    j: () => move(1), ArrowDown: () => move(1), k: () => move(-1), ArrowUp: () => move(-1),
    "/": () => document.getElementById("q").focus(),
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || writing(event.target)) return;
    const tabs = document.querySelectorAll(".tabs a");
    const tab = /^[1-9]$/.test(event.key) ? tabs[Number(event.key) - 1] : null;
    if (tab) tab.click();
    else if (KEYS[event.key]) KEYS[event.key]();
    else return;
    event.preventDefault();
  });

  // The rows are read again a moment after news; whoever is at one of them is brought back to it.
  let focused = null;
  document.body.addEventListener("htmx:beforeSwap", () => {
    const link = document.activeElement && document.activeElement.closest(".inbox-table a");
    focused = link ? link.getAttribute("href") : null;
  });
  document.body.addEventListener("htmx:afterSwap", () => {
    const again = focused && document.querySelector(`.inbox-table a[href="${focused}"]`);
    if (again) again.focus();
    focused = null;
  });

  const list = document.querySelector("[data-live]");
  if (!list || !window.EventSource) return;
  const source = new EventSource(list.dataset.live);
  source.addEventListener("case", () => {
    document.body.dispatchEvent(new Event("stirred"));
    document.getElementById("announcements").textContent = words;
  });
  window.addEventListener("pagehide", () => source.close());
})();
