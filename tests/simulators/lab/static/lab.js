// The lab's page: sends what the person types, and shows both sides of every thread. Texts are never read as HTML.
const POLL_MS = 1500;
const BY_CHANNEL = { zalo: "zalo", facebook: "facebook", sms: "phone", phone: "phone", mail: "mail", web: "mail", mobile: "mail" };
const AT = [13.9833, 108.0];
const $ = (selector) => document.querySelector(selector);
const all = (selector) => [...document.querySelectorAll(selector)];
const shown = {}, counted = {};
let people = [], call = "";

const person = () => people[Number($("#person").value)];
const who = (channel) => person()[BY_CHANNEL[channel]];

async function ask(path, wanted, method = "POST") {
  const answer = await fetch(path, wanted === undefined ? { method } : {
    method, headers: { "Content-Type": "application/json" }, body: JSON.stringify(wanted),
  });
  const said = await answer.json().catch(() => ({}));
  if (answer.ok) return said;
  const words = { ConnectionError: "Không kết nối được; hệ thống có đang chạy không? / Cannot connect.", ConnectionRefusedError: "Không kết nối được máy chủ thư. / No mail server." };
  toast(words[said.error] || said.error || `Lỗi ${answer.status}`);
  return { error: "failed", ...said };
}

function toast(words) {
  $("#toast").textContent = words;
  clearTimeout(toast.timer);
  toast.timer = setTimeout(() => { $("#toast").textContent = ""; }, 6000);
}

async function act(channel, what, wanted) {
  const { name, phone } = person();
  const said = await ask(`/lab/${channel}/${encodeURIComponent(who(channel))}/${what}`,
    { name, phone, twist: $("#twist").value, ...wanted });
  if (said.call) call = said.call;
  await refresh();
  return !said.error;
}

// What a form adds to its text.
const more = {
  phone: () => ({ call, token: $("#token").value, contact: { name: person().name } }),
  mail: async () => ({
    subject: $("#subject").value, in_reply_to: lastMail(),
    ...($("#with-photo").checked ? { attachment: { name: "anh.jpg", content: await sample() } } : {}),
  }),
  mobile: async () => ({
    service_code: $("#service").value, latitude: AT[0], longitude: AT[1],
    ...($("#app-photo").checked ? { photo: { name: "anh.jpg", content: await sample() } } : {}),
  }),
};

function lastMail() {
  const found = (JSON.parse(shown.mail || "[]")).filter((each) => each.side === "them" && each.message_id);
  return found.length && $("#subject").value.startsWith("Re:") ? found.at(-1).message_id : "";
}

async function submit(event) {
  event.preventDefault();
  const form = event.target, { channel } = form.dataset;
  const text = form.elements.text.value.trim();
  if (!text) return;
  if (channel === "phone" && !call) return toast("Hãy gọi trước. / Call first.");
  const what = channel === "facebook" && $("#as-comment").checked ? "comment" : form.dataset.act;
  form.elements.text.value = "";
  const sent = await act(channel, what, { text, ...(await (more[channel] || (() => ({})))()) });
  if (!sent && !form.elements.text.value) form.elements.text.value = text;
}

const base64 = (blob) => new Promise((done) => {
  const reader = new FileReader();
  reader.onload = () => done(reader.result.split(",")[1]);
  reader.readAsDataURL(blob);
});
const sample = async () => base64(await (await fetch("/lab/sample.jpg")).blob());

async function pick(input) {
  const file = input.files[0];
  if (file) await act(input.dataset.file, "photo", { name: file.name, content: await base64(file) });
  input.value = "";
}

async function phone(step) {
  if (step !== "ring" && !call) return toast("Hãy gọi trước. / Call first.");
  await act("phone", "call", { do: step, call, vendor: $("#vendor").value });
}

// Threads.
function node(tag, className, text) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
}

function proof(entry) {
  const statuses = entry.statuses || (entry.status ? [entry.status] : []);
  if (!statuses.length) return null;
  const good = statuses.at(-1) >= 200 && statuses.at(-1) < 300;
  const words = statuses.map((each) => ({ 0: "không đáp", "-1": "quá hạn" }[each] ?? each)).join(" → ");
  return node("span", good ? "good" : "bad", ` ${good ? "✓" : "✗"} ${words}`);
}

const failed = (entry) => {
  const last = (entry.statuses || [entry.status ?? 200]).at(-1) ?? 200;
  return last < 200 || last > 299;
};

function bubble(entry) {
  const made = node("div", "bubble");
  if (entry.subject) made.append(node("strong", "", entry.subject));
  if (entry.image) {
    const image = node("img");
    image.src = new URL(entry.image).pathname;
    image.alt = "Ảnh đã gửi";
    made.append(image);
  }
  if (entry.place) made.append(document.createTextNode(`Vị trí: ${entry.place.join(", ")}\n`));
  made.append(document.createTextNode(entry.text || (entry.file ? `Tệp: ${entry.file}` : "")));
  return made;
}

