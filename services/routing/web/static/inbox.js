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

  // News come in bursts, and every open page hears of them: a page reads its list at once, then at most every few
  // seconds, not at the same moment as all others, and only while somebody looks at it.
  const SOONEST = 700, BETWEEN = 3000, SPREAD = 1000, ASKING = 30000;
  let last = 0, waiting = null, missed = false;

  function refresh() {
    waiting = null;
    if (document.hidden || document.querySelector(".inbox-tick :checked")) { missed = true; return; }
    last = Date.now();
    document.body.dispatchEvent(new Event("stirred"));
    const place = document.getElementById("announcements");
    if (place) place.textContent = words;
  }

  function stir() {
    if (waiting) return;
    const rest = last + BETWEEN - Date.now();
    waiting = setTimeout(refresh, rest > SOONEST ? rest + Math.random() * SPREAD : SOONEST);
  }

  // What was put off while nobody looked, or while rows were ticked, is made up for.
  const makeUp = () => { if (missed) { missed = false; stir(); } };
  document.addEventListener("visibilitychange", makeUp);
  document.addEventListener("change", makeUp);

  const list = document.querySelector("[data-live]");
  if (!list || !window.EventSource) return;
  let source = null;

  // The stream is told how old the page is, and by the browser how old the last news: it begins with what was missed.
  function listen() {
    source = new EventSource(list.dataset.live);
    source.addEventListener("case", stir);
  }

  // A stream that was refused does not come back by itself: ask for the list now and then, and for the stream again.
  setInterval(() => { if (source.readyState === EventSource.CLOSED) { stir(); listen(); } }, ASKING);
  listen();
  window.addEventListener("pagehide", () => source.close());
  window.addEventListener("pageshow", (event) => { if (event.persisted) listen(); });
})();
