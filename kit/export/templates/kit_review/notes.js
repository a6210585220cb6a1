// --- notes: on a finding, on a cell, on words of the text ---------------------------------------

const dialog = byId("note");
const box = dialog && dialog.querySelector("textarea");
let about = null;

const words = (node) => {
  const copy = node.cloneNode(true);
  for (const own of copy.querySelectorAll(".flag, .para")) own.remove();
  return copy.textContent.replace(/\s+/g, " ").trim();
};
const sectionOf = (node) => node.closest('#report section[id^="s"]');
const cellName = (address) => {
  const row = byId(`from-${address}`);
  return row ? nameOf(row) : address;
};

// Every paragraph of the text has a button; those of a section are one stop of the Tab key.
const paragraphs = [];
function offerNotes() {
  for (const section of document.querySelectorAll('#report section[id^="s"]')) {
    const texts = [...section.querySelectorAll("p, li, h3, h4")]
      .filter((node) => !node.closest("table, figure") && !node.querySelector("p, li") && words(node));
    texts.forEach((node, at) => {
      const offer = button("注");
      offer.className = "para";
      offer.tabIndex = at ? -1 : 0;
      offer.setAttribute("aria-label", `给“${words(node).slice(0, 12)}”写备注`);
      node.id = node.id || `${section.id}-${at}`;
      node.append(offer);
      paragraphs.push(node);
    });
  }
}

function moveAmongParagraphs(event) {
  const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!by || !event.target.matches(".para")) return;
  const near = paragraphs[paragraphs.indexOf(event.target.parentElement) + by];
  if (near) near.querySelector(".para").focus();
  event.preventDefault();
}

// What a note is about where the focus is, or the words that are selected.
function subject(from) {
  const chosen = getSelection();
  const quote = String(chosen).replace(/\s+/g, " ").trim().slice(0, 60);
  const holder = chosen.anchorNode && chosen.anchorNode.parentElement;
  const isText = quote && holder && sectionOf(holder) && !holder.closest("table, figure");
  if (isText) return { section: Number(sectionOf(holder).id.slice(1)), quote };
  const cell = from.closest("td.figure");
  if (cell) return { cell: cell.id };
  if (from.matches(".para")) {
    const section = Number(sectionOf(from).id.slice(1));
    return { section, quote: words(from.parentElement).slice(0, 60) };
  }
  const finding = from.closest(".finding") || findings[current];
  return finding && finding.dataset.key ? { key: finding.dataset.key } : null;
}

const isSame = (one, other) => one.cell === other.cell && one.section === other.section && one.quote === other.quote;
const named = (note) => (note.cell ? cellName(note.cell) : note.key ? `发现 ${keyed.get(note.key).id.slice(1)}` : `“${note.quote}”`);
const spot = (note) => (note.cell ? byId(note.cell) : paragraphs.find((node) => node.id.startsWith(`s${note.section}-`) && words(node).includes(note.quote)));
const brief = (finding) => words(finding.querySelector(".what")).slice(0, 80);
const ownOf = (key) => draft.findings[key] || { state: "open", note: "", what: brief(keyed.get(key)) };

function openNote(wanted) {
  if (!wanted) return;
  about = wanted;
  const there = about.key ? ownOf(about.key) : draft.notes.find((note) => isSame(note, about));
  byId("note-title").textContent = `备注：${named(about)}`;
  box.value = there ? there.note : "";
  hide();
  dialog.showModal();
  box.focus();
}

function writeNote(text) {
  if (about.key) {
    draft.findings[about.key] = { ...ownOf(about.key), note: text };
  } else {
    const there = draft.notes.find((note) => isSame(note, about));
    if (there) there.note = text;
    else draft.notes.push({ ...about, note: text });
  }
  keep();
}

// In the card of a cell, for those who point; whoever uses keys has one for it.
function noteOffer(cell) {
  if (!panel) return [];
  const offer = button("备注", () => openNote({ cell: cell.id }));
  offer.tabIndex = -1;
  const there = draft.notes.find((note) => note.cell === cell.id);
  return [...(there ? [element("p", "noted", there.note)] : []), offer];
}
