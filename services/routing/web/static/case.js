// The case page: letters open the forms, a half-written text survives a reload. Everything works without this file.
"use strict";

(() => {
  const page = document.querySelector("[data-case]");
  if (!page) return;

  const switchBox = document.getElementById("shortcuts-on");
  const remembered = "desk-shortcuts";
  const isOn = () => localStorage.getItem(remembered) !== "off";
  if (switchBox) {
    switchBox.checked = isOn();
    switchBox.closest("p").hidden = false;
    switchBox.addEventListener("change", () => {
      localStorage.setItem(remembered, switchBox.checked ? "on" : "off");
    });
  }

  const firstField = "input:not([type=hidden]), textarea, select, button";
  const open = (act) => {
    act.open = true;
    act.scrollIntoView({ block: "nearest" });
    // What is folded away inside the form, such as the canned texts, is not where writing begins.
    const fields = [...act.querySelectorAll(`form :is(${firstField})`)];
    const field = fields.find((each) => !each.closest("details.act details:not([open])")) || act.querySelector("summary");
    field.focus();
  };

  const typing = (target) => target.closest("input, textarea, select, [contenteditable]");
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      const act = document.activeElement && document.activeElement.closest("details.act[open]");
      if (act) { act.open = false; act.querySelector("summary").focus(); }
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target) || !isOn()) return;
    const act = event.key === "?"
      ? document.getElementById("shortcuts")
      : document.querySelector(`details.act[data-key="${CSS.escape(event.key.toLowerCase())}"]`);
    if (act) { event.preventDefault(); open(act); }
  });

  // A draft of what is being typed, in this tab only, until it is sent.
  const place = (form) => `${page.dataset.case}:${form.dataset.keep}`;
  const kept = (form) => [...form.elements].filter((each) => each.name && each.matches("textarea, input[type=text], select"));
  for (const form of document.querySelectorAll("form[data-keep]")) {
    const saved = JSON.parse(sessionStorage.getItem(place(form)) || "{}");
    for (const field of kept(form)) {
      if (!field.value && saved[field.name]) {
        field.value = saved[field.name];
        form.closest("details")?.classList.add("unsent");
      }
    }
    form.addEventListener("input", () => {
      const now = Object.fromEntries(kept(form).map((field) => [field.name, field.value]));
      sessionStorage.setItem(place(form), JSON.stringify(now));
    });
  }
  const done = page.dataset.done;
  if (done) sessionStorage.removeItem(`${page.dataset.case}:${done}`);

  // What was shown in place of a form is read out and has the focus that the form had.
  document.addEventListener("htmx:afterSwap", (event) => {
    const shown = event.target.querySelector("[role=status]");
    if (shown) shown.focus();
  });

  // What a click sends goes out once, also when the network is slow and the hand is quick.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.dataset.sent) { event.preventDefault(); return; }
    if (form.matches("[data-once]")) form.dataset.sent = "yes";
  });
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) document.querySelectorAll("form[data-sent]").forEach((form) => delete form.dataset.sent);
  });

  document.querySelectorAll("select[data-outcome]").forEach((select) => {
    const day = select.form.querySelector("[data-scheduled]");
    const show = () => { if (day) day.hidden = select.value !== "scheduled"; };
    select.addEventListener("change", show);
    show();
  });
})();
