"use strict";
(() => {
  const root = document.documentElement;
  root.classList.add("js");
  const list = document.querySelector(".list");
  const form = document.querySelector(".tools");
  const status = form.querySelector("output");
  const nothing = document.querySelector(".nothing");
  const heads = [...list.querySelectorAll("[data-sort]")];
  const bodies = [...list.tBodies];
  const order = new Map(bodies.map((body, at) => [body, at]));
  const text = new Map();
  /* What a button picks: the field of that letter. */
  const picks = ["state", "decision", "rule"];
  let sorted = "", isDown = false;

  const words = (body) => {
    if (!text.has(body)) text.set(body, body.textContent.toLowerCase());
    return text.get(body);
  };
  const open = (body, isOpen) => {
    body.classList.toggle("open", isOpen);
    body.querySelector("th button").setAttribute("aria-expanded", isOpen);
  };
  const wanted = () => Object.fromEntries([...new FormData(form)].filter(([, v]) => v.trim()));

  /* Filter and say how many are left. */
  const has = (value, one) => !one || (value || "").split(" ").includes(one);
  const fits = (body, w) => {
    const d = body.dataset;
    return (!w.s || d.s === w.s) && (!w.d || d.d === w.d) && (!w.k || d.k === w.k) && (!w.p || d.p === w.p)
      && has(d.r, w.r) && has(d.m, w.m)
      && (!w.q || w.q.toLowerCase().split(/\s+/).every((q) => words(body).includes(q)));
  };
  const filter = () => {
    const w = wanted();
    let left = 0;
    for (const body of bodies) {
      const isLeft = fits(body, w);
      if (body.hidden === isLeft) body.hidden = !isLeft;
      left += isLeft;
    }
    status.textContent = `${left} / ${bodies.length}`;
    nothing.hidden = left > 0;
    for (const button of document.querySelectorAll("[data-state]"))
      button.setAttribute("aria-pressed", button.dataset.state === w.s);
    for (const button of document.querySelectorAll("[data-decision]"))
      button.setAttribute("aria-pressed", button.dataset.decision === w.d);
    for (const button of document.querySelectorAll("[data-rule]"))
      button.setAttribute("aria-pressed", button.dataset.rule === w.r);
  };

  /* Sort by a column; agencies without a value come last. */
  const value = (body, column) => {
    const cell = body.rows[0].cells[column];
    if (!column) return cell.firstElementChild.textContent;
    return cell.dataset.v !== undefined ? (cell.dataset.v === "" ? null : Number(cell.dataset.v))
      : /^\d{4}-/.test(cell.textContent) ? cell.textContent : null;
  };
  const sort = (key, down) => {
    const column = heads.findIndex((head) => head.dataset.sort === key);
    sorted = column < 0 ? "" : key;
    isDown = down;
    for (const head of heads)
      head.parentElement.setAttribute("aria-sort",
        head.dataset.sort !== sorted ? "none" : down ? "descending" : "ascending");
    const collator = new Intl.Collator("zh");
    const keyed = bodies.map((body) => [column < 0 ? null : value(body, column), body]);
    keyed.sort(([a, one], [b, other]) => {
      if (a === null || b === null) return (a === null) - (b === null) || order.get(one) - order.get(other);
      const way = typeof a === "string" ? collator.compare(a, b) : a - b;
      return (down ? -way : way) || order.get(one) - order.get(other);
    });
    list.append(...keyed.map(([, body]) => body));
  };

  /* The address keeps filter, order and the agency that is open. */
  const keep = (agency) => {
    const kept = new URLSearchParams(wanted());
    if (sorted) kept.set("o", (isDown ? "-" : "") + sorted);
    if (agency) kept.set("a", agency);
    history.replaceState(null, "", "#" + kept);
  };
  const show = (agency) => {
    const body = document.getElementById("a-" + agency);
    if (!body) return;
    if (body.hidden) { form.reset(); filter(); }
    open(body, true);
    body.scrollIntoView({ block: "center" });
    body.querySelector("th button").focus({ preventScroll: true });
  };
  const restore = () => {
    const hash = location.hash.slice(1);
    if (hash.startsWith("a-")) return show(hash.slice(2));
    const kept = new URLSearchParams(hash);
    for (const field of form.elements) if (field.name) field.value = kept.get(field.name) || "";
    const by = kept.get("o") || "";
    if (by || sorted) sort(by.replace("-", ""), by.startsWith("-"));
    filter();
    if (kept.get("a")) show(kept.get("a"));
  };

  let timer;
  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => { filter(); keep(); }, 120);
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(() => { filter(); keep(); }));
  document.addEventListener("click", (event) => {
    const link = event.target.closest('a[href^="#a-"]');
    const button = event.target.closest("button");
    if (link) {
      event.preventDefault();
      const agency = link.hash.slice(3);
      show(agency);
      keep(agency);
    } else if (button && button.dataset.sort) {
      const isSame = sorted === button.dataset.sort;
      sort(button.dataset.sort, isSame ? !isDown : !["name", "state", "decision", "published"].includes(button.dataset.sort));
      keep();
    } else if (button && picks.some((pick) => button.dataset[pick])) {
      const pick = picks.find((each) => button.dataset[each]);
      const field = form.elements[pick[0]], picked = button.dataset[pick];
      field.value = field.value === picked ? "" : picked;
      filter();
      keep();
    } else if (button && button.closest("tbody")) {
      const body = button.closest("tbody");
      const isOpen = !body.classList.contains("open");
      open(body, isOpen);
      keep(isOpen ? body.id.slice(2) : "");
    }
  });
  /* From row to row by the arrow keys, and into its review page by o. */
  document.addEventListener("keydown", (event) => {
    const body = event.target.closest && event.target.closest(".list tbody");
    if (!body || event.ctrlKey || event.metaKey || event.altKey) return;
    const way = { ArrowDown: "nextElementSibling", ArrowUp: "previousElementSibling" }[event.key];
    if (way) {
      let near = body[way];
      while (near && near.hidden) near = near[way];
      if (near) near.querySelector("th button").focus();
      event.preventDefault();
    } else if (event.key === "o") {
      const link = body.querySelector('a[href$="/review.html"]');
      if (link) link.click();
    }
  });
  /* Review pages lead to the next and the previous report of what is chosen here, in its order. */
  const hand = (event) => {
    if (!event.target.closest('a[href*="review.html"]')) return;
    const kept = new URLSearchParams(wanted());
    if (sorted) kept.set("o", (isDown ? "-" : "") + sorted);
    const left = [...list.tBodies].filter((body) => !body.hidden && body.querySelector('a[href$="/review.html"]'));
    const handed = { filter: String(kept), agencies: left.map((body) => body.id.slice(2)) };
    try { localStorage.setItem("ogi-review.list." + document.body.dataset.year, JSON.stringify(handed)); } catch { /* none is kept */ }
  };
  for (const how of ["pointerdown", "click"]) document.addEventListener(how, hand, true);
  window.addEventListener("hashchange", restore);
  for (const button of list.querySelectorAll("th button[aria-expanded]"))
    button.setAttribute("aria-expanded", "false");
  if (location.hash) restore();
})();
