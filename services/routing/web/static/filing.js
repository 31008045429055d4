// Filing while talking: keys that take suggestions and send, questions that depend on answers, advice that stops.
"use strict";

(() => {
  const form = document.getElementById("filing");
  if (!form) return;

  const fill = (button) => {
    const field = document.getElementById(button.dataset.fill);
    field.value = button.dataset.value;
    field.dispatchEvent(new Event("change", { bubbles: true }));
  };
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-fill]");
    if (button) { fill(button); document.getElementById(button.dataset.fill).focus(); }
  });

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey && event.key === "Enter") {
      event.preventDefault();
      const inAnswer = document.activeElement.closest("#at-once");
      form.requestSubmit(document.getElementById(inAnswer ? "file-answer-now" : "file-route"));
    } else if (event.key === "Enter" && event.target.matches("#filing input:not([type=checkbox])")) {
      event.preventDefault();  // a field that was left too early sends nothing; Ctrl+Enter and the buttons do
    } else if (event.altKey && /^[1-6]$/.test(event.key)) {
      const button = document.querySelector(`[data-alt="${event.key}"]`);
      if (button) { event.preventDefault(); fill(button); }
    } else if (event.altKey && event.key.toLowerCase() === "t") {
      event.preventDefault();
      const details = document.getElementById("at-once");
      details.open = !details.open;
      (details.open ? document.getElementById("file-answer") : details.querySelector("summary")).focus();
    }
  });

  const settle = () => {
    form.querySelectorAll("[data-only-if]").forEach((question) => {
      const earlier = form.elements[question.dataset.onlyIf];
      const asked = Boolean(earlier) && question.dataset.onlyValues.split(" ").includes(earlier.value);
      question.hidden = !asked;
      question.querySelectorAll("input, select").forEach((field) => { field.disabled = !asked; });
    });
    form.querySelectorAll("select[data-stops]").forEach((select) => {
      select.parentElement.querySelectorAll("[data-stop]").forEach((advice) => {
        advice.hidden = advice.dataset.stop !== select.value;
      });
    });
  };
  form.addEventListener("change", settle);
  document.addEventListener("htmx:afterSwap", settle);
  settle();

  // What was typed goes out once, however quick the hand is.
  form.addEventListener("submit", (event) => {
    if (form.dataset.sent) { event.preventDefault(); return; }
    form.dataset.sent = "yes";
  });
  window.addEventListener("pageshow", (event) => { if (event.persisted) delete form.dataset.sent; });
})();
