// Canned texts and entries of the knowledge base: what is picked is put where the writing stands.
"use strict";

(() => {
  // Which entries of the knowledge base an answer has is kept with it; a tick takes one away.
  const keepSource = (form, code, title) => {
    const list = form.querySelector("[data-sources]");
    if (!list || [...list.querySelectorAll("input")].some((each) => each.value === code)) return;
    const line = document.createElement("div"), label = document.createElement("label");
    const box = Object.assign(document.createElement("input"), { type: "checkbox", name: "sources", id: `source-${code}`, value: code, checked: true });
    line.className = "tick";
    label.htmlFor = box.id;
    label.append(title || code);
    line.append(box, label);
    list.append(line);
    list.hidden = false;
  };
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-insert]");
    if (!button) return;
    const field = document.getElementById(button.dataset.target);
    const from = field.selectionStart ?? field.value.length;
    field.setRangeText(button.dataset.insert, from, field.selectionEnd ?? from, "end");
    const outcome = button.dataset.outcome && field.form.elements.outcome;
    if (outcome && (!outcome.value || outcome.dataset.picked) && [...outcome.options].some((each) => each.value === button.dataset.outcome)) {
      outcome.value = button.dataset.outcome;
      outcome.dataset.picked = "yes";
      outcome.dispatchEvent(new Event("change", { bubbles: true }));
    }
    if (button.dataset.source) keepSource(field.form, button.dataset.source, button.dataset.title);
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.focus();
    const gap = field.value.indexOf("[…");
    if (gap >= 0) field.setSelectionRange(gap, field.value.indexOf("…]", gap) + 2);
    const details = button.closest("details.canned");
    if (details) details.open = false;
  });
  document.addEventListener("keydown", (event) => {
    const wanted = event.altKey && { m: "details.canned:not([data-lookup])", k: "details[data-lookup]" }[event.key.toLowerCase()];
    if (!wanted) return;
    const near = document.activeElement.closest("form, details")?.querySelector(wanted);
    const details = near || document.querySelector(wanted);
    if (!details) return;
    event.preventDefault();
    for (let outer = details.parentElement.closest("details"); outer; outer = outer.parentElement.closest("details")) outer.open = true;
    details.open = true;
    details.querySelector("[data-canned-search]").focus();
  });
  // Inside a form for an answer, Enter in the search picks the first and sends nothing.
  document.addEventListener("keydown", (event) => {
    const search = event.target.closest("[data-canned-search]");
    if (!search || event.key !== "Enter") return;
    event.preventDefault();
    search.closest("details").querySelector("[data-insert]")?.click();
  });
})();
