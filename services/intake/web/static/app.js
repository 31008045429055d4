"use strict";
// What the pages can do where scripts run. Without this file everything is there but drafts, location and small photos.

(() => {
  const LONGEST_SIDE = 1600;
  const QUALITY = 0.82;
  const LEAST_TEXT = 10;
  const byId = (id) => document.getElementById(id);
  const words = byId("words").dataset;
  const form = byId("form");
  const word = (name, fields = {}) =>
    Object.entries(fields).reduce((text, [key, value]) => text.replace(`{${key}}`, value), words[name] || "");

  function say(text, kind = "notice") {
    const state = byId("state");
    if (!state) return;
    state.className = text ? kind : "";
    state.textContent = text;
  }

  // --- photographs: made smaller on the device, so that 2G can carry them

  const size = (bytes) => (bytes < 1e6 ? `${Math.ceil(bytes / 1e3)} kB` : `${(bytes / 1e6).toFixed(1)} MB`);

  function drawn(bitmap, longest) {
    const scale = Math.min(1, longest / Math.max(bitmap.width, bitmap.height));
    const canvas = document.createElement("canvas");
    canvas.width = Math.max(1, Math.round(bitmap.width * scale));
    canvas.height = Math.max(1, Math.round(bitmap.height * scale));
    canvas.getContext("2d").drawImage(bitmap, 0, 0, canvas.width, canvas.height);
    return canvas;
  }

  async function shrunk(file) {
    if (!file.type.startsWith("image/")) return { file };
    let bitmap;
    try {
      bitmap = await createImageBitmap(file, { imageOrientation: "from-image" });
    } catch {
      return { file }; // a kind of picture this browser cannot read; the server may
    }
    const preview = drawn(bitmap, 112);
    const blob = await new Promise((done) => drawn(bitmap, LONGEST_SIDE).toBlob(done, "image/jpeg", QUALITY));
    bitmap.close();
    if (!blob || blob.size >= file.size) return { file, preview };
    const name = `${file.name.replace(/\.[^.]*$/, "")}.jpg`;
    return { file: new File([blob], name, { type: "image/jpeg" }), preview, before: file.size };
  }

  // Both inputs add to one list; the list is what is sent.
  function photographs() {
    const chosen = [];
    const list = byId("chosen");
    const main = byId("files");
    let busy = Promise.resolve();

    function show() {
      const transfer = new DataTransfer();
      for (const each of chosen) transfer.items.add(each.file);
      main.files = transfer.files;
      list.hidden = chosen.length === 0;
      list.replaceChildren(...chosen.map(entry));
    }

    function entry(each) {
      const line = document.createElement("li");
      const name = document.createElement("span");
      const remove = document.createElement("button");
      name.textContent = word(each.before ? "shrunk" : "keptFile", {
        name: each.file.name, size: size(each.file.size), before: size(each.before || 0),
      });
      remove.type = "button";
      remove.className = "button-plain";
      remove.textContent = word("remove");
      remove.setAttribute("aria-label", `${word("remove")} ${each.file.name}`);
      remove.addEventListener("click", () => {
        chosen.splice(chosen.indexOf(each), 1);
        show();
        main.focus();
      });
      if (each.preview) {
        each.preview.setAttribute("aria-hidden", "true");
        line.append(each.preview);
      }
      line.append(name, remove);
      return line;
    }

    async function add(files) {
      for (const file of files) chosen.push(await shrunk(file));
      show();
    }

    for (const input of [main, byId("camera")]) {
      input.addEventListener("change", () => {
        const files = [...input.files];
        input.value = "";
        busy = busy.then(() => add(files));
      });
    }
    function clear() {
      chosen.length = 0;
      show();
    }
    return { files: async () => (await busy, chosen.map((each) => each.file)), add, clear };
  }

  // --- the place, asked for by a press of the button and never by itself

  function place() {
    if (!navigator.geolocation || !window.isSecureContext) return;
    const { latitude, longitude } = form.elements;
    const show = (text, known) => {
      byId("place-state").textContent = text;
      byId("forget-place").hidden = !known;
    };
    byId("place").hidden = false;
    byId("locate").addEventListener("click", () => {
      show(word("locating"), false);
      navigator.geolocation.getCurrentPosition(
        ({ coords }) => {
          latitude.value = coords.latitude.toFixed(6);
          longitude.value = coords.longitude.toFixed(6);
          show(word("located", { metres: Math.ceil(coords.accuracy) }), true);
        },
        () => show(word("notLocated"), false),
        { enableHighAccuracy: true, timeout: 20_000, maximumAge: 60_000 },
      );
    });
    byId("forget-place").addEventListener("click", () => {
      latitude.value = longitude.value = "";
      show("", false);
      byId("locate").focus();
    });
  }

  // --- the category's questions, asked as soon as it is chosen

  function asking() {
    const box = byId("questions");
    const category = form.elements.category;
    const sift = () => {
      for (const part of box.querySelectorAll("[data-only-if]")) {
        const before = form.elements[part.dataset.onlyIf];
        part.hidden = !part.dataset.values.split(" ").includes(before ? before.value : "");
      }
    };
    category.addEventListener("change", async () => {
      try {
        const answer = await fetch(`/cau-hoi?category=${encodeURIComponent(category.value)}`);
        if (answer.ok) box.innerHTML = await answer.text();
      } catch {
        box.replaceChildren(); // without a network nothing is asked; the centre can still ask later
      }
      sift();
    });
    box.addEventListener("change", sift);
    sift();
  }

  // --- sending: the draft is kept first, then the form goes its ordinary way; without a network it waits

  const newKey = () => btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(16)))).replace(/[+/=]/g, "-");

  function collected(files) {
    const fields = {};
    for (const [name, value] of new FormData(form)) if (typeof value === "string") fields[name] = value;
    for (const name of ["csrf_token", "opened", "altcha", "website"]) delete fields[name];
    return {
      key: fields.client_key, fields, language: document.documentElement.lang, at: Date.now(), state: "queued",
      files: files.map((file) => ({ name: file.name, blob: file })),
    };
  }

  function tooShort() {
    if (form.elements.text.value.trim().length >= LEAST_TEXT) return false;
    say(word("tooShort"), "error-summary");
    form.elements.text.focus();
    return true;
  }

  async function waits(photos) {
    form.reset();
    photos.clear();
    form.elements.client_key.value = newKey();
    const worker = navigator.serviceWorker && (await navigator.serviceWorker.getRegistration());
    if (worker && worker.sync) await worker.sync.register(Drafts.SYNC).catch(() => {});
    say(`${word("queued")}. ${word("where")}`);
    byId("state").focus();
  }

  function sending() {
    const photos = photographs();
    let passing = false;
    form.addEventListener("submit", async (event) => {
      if (passing || form.elements.website.value) return;
      event.preventDefault();
      passing = true;
      const offline = !navigator.onLine || form.dataset.offline;
      try {
        if (offline && tooShort()) return;
        await Drafts.save(collected(await photos.files()));
        if (offline) return await waits(photos), await flush();
      } catch {
        // No room on this device, or not allowed to: then the form goes without a safety net.
      } finally {
        passing = false;
      }
      HTMLFormElement.prototype.submit.call(form);
    });
    return photos;
  }

  // The server showed this form again: its draft is being written, not waiting. Unless only the server was away.
  async function beingWritten() {
    const draft = await Drafts.find(form.elements.client_key.value);
    if (draft && !form.dataset.away) await Drafts.mark(draft.key, { state: "open" });
    return draft;
  }

  async function reopen(photos) {
    const wanted = new URLSearchParams(location.search).get("tiep");
    const draft = (wanted && (await Drafts.find(wanted))) || (await beingWritten());
    if (!draft) return;
    if (wanted === draft.key) {
      for (const [name, value] of Object.entries(draft.fields)) fill(form.elements[name], value);
      await Drafts.mark(draft.key, { state: "open" });
    }
    await photos.add(draft.files.map((each) => new File([each.blob], each.name, { type: each.blob.type })));
  }

  function fill(control, value) {
    if (!control) return;
    if (control.type === "checkbox") control.checked = value === control.value;
    else control.value = value;
  }

  // --- the proof of work, where the server asks for one

  function prove() {
    if (!form.dataset.challenge || !window.Worker || !window.isSecureContext) return;
    const worker = new Worker(document.querySelector("script[src*='proof.js']").src);
    say(word("proving"));
    worker.onmessage = ({ data }) => {
      form.elements.altcha.value = data;
      say(word("proved"));
      worker.terminate();
    };
    worker.postMessage(JSON.parse(form.dataset.challenge));
  }

  // --- my reports

  const grouped = (code) => code.replace(/^(\d{6})(\d{6})(\d)$/, "$1 $2 $3");
  const moment = (at) => new Date(at).toLocaleString(document.documentElement.lang, { dateStyle: "short", timeStyle: "short" });

  function line(template, parts, forget) {
    const item = byId(template).content.firstElementChild.cloneNode(true);
    for (const [name, text] of Object.entries(parts)) item.querySelector(`.${name}`).textContent = text;
    item.querySelector(".forget").addEventListener("click", async () => {
      await forget();
      await list();
      byId("state").focus();
    });
    return item;
  }

  function draftLine(draft) {
    const parts = {
      "draft-title": draft.fields.title || draft.fields.text.slice(0, 80),
      "draft-state": word(draft.state), "draft-time": moment(draft.at), "draft-error": (draft.errors || []).join(" "),
    };
    const item = line("draft", parts, () => Drafts.forget(draft.key));
    item.querySelector(".draft-error").hidden = draft.state !== "refused";
    item.querySelector(".draft-open").href = `/?tiep=${encodeURIComponent(draft.key)}`;
    return item;
  }

  function receiptLine(receipt) {
    const parts = {
      "receipt-title": receipt.title, "receipt-code": grouped(receipt.code), "receipt-pin": receipt.pin,
      "receipt-time": moment(receipt.at),
    };
    const item = line("receipt", parts, () => Drafts.forgetReceipt(receipt.code));
    item.querySelector(".receipt-track").href = `${byId("mine").dataset.portal}/tra-cuu?code=${receipt.code}`;
    return item;
  }

  async function list() {
    const newest = (entries) => entries.sort((one, other) => other.at - one.at);
    const [drafts, receipts] = [newest(await Drafts.all()), newest(await Drafts.receipts())];
    byId("drafts").replaceChildren(...drafts.map(draftLine));
    byId("receipts").replaceChildren(...receipts.map(receiptLine));
    byId("drafts-part").hidden = drafts.length === 0;
    byId("receipts-part").hidden = receipts.length === 0;
    byId("nothing").hidden = drafts.length + receipts.length > 0;
  }

  // --- everywhere

  async function told(results) {
    if (byId("mine")) await list();
    const sent = results.filter((each) => each === "sent").length;
    if (sent) say(`${word("sent", { count: sent })} ${word("where")}`, "done");
    else if (results.includes("refused")) say(word("refused"), "error-summary");
    else if (results.includes("queued")) say(word("queued"));
  }

  // --- what others were answered on this topic at this place; a citizen's words stand in no address

  function alike() {
    const link = byId("alike");
    if (!link) return;
    const home = link.href;
    form.addEventListener("change", () => {
      const { category, area } = form.elements;
      const asked = Object.entries({ category: category.value, area: area.value }).filter(([, value]) => value);
      link.href = `${home}?${new URLSearchParams(asked)}`;
    });
  }

  async function flush() {
    if (navigator.onLine) await told(await Drafts.sendAll());
  }

  async function receipt() {
    const { key, code, pin } = byId("receipt-page").dataset;
    await Drafts.filed(key, { code, pin });
  }

  async function start() {
    for (const each of document.querySelectorAll(".with-scripts")) each.hidden = false;
    if (form) {
      if (!form.elements.client_key.value) form.elements.client_key.value = newKey();
      place();
      alike();
      asking();
      prove();
      await reopen(sending());
    }
    if (byId("receipt-page")) await receipt();
    if (byId("mine")) {
      await list();
      byId("send-now").addEventListener("click", () => (say(word("sending")), flush()));
    }
    await flush();
  }

  if (!window.indexedDB || !window.fetch) return;
  window.addEventListener("online", flush);
  if ("serviceWorker" in navigator) {
    navigator.serviceWorker.register("/sw.js");
    navigator.serviceWorker.addEventListener("message", ({ data }) => told(data.results));
  }
  start();
})();
