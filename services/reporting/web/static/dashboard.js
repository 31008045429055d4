// Fetches the page again and puts its figures in place, so that the screen does not flicker. Without it the browser
// reloads the page by itself (meta refresh).
"use strict";

(() => {
  const main = document.getElementById("main");
  const seconds = Number(main.dataset.refresh);

  const isOpen = () => Boolean(main.querySelector("details[open]")) || main.contains(document.activeElement);

  async function refresh() {
    try {
      const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
      if (!answer.ok) throw new Error(String(answer.status));
      const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("main");
      // Nothing is taken from under a hand or a reader.
      if (fresh && !isOpen()) main.replaceChildren(...fresh.childNodes);
    } catch {
      document.getElementById("stale").textContent = main.dataset.stale;
    } finally {
      setTimeout(refresh, seconds * 1000);
    }
  }

  setTimeout(refresh, seconds * 1000);
})();
