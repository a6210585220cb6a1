// --- 审核单: all that was decided on one sheet; what does not fit is counted ------------------------

const STATES = { open: "", seen: "看过", must_fix: "须改", accepted_by_reviewer: "可保留" };
// Lines of a sheet for findings, notes and opinion together, and letters in a line of the opinion.
const LINES = 34;
const LETTERS = 44;

function sheetRows() {
  const found = findings.filter((finding) => finding.dataset.key).map((finding) => {
    const own = ownOf(finding.dataset.key);
    const isConfirmed = draft.confirmed.includes(finding.dataset.key);
    const state = isConfirmed ? "已核定" : STATES[own.state] || (claims.includes(finding) ? "待核定" : "□");
    const flag = `${finding.querySelector(".number").textContent} ${finding.dataset.rule}`;
    return [flag, words(finding.querySelector(".what")).replace(/^\S+ /, ""), state, own.note];
  });
  const notes = draft.notes.map((note) => ["备注", named(note), "", note.note]);
  return [...found, ...notes];
}

function fillSheet() {
  const sheet = byId("sheet");
  const slot = (name) => sheet.querySelector(`[data-slot=${name}]`);
  const choice = (value, word) => `${draft.decision === value ? "☑" : "□"} ${word}`;
  const rows = sheetRows();
  const opinion = draft.note.split("\n").reduce((sum, line) => sum + Math.ceil(line.length / LETTERS) || 1, 0);
  const room = LINES - Math.min(Math.max(opinion, 4), 14);
  // Those that someone said something of come first when not all have room.
  const first = rows.length > room ? [...rows.filter((row) => row[2] !== "□" || row[3]), ...rows.filter((row) => row[2] === "□" && !row[3])] : rows;
  const lines = first.slice(0, room).map((row) => element("tr", "", ...row.map((text) => element("td", "", element("span", "", text)))));
  sheet.querySelector(".found tbody").replaceChildren(...lines);
  sheet.querySelector(".found").hidden = !rows.length;
  sheet.querySelector(".rest").textContent = rows.length > room ? `其余 ${rows.length - room} 条见审核页。` : "";
  slot("decision").textContent = `${choice("approve", "通过")}　　${choice("return", "退回")}`;
  slot("note").textContent = draft.note;
  slot("by").textContent = draft.by;
  slot("on").textContent = draft.on;
}

if (panel) {
  const all = byId("print-all");
  all.addEventListener("change", () => root.classList.toggle("print-all", all.checked));
  root.classList.add("sheet");
  addEventListener("beforeprint", fillSheet);
}
