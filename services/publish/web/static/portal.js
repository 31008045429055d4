"use strict";
// What the portal's pages can do where scripts run. Without this file everything is there but reading without a network.

(() => {
  const byId = (id) => document.getElementById(id);
  const words = byId("words").dataset;
  const PAGES = "portal-pages";

  // --- a page that the device had kept says so

  function kept() {
    const at = new Date(document.documentElement.dataset.kept || "");
    if (Number.isNaN(at.valueOf())) return;
    const bar = byId("kept");
    bar.textContent = words.kept.replace("{moment}", moment(at));
    bar.hidden = false;
  }

  // Times are the province's, whatever the device says: as everywhere on these pages.
  function moment(at) {
    const two = "2-digit";
    const day = { day: two, month: two, year: "numeric" };
    const options = { timeZone: "Asia/Ho_Chi_Minh", hour: two, minute: two, ...day };
    return new Intl.DateTimeFormat("vi-VN", options).format(at);
  }

  // --- the page for when there is no network: what can be read all the same

  async function readable() {
    const list = byId("readable");
    if (!list || !window.caches) return;
    const cache = await caches.open(PAGES);
    const pages = (await cache.keys()).reverse();
    list.replaceChildren(...(await Promise.all(pages.map((each) => line(cache, each)))));
    byId("readable-part").hidden = pages.length === 0;
    byId("forget").addEventListener("click", async () => {
      await caches.delete(PAGES);
      byId("readable-part").hidden = true;
      byId("main").focus();
    });
  }

  async function line(cache, request) {
    const html = await (await cache.match(request, { ignoreVary: true })).text();
    const title = new DOMParser().parseFromString(html, "text/html").title;
    const item = document.createElement("li");
    const link = document.createElement("a");
    link.href = request.url;
    link.textContent = title.split(" – ")[0];
    item.append(link);
    return item;
  }

  // --- a search's address says only what was asked

  function tidyAddresses() {
    for (const form of document.querySelectorAll("form[method=get]")) {
      form.addEventListener("formdata", ({ formData }) => {
        for (const [name, value] of [...formData]) if (value === "") formData.delete(name);
      });
    }
  }

  // --- a network that comes back

  // A device says that it is connected before anything can be reached; and the page for when there is no network may
  // have come only because the network was poor.
  const ASKING_MS = 2000;

  function comesBack() {
    const nothingToRead = byId("readable") !== null;
    if (!document.documentElement.dataset.kept && !nothingToRead) return;
    window.addEventListener("online", readAnew);
    if (nothingToRead && navigator.onLine) setTimeout(readAnew, ASKING_MS);
  }

  async function readAnew() {
    try {
      await fetch("/robots.txt", { method: "HEAD", cache: "no-store" });
      location.reload();
    } catch {
      if (navigator.onLine) setTimeout(readAnew, ASKING_MS);
    }
  }

  kept();
  readable();
  tidyAddresses();
  comesBack();
  if ("serviceWorker" in navigator) navigator.serviceWorker.register("/sw.js");
})();
