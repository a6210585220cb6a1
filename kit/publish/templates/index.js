// Searching and choosing among the reports of the list; without this the list is whole.
"use strict";
const pick = (id) => document.getElementById(id);
const rows = [...document.querySelectorAll(".reports > li")].map((row) => ({
  row,
  words: row.querySelector(".name").textContent.toLowerCase(),
}));
const controls = ["words", "year", "kind", "corrected"].map(pick);

function show() {
  const [words, year, kind, corrected] = controls;
  const wanted = words.value.toLowerCase().split(/\s+/).filter(Boolean);
  let shown = 0;
  for (const { row, words: own } of rows) {
    const fits =
      wanted.every((word) => own.includes(word)) &&
      (!year.value || row.dataset.year === year.value) &&
      (!kind.value || row.dataset.kind === kind.value) &&
      (!corrected.checked || "corrected" in row.dataset);
    row.hidden = !fits;
    shown += fits;
  }
  for (const part of document.querySelectorAll(".group, .year")) {
    part.hidden = !part.querySelector(".reports > li:not([hidden])");
  }
  pick("count").textContent = `${shown} / ${rows.length}`;
  pick("none").hidden = shown > 0;
}

document.querySelector(".tools").hidden = false;
for (const control of controls) control.addEventListener("input", show);
// A browser that comes back to the page fills in what was typed.
addEventListener("pageshow", show);
