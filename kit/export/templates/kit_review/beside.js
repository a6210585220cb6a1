// --- to the other reports: in the order and the choice of the index, if one was handed over --------

const nav = document.querySelector("nav.beside");
const handed = kept.read(`ogi-review.list.${nav.dataset.year}`);
const at = handed && Array.isArray(handed.agencies) ? handed.agencies.indexOf(nav.dataset.agency) : -1;
const ways = { h: byId("to-before"), l: byId("to-after") };

// Where nothing was handed over, or a browser keeps it from this page, the index goes on from here.
byId("standing").textContent = "从总览打开才有上一份、下一份；没有时按 l 回总览，停在本单位。";
if (at >= 0) {
  const chosen = handed.filter ? `${handed.filter}&` : "";
  byId("to-index").setAttribute("href", `../index.html#${chosen}a=${nav.dataset.agency}`);
  byId("standing").textContent = `第 ${at + 1} 份，共 ${handed.agencies.length} 份`;
  for (const [key, by] of [["h", -1], ["l", 1]]) {
    const agency = handed.agencies[at + by];
    ways[key].hidden = !agency;
    if (agency) ways[key].setAttribute("href", `../${encodeURIComponent(agency)}/review.html`);
  }
}
for (const key of Object.keys(ways))
  KEYS[key] = () => (at < 0 ? byId("to-index") : ways[key]).click();
goTo(location.hash);
