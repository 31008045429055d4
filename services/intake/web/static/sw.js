"use strict";
// The service worker. It keeps the app's own files and two empty pages, nothing that anybody wrote or was answered.
// `SHELL` stands above: the version, the pages and the files.

importScripts(...SHELL.scripts);

const CACHE = `1022-${SHELL.version}`;
const DAY = 24 * 3600 * 1000;

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll([...SHELL.files, ...SHELL.pages])));
  self.skipWaiting();
});

self.addEventListener("activate", (event) => {
  event.waitUntil(dropOldCaches().then(() => self.clients.claim()));
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (url.origin !== location.origin) return;
  if (request.mode === "navigate") event.respondWith(request.method === "POST" ? sent(request) : page(request, url));
  else if (request.method === "GET" && SHELL.files.includes(url.pathname + url.search)) event.respondWith(file(request));
});

self.addEventListener("sync", (event) => {
  if (event.tag === Drafts.SYNC) event.waitUntil(sendWaiting());
});

async function dropOldCaches() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith("1022-") && name !== CACHE).map((name) => caches.delete(name)));
}

// A form that cannot be sent is in the drafts already: show them.
async function sent(request) {
  try {
    return await fetch(request);
  } catch {
    return Response.redirect("/cua-toi", 303);
  }
}

async function page(request, url) {
  try {
    const answer = await fetch(request);
    if (url.pathname === "/") refreshShell();
    return answer;
  } catch {
    const cache = await caches.open(CACHE);
    return (await cache.match(url.pathname === "/cua-toi" ? "/cua-toi" : "/ngoai-tuyen")) || Response.error();
  }
}

// Categories and areas change now and then: the kept form is fetched anew when it is a day old.
async function refreshShell() {
  try {
    const cache = await caches.open(CACHE);
    const kept = await cache.match("/ngoai-tuyen");
    if (!kept || Date.now() - Date.parse(kept.headers.get("Date")) > DAY) await cache.addAll(SHELL.pages);
  } catch {
    // The old one is good enough.
  }
}

async function file(request) {
  return (await (await caches.open(CACHE)).match(request)) || fetch(request);
}

// The browser calls again later while this fails.
async function sendWaiting() {
  const results = await Drafts.sendAll();
  for (const client of await self.clients.matchAll()) client.postMessage({ results });
  if (results.includes("queued")) throw new Error("still no network");
}
