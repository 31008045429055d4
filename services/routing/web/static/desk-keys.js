// Single keys outside fields, as the page says under "?": they press, open or go to what carries data-key.
"use strict";

(() => {
  const remembered = "desk-shortcuts";
  const isOn = () => localStorage.getItem(remembered) !== "off";
  const box = document.getElementById("shortcuts-on");
  if (box && !document.querySelector("[data-case]")) {
    box.checked = isOn();
    box.closest("p").hidden = false;
    box.addEventListener("change", () => localStorage.setItem(remembered, box.checked ? "on" : "off"));
  }

  const go = (target) => {
    if (target.matches("a, button, summary")) { target.click(); return; }
    if (target.matches("details")) { target.open = true; target.querySelector("summary").focus(); return; }
    if (target.matches("form")) { target.requestSubmit(); return; }
    target.focus();
  };

  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input, textarea, select, [contenteditable]");
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || typing || !isOn()) return;
    if (event.key === "Enter" && event.target.closest("a, button, summary")) return;
    const target = event.key === "?"
      ? document.getElementById("shortcuts")
      : document.querySelector(`[data-key="${CSS.escape(event.key.toLowerCase())}"]:not(details.act)`);
    if (target) { event.preventDefault(); go(target); }
  });
})();
