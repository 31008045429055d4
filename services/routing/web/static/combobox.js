// A field with a list becomes one that finds without diacritics: "chieu sang" finds "Chiếu sáng công cộng".
// Without this file, the browser's own list does.
"use strict";

(() => {
  const fold = (text) => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/[đĐ]/g, "d").toLowerCase().trim();
  const most = 12;

  const rank = (name, words) => {
    const plain = fold(name);
    if (!words.every((word) => plain.includes(word))) return -1;
    return plain.startsWith(words.join(" ")) ? 2 : plain.split(/[\s,/()]+/).some((each) => each.startsWith(words[0])) ? 1 : 0;
  };

  const enhance = (input) => {
    const source = document.getElementById(input.getAttribute("list"));
    if (!source) return;
    input.removeAttribute("list");
    const names = [...source.options].map((option) => option.value);
    const box = document.createElement("div");
    box.className = "combo";
    input.replaceWith(box);
    const list = document.createElement("ul");
    list.className = "combo-list";
    list.id = `${input.id}-list`;
    list.setAttribute("role", "listbox");
    const label = input.id && document.querySelector(`label[for="${CSS.escape(input.id)}"]`);
    if (label) list.setAttribute("aria-label", label.textContent.trim());
    list.hidden = true;
    box.append(input, list);
    Object.entries({ role: "combobox", "aria-expanded": "false", "aria-controls": list.id, "aria-autocomplete": "list" })
      .forEach(([name, value]) => input.setAttribute(name, value));
    let at = -1;

    const show = (open) => {
      list.hidden = !open || !list.children.length;
      input.setAttribute("aria-expanded", String(!list.hidden));
      if (list.hidden) { at = -1; input.removeAttribute("aria-activedescendant"); }
    };
    const mark = (next) => {
      const options = [...list.children];
      at = options.length ? (next + options.length) % options.length : -1;
      options.forEach((option, index) => option.setAttribute("aria-selected", String(index === at)));
      if (at >= 0) {
        input.setAttribute("aria-activedescendant", options[at].id);
        options[at].scrollIntoView({ block: "nearest" });
      }
    };
    const find = () => {
      const words = fold(input.value).split(/\s+/).filter(Boolean);
      const found = names.map((name) => [rank(name, words), name]).filter(([worth]) => worth >= 0);
      found.sort((one, other) => other[0] - one[0]);
      list.replaceChildren(...found.slice(0, most).map(([, name], index) => {
        const option = document.createElement("li");
        Object.assign(option, { id: `${list.id}-${index}`, textContent: name });
        option.setAttribute("role", "option");
        option.setAttribute("aria-selected", "false");
        option.addEventListener("mousedown", (event) => { event.preventDefault(); take(name); });
        return option;
      }));
      show(true);
      if (words.length) mark(0);
    };
    const take = (name) => {
      show(false);
      if (input.value === name) return;
      input.value = name;
      told = name;
      input.dispatchEvent(new Event("change", { bubbles: true }));
    };
    let told = input.value;

    input.addEventListener("input", find);
    input.addEventListener("change", () => { told = input.value; });
    input.addEventListener("keydown", (event) => {
      if (event.altKey || event.ctrlKey) return;
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        if (list.hidden) find();
        else mark(at + (event.key === "ArrowDown" ? 1 : -1));
      } else if ((event.key === "Enter" || event.key === "Tab") && !list.hidden && at >= 0) {
        if (event.key === "Enter") event.preventDefault();
        take(list.children[at].textContent);
      } else if (event.key === "Escape" && !list.hidden) {
        event.stopPropagation();
        show(false);
      }
    });
    input.addEventListener("blur", () => {
      show(false);
      if (input.value !== told) { told = input.value; input.dispatchEvent(new Event("change", { bubbles: true })); }
    });
  };

  document.querySelectorAll("input[list]").forEach(enhance);
})();