function meta(entry) {
  const line = node("span", "meta", new Date(entry.at.replace("z", "")).toLocaleTimeString("vi-VN"));
  const extras = [entry.public && "công khai", entry.via && entry.via.toUpperCase(), entry.vendor, entry.paid && "tính phí",
    entry.segments > 1 && `${entry.segments} đoạn`, entry.comment && "trả lời riêng cho bình luận"];
  line.append(extras.filter(Boolean).map((each) => ` · ${each}`).join(""));
  const seal = proof(entry);
  if (seal) line.append(" ·", seal);
  return line;
}

function chips(channel, entry) {
  const row = node("div", "chips");
  for (const each of entry.buttons || []) {
    const button = node("button", "", each.title);
    button.type = "button";
    button.addEventListener("click", () => act(channel, "press", { title: each.title }));
    row.append(button);
  }
  return row;
}

function draw(channel, entries) {
  const list = $(`[data-thread=${channel}]`);
  const atEnd = list.scrollHeight - list.scrollTop - list.clientHeight < 80;
  list.replaceChildren(...entries.map((entry) => {
    const item = node("li", `entry ${entry.side}${failed(entry) ? " failed" : ""}`);
    item.append(bubble(entry), meta(entry));
    if ((entry.buttons || []).length) item.append(chips(channel, entry));
    return item;
  }));
  if (atEnd) list.scrollTop = list.scrollHeight;
  const received = entries.filter((each) => each.side === "them").length;
  const badge = $(`[data-new=${channel}]`);
  if (badge) badge.textContent = received > (counted[channel] ?? received) ? received - counted[channel] : "";
  counted[channel] ??= received;
}

async function refresh() {
  const query = new URLSearchParams(Object.keys(BY_CHANNEL).map((channel) => [channel, who(channel)]));
  const threads = await (await fetch(`/lab/threads?${query}`)).json();
  for (const [channel, entries] of Object.entries(threads)) {
    const now = JSON.stringify(entries);
    if (now !== shown[channel]) { shown[channel] = now; draw(channel, entries); }
  }
}

async function health() {
  const found = await (await fetch("/lab/health")).json();
  for (const dot of all("[data-health]")) {
    const up = found[dot.dataset.health];
    dot.classList.toggle("up", up);
    dot.classList.toggle("down", !up);
    dot.title = up ? "Đang chạy / running" : "Không chạy / not running";
  }
}

// Faults.
const provider = () => `/${$("#provider").value}/control`;

function told(state) {
  const parts = [state.outage && "đang sập", state.per_minute && `${state.per_minute} lệnh mỗi phút`,
    ...(state.planned || []).map((each) => `${each.kind}${each.value !== null && each.value !== true ? ` ${each.value}` : ""} × ${each.left}`)];
  $("#provider-state").textContent = parts.filter(Boolean).join(", ") || "Không có sự cố";
}

async function fault(wanted) {
  const code = $("#code").value;
  told(await ask(`${provider()}/faults`, wanted.kind === "fail" ? { ...wanted, code: /^-?\d+$/.test(code) ? Number(code) : code } : wanted));
}

async function clock(seconds) {
  const said = await ask(`${provider()}/clock`, seconds ? { advance_seconds: Number(seconds) } : {});
  $("#provider-state").textContent = new Date(said.now).toLocaleString("vi-VN");
}

function wire() {
  const on = (selector, kind, what) => all(selector).forEach((each) => each.addEventListener(kind, (event) => what(each, event)));
  on("form.composer", "submit", (_, event) => submit(event));
  on(".composer textarea", "keydown", (area, event) => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) { event.preventDefault(); area.form.requestSubmit(); }
  });
  on("[data-do]", "click", (each) => act(...each.dataset.do.split("/"), {}));
  on("[data-sample]", "click", async (each) => act(each.dataset.sample, "photo", { name: "anh.jpg", content: await sample() }));
  on("[data-file]", "change", pick);
  on("[data-place]", "click", (each) => act(each.dataset.place, "location", { latitude: AT[0], longitude: AT[1] }));
  on("[data-call]", "click", (each) => phone(each.dataset.call));
  on("[data-text]", "click", (each) => { const area = $("#sms-text"); area.value = each.dataset.text; area.focus(); });
  on("[data-fault]", "click", (each) => fault(JSON.parse(each.dataset.fault)));
  on("[data-clock]", "click", (each) => clock(each.dataset.clock));
  on("#clear", "click", async () => told(await ask(`${provider()}/faults`, undefined, "DELETE")));
  on("#provider", "change", async () => told(await ask(`${provider()}/faults`, undefined, "GET")));
  on("#play", "click", () => act("phone", "scenario", { scenario: $("#scenario").value, vendor: $("#vendor").value }));
  on("#person", "change", () => { for (const channel of Object.keys(counted)) delete counted[channel]; call = ""; refresh(); });
}

async function start() {
  people = (await (await fetch("/lab/people")).json()).people;
  wire();
  await Promise.all([refresh(), health()]);
  setInterval(() => refresh().catch(() => {}), POLL_MS);
  setInterval(() => health().catch(() => {}), 6 * POLL_MS);
}

start();
