// --- the draft: kept in the browser with every stroke, lost by nothing short of clearing it -------

const panel = byId("decide");
const facts = panel ? panel.dataset : {};
const FAMILY = `ogi-review.draft.${facts.year}.${facts.agency}.`;
const KEY = FAMILY + facts.seen;
const NAME = "ogi-review.by";
const keyed = new Map(findings.map((finding) => [finding.dataset.key, finding]));

const today = () => {
  const now = new Date();
  return new Date(now - now.getTimezoneOffset() * 60000).toISOString().slice(0, 10);
};

// A browser may refuse to keep anything: then the page says so, and works on.
const kept = {
  read(key) {
    try { return JSON.parse(localStorage.getItem(key)); } catch { return null; }
  },
  write(key, value) {
    try { localStorage.setItem(key, JSON.stringify(value)); return true; } catch { return false; }
  },
  drop(key) {
    try { localStorage.removeItem(key); } catch { /* nothing was kept */ }
  },
  keys() {
    try { return Object.keys(localStorage); } catch { return []; }
  },
};

const claims = findings.filter((finding) => "claim" in finding.dataset);

// What was typed for a finding that is no longer there stays to be read: "left".
function whole(said) {
  const blank = {
    decision: "", by: kept.read(NAME) || "", on: today(), note: "", findings: {}, notes: [], left: [],
    confirmed: claims.filter((claim) => claim.dataset.claim === "confirmed").map((claim) => claim.dataset.key),
  };
  const draft = { ...blank, ...said };
  for (const [key, own] of Object.entries(draft.findings)) {
    if (keyed.has(key)) continue;
    if (own.note) draft.left.push({ what: own.what, note: own.note });
    delete draft.findings[key];
  }
  draft.confirmed = draft.confirmed.filter((key) => keyed.has(key));
  return draft;
}

let draft = whole(kept.read(KEY));

function keep() {
  const isKept = kept.write(KEY, { ...draft, at: new Date().toISOString() });
  kept.write(NAME, draft.by);
  byId("kept").textContent = isKept ? "草稿已存在本机" : "这个浏览器不存草稿，关闭前请保存决定";
}

// Drafts of what this report was before: offered, never dropped unseen.
const older = () => kept.keys().filter((key) => key.startsWith(FAMILY) && key !== KEY)
  .map((key) => [key, kept.read(key)])
  .filter(([, said]) => said && !said.carried)
  .sort(([, one], [, other]) => (one.at < other.at ? 1 : -1));

// Notes and ticks come along; what is decided and confirmed was of another text, and does not.
function carry() {
  for (const [key, said] of older()) {
    const notes = [...draft.notes, ...said.notes];
    const found = { ...said.findings, ...draft.findings };
    const left = [...draft.left, ...said.left];
    if (draft.note && said.note) left.push({ what: "意见", note: said.note });
    draft = whole({ ...draft, by: draft.by || said.by, notes, left, findings: found, note: draft.note || said.note });
    kept.write(key, { ...said, carried: true });
  }
}
