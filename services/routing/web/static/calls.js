// The page of calls: a new call is said aloud where screen readers listen; the focus stays where it is.
"use strict";

(() => {
  const grid = document.querySelector("[data-new-call]");
  if (!grid) return;
  const onLine = () => document.getElementById("live")?.dataset.call || "";
  let known = onLine();
  document.addEventListener("htmx:afterSwap", () => {
    const now = onLine();
    if (now && now !== known) document.getElementById("announcements").textContent = grid.dataset.newCall;
    known = now;
  });
})();
