// Cards beside figures, arrow keys in tables, steps from finding to finding. Nothing is fetched;
// what a card tells stands in the table of sources at the end, for those without this script.
const byId = (id) => document.getElementById(id);
const root = document.documentElement;
const card = byId("card");
const bar = document.querySelector(".bar");
const GAP = 8;
let shownFor = null;
let timer = 0;

root.classList.add("js");
bar.querySelector(".tools").hidden = false;

// --- cards -------------------------------------------------------------------------------

const cellsOf = (owner) => (owner.dataset.cells || owner.id).split(" ");

function element(tag, className, ...children) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  made.append(...children);
  return made;
}

function button(text, press) {
  const made = element("button", "", text);
  made.type = "button";
  if (press) made.addEventListener("click", press);
  return made;
}

// A cell by its row of the sources: the table and its labels.
const nameOf = (row) => `${row.closest("table").caption.textContent.slice(0, 2)} ${row.cells[0].textContent}`;

// A row of the sources as a list of terms: the headings of its columns and what stands in them.
function told(address) {
  const row = byId("from-" + address);
  if (!row) return "";
  const heads = row.closest("table").tHead.rows[0].cells;
  const list = element("dl", "");
  for (const cell of [...row.cells].slice(1)) {
    if (!cell.textContent.trim()) continue;
    const value = element("dd", "");
    for (const child of cell.childNodes) value.append(child.cloneNode(true));
    for (const link of value.querySelectorAll("a")) link.replaceWith(link.textContent);
    list.append(element("dt", "", heads[cell.cellIndex].textContent), value);
  }
  return element("section", "", element("p", "name", nameOf(row)), list);
}

function show(owner) {
  clearTimeout(timer);
  if (shownFor === owner) return;
  hide();
  card.replaceChildren(...cellsOf(owner).slice(0, 4).map(told));
  if (!card.textContent) return;
  if (owner.querySelector(".flag")) card.append(element("p", "hint", "按回车看发现或原因"));
  if (owner.matches("td")) card.append(...noteOffer(owner));
  shownFor = owner;
  owner.setAttribute("aria-describedby", "card");
  card.hidden = false;
  place();
}

function hide() {
  clearTimeout(timer);
  if (shownFor) shownFor.removeAttribute("aria-describedby");
  shownFor = null;
  card.hidden = true;
}

// Below the figure if there is room, else above it, else on the larger side, scrolled inside.
function place() {
  if (!shownFor) return;
  const frame = shownFor.closest(".table-frame");
  const at = shownFor.getBoundingClientRect();
  const bounds = frame ? frame.getBoundingClientRect() : { left: 0, right: innerWidth };
  const top = bar.getBoundingClientRect().bottom;
  if (at.bottom < top || at.top > innerHeight || at.right < bounds.left || at.left > bounds.right) {
    hide();
    return;
  }
  card.style.maxHeight = "none";
  const below = innerHeight - at.bottom - 2 * GAP;
  const above = at.top - Math.max(top, 0) - 2 * GAP;
  const isBelow = card.offsetHeight <= below || below >= above;
  card.style.maxHeight = `${Math.max(isBelow ? below : above, 60)}px`;
  card.tabIndex = isLong() ? 0 : -1;
  const left = Math.min(at.left, innerWidth - card.offsetWidth - GAP);
  card.style.left = `${Math.max(left, GAP)}px`;
  card.style.top = `${isBelow ? at.bottom + GAP : at.top - GAP - card.offsetHeight}px`;
}

const owner = (target) => (target.closest ? target.closest("td.figure, a.said") : null);

document.addEventListener("pointerover", (event) => {
  if (event.pointerType !== "mouse") return;
  const over = owner(event.target);
  clearTimeout(timer);
  if (over) timer = setTimeout(show, 80, over);
  else if (!card.contains(event.target) && shownFor) timer = setTimeout(rest, 250);
});

// When the mouse has left, the card of what has the focus comes back.
function rest() {
  const focused = owner(document.activeElement);
  if (focused && focused !== shownFor) show(focused);
  else if (!focused) hide();
}

document.addEventListener("focusin", (event) => {
  const focused = owner(event.target);
  if (focused) show(focused);
  else if (!card.contains(event.target)) hide();
});
document.addEventListener("pointerdown", (event) => {
  const pressed = owner(event.target);
  if (pressed) timer = setTimeout(show, 0, pressed);
  else if (!card.contains(event.target)) hide();
});
document.addEventListener("scroll", (event) => event.target === card || place(), true);
addEventListener("resize", place);

// --- the grid of a table: one stop of the Tab key, then arrow keys --------------------------

for (const table of document.querySelectorAll(".table-frame table")) {
  const figures = [...table.querySelectorAll("td.figure")];
  if (!figures.length) continue;
  table.setAttribute("role", "grid");
  table.setAttribute("aria-readonly", "true");
  figures.forEach((cell, at) => {
    cell.tabIndex = at ? -1 : 0;
    cell.removeAttribute("title");
  });
  table.addEventListener("focusin", (event) => {
    const focused = event.target.closest("td.figure");
    if (focused) for (const cell of figures) cell.tabIndex = cell === focused ? 0 : -1;
  });
}

const STEPS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

