"use strict";
// What this device keeps: drafts that wait for the network, and receipts. Page and service worker both use it.
// A draft has a key of its own before it is first sent, so that however often it is sent, it is filed once.

const Drafts = (() => {
  const SYNC = "gui-phan-anh";
  const REFUSED_FOR_GOOD = (status) => status >= 400 && status < 500 && ![408, 425, 429].includes(status);

  const open = () => new Promise((resolve, reject) => {
    const request = indexedDB.open("phan-anh-1022", 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore("drafts", { keyPath: "key" });
      request.result.createObjectStore("receipts", { keyPath: "code" });
    };
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

  // Runs `work(store, otherStore)` in one transaction and returns its request's result once it is durable.
  async function run(mode, work) {
    const base = await open();
    try {
      return await new Promise((resolve, reject) => {
        const transaction = base.transaction(["drafts", "receipts"], mode);
        const request = work(transaction.objectStore("drafts"), transaction.objectStore("receipts"));
        transaction.oncomplete = () => resolve(request && request.result);
        transaction.onerror = transaction.onabort = () => reject(transaction.error);
      });
    } finally {
      base.close();
    }
  }

  const save = (draft) => run("readwrite", (drafts) => drafts.put(draft));
  const find = (key) => run("readonly", (drafts) => drafts.get(key));
  const all = () => run("readonly", (drafts) => drafts.getAll());
  const forget = (key) => run("readwrite", (drafts) => drafts.delete(key));
  const receipts = () => run("readonly", (_, kept) => kept.getAll());
  const forgetReceipt = (code) => run("readwrite", (_, kept) => kept.delete(code));

  // The draft was filed: its receipt takes its place, in one step.
  async function filed(key, receipt) {
    const draft = key && (await find(key));
    const known = (await run("readonly", (_, kept) => kept.get(receipt.code))) || { title: "" };
    const title = draft ? draft.fields.title || draft.fields.text.slice(0, 80) : known.title;
    await run("readwrite", (drafts, kept) => {
      if (key) drafts.delete(key);
      return kept.put({ ...receipt, title, at: known.at || receipt.at || Date.now() });
    });
  }

  async function mark(key, changes) {
    const draft = await find(key);
    if (draft) await save({ ...draft, ...changes });
  }

  function body(fields, language) {
    const place = fields.latitude && fields.longitude;
    return {
      text: fields.text, title: fields.title, category: fields.category || null, area: fields.area || null,
      address: fields.address, urgency: fields.urgency === "urgent" ? "urgent" : "normal", language,
      contact: { name: fields.name, phone: fields.phone, email: fields.email },
      share_contact: fields.share_contact === "yes", private: fields.private === "yes",
      answers: answers(fields),
      place: place ? { latitude: Number(fields.latitude), longitude: Number(fields.longitude) } : null,
    };
  }

  // The answers to the category's questions; null where the page could not ask them, as without a network.
  function answers(fields) {
    const given = Object.entries(fields).filter(([name]) => name.startsWith("answers/"));
    return given.length ? Object.fromEntries(given.map(([name, value]) => [name.slice("answers/".length), value])) : null;
  }

  function post(draft, solution) {
    const form = new FormData();
    form.append("case", JSON.stringify(body(draft.fields, draft.language)));
    for (const file of draft.files) form.append("files", file.blob, file.name);
    const headers = { "Idempotency-Key": draft.key, ...(solution ? { Altcha: solution } : {}) };
    return fetch("/api/cases/with-files", { method: "POST", body: form, headers, credentials: "same-origin" });
  }

  // Returns "sent", "refused" or "queued". Never throws for want of a network.
  async function send(draft) {
    let response, said;
    try {
      response = await post(draft);
      said = await response.json();
      if (response.status === 428) {
        response = await post(draft, await solve(said.challenge));
        said = await response.json();
      }
    } catch {
      return "queued";
    }
    if (response.ok) {
      await filed(draft.key, { code: said.code, pin: said.pin, at: Date.parse(said.received_at) });
      return "sent";
    }
    if (!REFUSED_FOR_GOOD(response.status)) return "queued";
    const errors = (said.errors || [said]).map((each) => (draft.language === "en" && each.detail_en) || each.detail);
    await save({ ...draft, state: "refused", errors });
    return "refused";
  }

  // Sends what is queued, one after the other; page and worker take turns. Returns what became of each.
  async function sendAll() {
    const work = async () => {
      const results = [];
      for (const draft of await all()) {
        if (draft.state === "queued") results.push(await send(draft));
      }
      return results;
    };
    return navigator.locks ? navigator.locks.request(SYNC, work) : work();
  }

  return { SYNC, save, find, all, forget, mark, filed, receipts, forgetReceipt, sendAll };
})();
