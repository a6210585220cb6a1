// --- the form: decision, opinion, what is said of each finding, claims confirmed -----------------

const form = panel && panel.querySelector("form");
const field = (name) => form.elements[name];
let isTried = false;

const numbers = (found) => found.map((finding) => finding.querySelector(".number").textContent).join("、");
const confirmed = () => claims.filter((claim) => draft.confirmed.includes(claim.dataset.key));
const isOpen = (claim) => !draft.confirmed.includes(claim.dataset.key);
const unconfirmed = () => claims.filter(isOpen);

// What is missing, with the field it belongs to; what has none is only to be known.
function lacking() {
  const errors = findings.filter((finding) => finding.matches(".error"));
  const isEmpty = !draft.note.trim();
  const hasNotes = draft.notes.length || Object.values(draft.findings).some((own) => own.note.trim());
  const lacks = [];
  if (!draft.decision) lacks.push(["decision", "还没有选通过或退回。"]);
  if (draft.decision === "return" && isEmpty && !hasNotes) lacks.push(["note", "退回要写明意见，或写备注。"]);
  if (draft.decision === "approve" && errors.length && isEmpty)
    lacks.push(["note", `有 ${errors.length} 处错误（${numbers(errors)}），通过要写明理由。`]);
  if (!draft.by.trim()) lacks.push(["by", "还没有写审核人。"]);
  if (!draft.on) lacks.push(["on", "还没有写日期。"]);
  if (draft.decision === "approve" && unconfirmed().length)
    lacks.push([
      isEmpty ? "note" : "",
      `${unconfirmed().length} 处由填报单位说明保留，还没有核定（${numbers(unconfirmed())}）；不核定也通过的，写明理由。`,
    ]);
  return lacks;
}

function decided() {
  // Without what nobody sees, which no decision may hold.
  const plain = (text) => text.replace(/[^\P{C}\n\t]/gu, "").trim();
  const found = Object.entries(draft.findings).filter(([, own]) => own.note.trim() || own.state !== "open");
  return {
    kind: "ogi-report.decision", schema: "1", year: Number(facts.year), agency: facts.agency, name: facts.name,
    seen: facts.seen, findings_seen: facts.findings, before: facts.before,
    decision: draft.decision, by: plain(draft.by), on: draft.on, note: plain(draft.note),
    findings: found.map(([key, own]) => ({ key, state: own.state, note: plain(own.note) })),
    notes: draft.notes.filter((note) => note.note.trim()).map((note) => ({ ...note, note: plain(note.note) })),
    confirmed: confirmed().map((claim) => claim.dataset.key),
  };
}

