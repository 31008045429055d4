"use strict";
// Long answers take long to write: while somebody types or clicks, the session is told that they are there, at most
// every four minutes. A page that only asks for news does not count, so a desk that was left is signed out in time.

(() => {
  const EVERY = 4 * 60 * 1000;
  const token = document.querySelector('meta[name="csrf-token"]').content;
  let told = Date.now();

  function tell() {
    if (Date.now() - told < EVERY) return;
    told = Date.now();
    fetch("/tai-khoan/con-day", { method: "POST", headers: { "X-CSRFToken": token } }).catch(() => {});
  }

  for (const sign of ["keydown", "pointerdown"]) document.addEventListener(sign, tell, { passive: true });
})();
