"use strict";
// Editors select words to hide them, and draw over pictures what nobody shall see. Without this file both are typed.

(() => {
  const percent = (part, whole) => Math.round(Math.min(Math.max(part / whole, 0), 1) * 10000) / 100;

  document.addEventListener("selectionchange", () => {
    const chosen = document.getSelection();
    const text = chosen.toString().trim();
    const node = chosen.anchorNode && chosen.anchorNode.parentElement;
    const place = node && node.closest(".publications-text");
    const field = place && document.getElementById(`words-${place.dataset.part}`);
    if (text && field && text.length <= field.maxLength) field.value = text;
  });

  const drawOver = (picture) => {
    const form = document.getElementById(`form-${picture.dataset.covers}`);
    const rows = [...form.querySelectorAll("fieldset")];
    const sides = ["left", "top", "width", "height"];
    const fieldsOf = (row) => sides.map((side) => row.querySelector(`[name^="${side}-"]`));

    const paint = () => {
      picture.querySelectorAll(".publications-cover").forEach((each) => each.remove());
      for (const row of rows) {
        const values = fieldsOf(row).map((field) => field.value);
        if (values.some((value) => value === "")) continue;
        const cover = document.createElement("div");
        cover.className = "publications-cover";
        sides.forEach((side, at) => { cover.style[side] = `${values[at]}%`; });
        picture.append(cover);
      }
    };

    picture.addEventListener("pointerdown", (start) => {
      const row = rows.find((each) => fieldsOf(each).every((field) => field.value === ""));
      if (!row || start.button !== 0) return;
      start.preventDefault();
      picture.setPointerCapture(start.pointerId);
      const box = picture.getBoundingClientRect();
      const move = (now) => {
        const [x1, x2] = [start.clientX, now.clientX].map((x) => percent(x - box.left, box.width)).sort((a, b) => a - b);
        const [y1, y2] = [start.clientY, now.clientY].map((y) => percent(y - box.top, box.height)).sort((a, b) => a - b);
        const drawn = x2 - x1 < 0.5 || y2 - y1 < 0.5 ? ["", "", "", ""] : [x1, y1, x2 - x1, y2 - y1];
        fieldsOf(row).forEach((field, at) => { field.value = drawn[at] === "" ? "" : Math.floor(drawn[at] * 100) / 100; });
        paint();
      };
      const stop = () => picture.removeEventListener("pointermove", move);
      picture.addEventListener("pointermove", move);
      picture.addEventListener("pointerup", stop, { once: true });
      picture.addEventListener("pointercancel", stop, { once: true });
    });
    form.addEventListener("input", paint);
  };

  document.querySelectorAll("[data-covers]").forEach(drawOver);
})();
