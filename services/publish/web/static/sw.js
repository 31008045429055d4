"use strict";
// The portal's service worker. It keeps the portal's own files, the page for when there is no network, and the public
// pages that were read last. Whether a page may be kept, the server says with it ("Cache-Control: public"): a citizen's
// own case is never among them. `SHELL` stands above: the version, the files and the page.

const FILES = `portal-${SHELL.version}`;
const PAGES = "portal-pages";
const MOST_PAGES = 40;
const PATIENCE_MS = 7000; // on a poor network, a page as it was is better than none for so long

self.addEventListener("install", (event) => {
  event.waitUntil(fillShell());
  self.skipWaiting();
});

self.addEventListener("activate", (event) => {
  event.waitUntil(dropOldFiles().then(() => self.clients.claim()));
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (url.origin !== location.origin) return;
  if (request.mode === "navigate") event.respondWith(request.method === "GET" ? page(request) : sent(request));
  else if (request.method === "GET" && url.pathname.startsWith("/assets/") && url.searchParams.has("v")) {
    event.respondWith(file(request));
  }
});

// Without the reader's cookies: the kept page is the same for everybody.
async function fillShell() {
  const cache = await caches.open(FILES);
  await cache.addAll([...SHELL.files, new Request(SHELL.page, { credentials: "omit" })]);
}

async function dropOldFiles() {
  const old = (await caches.keys()).filter((name) => name.startsWith("portal-") && name !== FILES && name !== PAGES);
  await Promise.all(old.map((name) => caches.delete(name)));
}

// The address of a file changes with its content, so what is kept is never out of date.
async function file(request) {
  const cache = await caches.open(FILES);
  const kept = await cache.match(request);
  if (kept) return kept;
  const answer = await fetch(request);
  if (answer.ok) await cache.put(request, answer.clone());
  return answer;
}

async function page(request) {
  const fresh = fetch(request).then((answer) => keep(request, answer));
  const kept = await (await caches.open(PAGES)).match(request, { ignoreVary: true });
  try {
    return kept ? await soon(fresh) : await fresh;
  } catch {
    return kept ? asItWas(kept) : offline();
  }
}

async function sent(request) {
  try {
    return await fetch(request);
  } catch {
    return offline();
  }
}

async function offline() {
  return (await (await caches.open(FILES)).match(SHELL.page)) || Response.error();
}

function soon(fresh) {
  const late = new Promise((_, fail) => setTimeout(() => fail(new Error("late")), PATIENCE_MS));
  fresh.catch(() => {}); // whoever waits hears of it first; afterwards nobody does
  return Promise.race([fresh, late]);
}

async function keep(request, answer) {
  if (!mayBeKept(answer)) return answer;
  const cache = await caches.open(PAGES);
  await cache.delete(request, { ignoreVary: true }); // the newest stands last
  await cache.put(request, answer.clone());
  const kept = await cache.keys();
  await Promise.all(kept.slice(0, Math.max(0, kept.length - MOST_PAGES)).map((each) => cache.delete(each)));
  return answer;
}

function mayBeKept(answer) {
  const says = answer.headers.get("Cache-Control") || "";
  const html = (answer.headers.get("Content-Type") || "").startsWith("text/html");
  return answer.status === 200 && !answer.redirected && html && /\bpublic\b/.test(says);
}

// The page itself tells its reader of what day it is: see portal.js.
async function asItWas(kept) {
  const headers = new Headers(kept.headers);
  for (const name of ["Content-Encoding", "Content-Length", "ETag"]) headers.delete(name);
  const at = kept.headers.get("Date") || "";
  return new Response((await kept.text()).replace("<html ", `<html data-kept="${at}" `), { headers });
}
