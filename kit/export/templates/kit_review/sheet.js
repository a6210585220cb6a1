// --- 审核单: all that was decided on one sheet; what does not fit is counted ------------------------

const STATES = { open: "□", seen: "看过", must_fix: "须改", accepted_by_reviewer: "可保留" };
// Lines of the sheet for findings, notes and opinion together, and letters in a line of the opinion.
const LINES = 38;
const LETTERS = 48;

function sheetRow(finding) {
  const own = ownOf(finding.dataset.key);
  const isClaim = claims.includes(finding);
  const state = draft.confirmed.includes(finding.dataset.key) ? "已核定" : isClaim && own.state === "open" ? "待核定" : STATES[own.state];
  const flag = finding.querySelector(".number").textContent;
  const what = words(finding.querySelector(".what")).replace(flag, "").trim();
  // Where, and the equation that is broken, say all there is to say of a sum.
  const values = finding.querySelector(".values");
  const said = values ? `${what.split("：")[0]}：${words(values)}` : what;
  return [`${flag} ${finding.dataset.rule}`, said, state, own.note];
}

function fillSheet() {
  const sheet = byId("sheet");
  const found = sheet.querySelector(".found");
  const slot = (name) => sheet.querySelector(`[data-slot=${name}]`);
  const choice = (value, word) => `${draft.decision === value ? "☑" : "□"} ${word}`;
  const notes = draft.notes.map((note) => ["备注", named(note), "", note.note]);
  const rows = [...[...keyed.values()].map(sheetRow), ...notes];
  const opinion = draft.note.split("\n").reduce((sum, line) => sum + (Math.ceil(line.length / LETTERS) || 1), 0);
  const room = LINES - Math.min(Math.max(opinion, 5), 16);
  // Those that somebody said something of come first when not all have room.
  const isSilent = (row) => row[2] === "□" && !row[3];
  if (rows.length > room) rows.sort((one, other) => isSilent(one) - isSilent(other));
  found.classList.toggle("dense", rows.length * 2 > room);
  found.hidden = !rows.length;
  found.tBodies[0].replaceChildren(...rows.slice(0, room)
    .map((row) => element("tr", "", ...row.map((text) => element("td", "", element("span", "", text))))));
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
