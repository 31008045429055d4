"use strict";
// Does the work that the server asks for before it looks a dossier up; `proof.js` knows how.

(() => {
  const form = document.getElementById("form");
  if (!form.dataset.challenge || !window.Worker || !window.isSecureContext) return;
  const state = document.getElementById("state");
  const worker = new Worker(document.querySelector("script[src*='/proof.js']").src);
  state.textContent = form.dataset.proving;
  worker.onmessage = ({ data }) => {
    form.elements.altcha.value = data;
    state.textContent = form.dataset.proved;
    worker.terminate();
  };
  worker.postMessage(JSON.parse(form.dataset.challenge));
})();