function save() {
  isTried = true;
  renderLacks();
  const first = lacking().find(([name]) => name);
  if (first) {
    const wanted = field(first[0]);
    (wanted[0] || wanted).focus();
    return;
  }
  const data = decided();
  const digest = sha256(canonical(data));
  const name = `审核-${facts.year}-${facts.agency}.json`;
  const link = element("a", "");
  link.href = URL.createObjectURL(new Blob([`${JSON.stringify({ ...data, digest }, null, 1)}\n`], { type: "application/json" }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  draft.saved = digest;
  changed();
}

// --- what is shown of the draft -------------------------------------------------------------------

function renderFinding(finding) {
  const own = ownOf(finding.dataset.key);
  for (const button of finding.querySelectorAll("[data-state]"))
    button.setAttribute("aria-pressed", String(button.dataset.state === own.state));
  for (const button of finding.querySelectorAll("[data-confirm]"))
    button.setAttribute("aria-pressed", String(draft.confirmed.includes(finding.dataset.key)));
  const noted = finding.querySelector(".noted");
  noted.textContent = own.note;
  noted.hidden = !own.note.trim();
}

function renderNotes() {
  for (const marked of document.querySelectorAll("#report .has-note")) marked.classList.remove("has-note");
  const items = draft.notes.map((note) => {
    const at = spot(note);
    if (at) at.classList.add("has-note");
    const link = element(at ? "a" : "span", "", named(note));
    if (at) link.href = `#${at.id}`;
    return element("li", "", link, " ", note.note, " ", button(at ? "改" : "改（原文已变）", () => openNote(note)));
  });
  const lost = draft.left.map((said) => {
    const drop = button("删去", () => { draft.left.splice(draft.left.indexOf(said), 1); changed(); });
    return element("li", "left", "旧稿：", said.what, " ", element("b", "", said.note), " ", drop);
  });
  const all = byId("notes");
  all.hidden = !items.length && !lost.length;
  all.querySelector("summary").textContent = `格和文字的备注 ${items.length} 条${lost.length ? `，旧稿留下的 ${lost.length} 条` : ""}`;
  all.querySelector("ul").replaceChildren(...items, ...lost);
}

function renderLacks() {
  const isShown = isTried || draft.decision;
  const lines = isShown ? lacking().map(([name, text]) => element("li", name ? "lack" : "", text)) : [];
  if (draft.decision === "approve" && unconfirmed().length) {
    const all = button("全部核定");
    all.dataset.act = "confirm-all";
    lines.push(element("li", "", all));
  }
  panel.querySelector(".lacks ul").replaceChildren(...lines);
  const isStale = draft.saved && draft.saved !== sha256(canonical(decided()));
  byId("saved").textContent = !draft.saved ? "" : isStale ? "保存之后又有改动，请再保存一次。"
    : `已保存为“审核-${facts.year}-${facts.agency}.json”，请交给汇总人员。${byId("to-after").hidden ? "" : "按 l 到下一份。"}`;
}

function renderOlder() {
  const drafts = older();
  byId("older").hidden = !drafts.length;
  const said = drafts.map(([, one]) => `${(one.at || "").slice(0, 10)}，${Object.keys(one.findings).length + one.notes.length} 处`);
  byId("older").querySelector("p").textContent =
    `报告有改动，改动之前写过草稿（${said.join("；")}）。备注和意见可以带过来，决定和核定要重新作出。`;
}

function render() {
  for (const radio of field("decision")) radio.checked = radio.value === draft.decision;
  for (const name of ["by", "on", "note"]) if (field(name).value !== draft[name]) field(name).value = draft[name];
  keyed.forEach(renderFinding);
  renderNotes();
  renderLacks();
  renderOlder();
}

function changed() {
  keep();
  render();
}

// --- what can be done -------------------------------------------------------------------------------

function tick(finding, state) {
  const key = finding.dataset.key;
  const own = ownOf(key);
  draft.findings[key] = { ...own, state: own.state === state ? "open" : state };
  const isRefused = draft.findings[key].state === "must_fix";
  if (isRefused) draft.confirmed = draft.confirmed.filter((other) => other !== key);
  else if (finding.dataset.claim === "confirmed" && state === "must_fix") draft.confirmed.push(key);
  changed();
}

function confirmClaim(finding) {
  const key = finding.dataset.key;
  const isDone = draft.confirmed.includes(key);
  draft.confirmed = isDone ? draft.confirmed.filter((other) => other !== key) : [...draft.confirmed, key];
  if (!isDone && ownOf(key).state === "must_fix") tick(finding, "must_fix");
  changed();
}

const ACTS = {
  carry() { carry(); changed(); },
  later() { byId("older").hidden = true; },
  print() { print(); },
  done() { dialog.close(); },
  drop() { writeNote(""); dialog.close(); },
  "confirm-all"() {
    draft.confirmed.push(...unconfirmed().map((claim) => claim.dataset.key));
    changed();
  },
  clear() {
    if (!confirm("清除这份报告的草稿？决定、意见和备注都不再保留。")) return;
    for (const key of kept.keys()) if (key.startsWith(FAMILY)) kept.drop(key);
    isTried = false;
    draft = whole(null);
    render();
    byId("kept").textContent = "";
  },
};

function press(event) {
  const pressed = event.target.closest("button");
  if (!pressed) return;
  const finding = pressed.closest(".finding");
  const { act, state, note, confirm } = pressed.dataset;
  if (act) ACTS[act]();
  else if (pressed.matches(".para")) openNote(subject(pressed));
  else if (!finding) return;
  else if (note !== undefined) openNote({ key: finding.dataset.key });
  else if (state) tick(finding, state);
  else if (confirm !== undefined) confirmClaim(finding);
}

function digit(key) {
  const finding = document.activeElement.closest(".finding") || findings[current];
  const button = finding && finding.querySelectorAll(".own button")[key - 1];
  if (button) button.click();
}

function equip(finding) {
  const own = byId("own").content.firstElementChild.cloneNode(true);
  own.setAttribute("aria-label", `对发现 ${finding.id.slice(1)} 的审核`);
  if (claims.includes(finding)) {
    const button = own.querySelector("[data-state=accepted_by_reviewer]");
    delete button.dataset.state;
    button.dataset.confirm = "";
    button.textContent = "核定";
    // What an earlier decision confirmed stays so, until it is said that it must be mended.
    button.disabled = finding.dataset.claim === "confirmed";
  }
  finding.append(own);
}

if (panel) {
  keyed.forEach(equip);
  offerNotes();
  panel.hidden = false;
  form.addEventListener("input", (event) => {
    if (event.target.name) draft[event.target.name] = event.target.value;
    keep();
    renderLacks();
  });
  form.addEventListener("submit", (event) => { event.preventDefault(); save(); });
  box.addEventListener("input", () => writeNote(box.value));
  dialog.addEventListener("close", () => {
    draft.notes = draft.notes.filter((note) => note.note.trim());
    changed();
  });
  document.addEventListener("click", press);
  document.addEventListener("keydown", moveAmongParagraphs);
  // Words selected before are not meant any more once something else has the focus.
  document.addEventListener("focusin", (event) => event.target.matches("td, li, .para") && getSelection().removeAllRanges());
  addEventListener("storage", (event) => {
    if (event.key !== KEY) return;
    draft = whole(JSON.parse(event.newValue));
    render();
  });
  Object.assign(KEYS, {
    1: digit, 2: digit, 3: digit,
    n: () => openNote(subject(document.activeElement)),
    d: () => focusOn(draft.decision ? form.querySelector(":checked") : field("decision")[0]),
    s: save,
    "?": () => { const told = panel.querySelector(".more"); told.open = !told.open; told.querySelector("summary").focus(); },
  });
  render();
}