// The nearest figure in the direction, by where the cells stand: merges need no counting.
function neighbour(cell, [x, y]) {
  const from = cell.getBoundingClientRect();
  const middle = (box) => [(box.left + box.right) / 2, (box.top + box.bottom) / 2];
  const [fromX, fromY] = middle(from);
  let best = null;
  let least = Infinity;
  for (const other of cell.closest("table").querySelectorAll("td.figure")) {
    const [toX, toY] = middle(other.getBoundingClientRect());
    const along = (toX - fromX) * x + (toY - fromY) * y;
    const aside = Math.abs((toX - fromX) * y) + Math.abs((toY - fromY) * x);
    const far = along + 4 * aside;
    if (along > 2 && far < least && (y || aside < from.height / 2)) {
      best = other;
      least = far;
    }
  }
  return best;
}

function moveInGrid(event) {
  const cell = event.target.closest && event.target.closest("td.figure");
  if (!cell || event.target !== cell) return;
  if (event.key === "Enter") {
    const flag = cell.querySelector(".flag");
    if (flag) flag.click();
  } else if (STEPS[event.key]) {
    const next = neighbour(cell, STEPS[event.key]);
    if (next) focusOn(next);
    event.preventDefault();
  }
}

// --- from finding to finding, there and back ------------------------------------------------

const findings = [...document.querySelectorAll(".finding")];
let current = -1;

function focusOn(target) {
  if (target.tabIndex < 0 && !target.hasAttribute("tabindex")) target.tabIndex = -1;
  const folded = target.closest("details:not([open])");
  if (folded) folded.open = true;
  target.focus({ preventScroll: true });
  const isGrid = target.matches("td.figure");
  target.scrollIntoView({ block: isGrid ? "nearest" : "center", inline: "nearest" });
  place();
}

function step(by) {
  if (!findings.length) return;
  const at = findings.indexOf(document.activeElement.closest(".finding"));
  if (at >= 0) current = at;
  current = (current + by + findings.length) % findings.length;
  focusOn(findings[current]);
  if (wide.matches) pair(findings[current]);
}

// --- on a wide screen a finding stands beside its place -----------------------------------------

const wide = matchMedia("(min-width: 1200px)");
const list = byId("findings");
const flags = [...document.querySelectorAll('#report .flag[href^="#f"]')];
let stepped = 0;
let here = null;

const target = (link) => byId(decodeURIComponent(link.hash.slice(1)));

// As high as its place, as far as all of it is seen then.
function level(finding, spot) {
  const [shown, frame] = [finding.closest("details:not([open])") || finding, list].map((node) => node.getBoundingClientRect());
  const top = Math.min(spot.getBoundingClientRect().top, frame.bottom - shown.height);
  list.scrollTop += shown.top - Math.max(top, frame.top);
}

function pair(finding) {
  const go = finding.querySelector(".go");
  if (here) here.classList.remove("here");
  here = go && target(go);
  if (!here) return;
  stepped = performance.now();
  here.classList.add("here");
  here.scrollIntoView({ block: "center", inline: "nearest" });
  level(finding, here);
}

// The list comes along when the report is scrolled, but not from under the mouse.
function follow() {
  if (!wide.matches || list.matches(":hover") || performance.now() - stepped < 400) return;
  const far = (flag) => Math.abs(flag.getBoundingClientRect().top - innerHeight / 2);
  const [flag] = flags.sort((one, other) => far(one) - far(other));
  if (flag && far(flag) < innerHeight / 2) level(target(flag), flag);
}
addEventListener("scroll", () => requestAnimationFrame(follow));

function goTo(hash) {
  const target = hash.length > 1 && byId(decodeURIComponent(hash.slice(1)));
  if (!target) return;
  const at = findings.indexOf(target);
  if (at >= 0) current = at;
  const isStop = target.matches("td.figure, .finding, mark, .group.cause");
  if (!isStop) return;
  // After the browser's own jump, which would take the focus away again.
  requestAnimationFrame(() => {
    focusOn(target);
    target.scrollIntoView({ block: "center", inline: "nearest" });
    place();
  });
}

document.addEventListener("click", (event) => {
  const link = event.target.closest('a[href^="#"]');
  if (link) goTo(link.getAttribute("href"));
});
addEventListener("hashchange", () => goTo(location.hash));

const isLong = () => card.scrollHeight > card.clientHeight;

// What a long card has below is read without leaving its figure.
function turnCard(event) {
  const by = { PageDown: 1, PageUp: -1 }[event.key];
  if (!by || !shownFor || !isLong()) return;
  card.scrollBy(0, by * 0.8 * card.clientHeight);
  event.preventDefault();
}

// What single keys do; the form has some more.
const KEYS = { j: () => step(1), k: () => step(-1) };

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") hide();
  turnCard(event);
  moveInGrid(event);
  const isTyping = event.target.matches("input:not([type=checkbox], [type=radio]), textarea, select");
  const isOff = !byId("keys").checked || isTyping || document.querySelector("dialog[open]");
  if (isOff || event.ctrlKey || event.metaKey || event.altKey) return;
  if (KEYS[event.key]) {
    event.preventDefault();
    KEYS[event.key](event.key);
  } else if (event.key === "Enter" && event.target.matches(".finding")) {
    const go = event.target.querySelector(".go");
    if (go) go.click();
  }
});
byId("next").addEventListener("click", () => step(1));
byId("previous").addEventListener("click", () => step(-1));
if (!findings.length) bar.querySelector(".steps").hidden = true;

// --- last year's values, and paper ----------------------------------------------------------

const showLast = byId("show-last");
const followLast = () => root.classList.toggle("with-last", showLast.checked);
showLast.addEventListener("change", followLast);
followLast();

let opened = [];
addEventListener("beforeprint", () => {
  hide();
  opened = [...document.querySelectorAll("#findings details:not([open])")];
  for (const details of opened) details.open = true;
});
addEventListener("afterprint", () => {
  for (const details of opened) details.open = false;
});
