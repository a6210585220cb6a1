// Shows what the server tells, keeps every place of reading, and says when the server has ended.
"use strict";

const byId = (id) => document.getElementById(id);
const STATES = { working: "正在更新……", ready: "已是最新", broken: "读不出，显示的是上一次的" };
const shown = {};
let tries = 0;

// A frame begins anew with each document; whoever reads it stays where they were.
function fillFrame(frame, html) {
  const before = frame.contentWindow.scrollY;
  frame.onload = () => {
    frame.contentWindow.scrollTo(0, before);
    // A link would open inside the frame, where nothing may be fetched.
    frame.contentDocument.addEventListener("click", (event) => {
      const link = event.target.closest("a[href]");
      if (link && !link.getAttribute("href").startsWith("#")) event.preventDefault();
    });
  };
  frame.srcdoc = html;
}

function fillBody(body, html) {
  const open = [...body.querySelectorAll("details")].map((each) => each.open);
  body.innerHTML = html;
  body.querySelectorAll("details").forEach((each, index) => {
    if (open[index]) each.open = true;
  });
}

function markFigures() {
  for (const row of byId("figures").querySelectorAll("tbody tr")) {
    row.className = row.children[3]?.textContent ? "other" : "same";
  }
}

const FILL = {
  page: (html) => fillFrame(byId("page").querySelector("iframe"), html),
  findings: (html) => fillBody(byId("findings").querySelector(".body"), html),
  figures: (html) => { fillBody(byId("figures"), html); markFigures(); },
  changes: (html) => fillBody(byId("changes"), html),
  last_page: (html) => { fillFrame(byId("last_page"), html); showView(); },
};

function tell(message) {
  for (const [name, fill] of Object.entries(FILL)) {
    if (name in message && message[name] !== shown[name]) {
      shown[name] = message[name];
      fill(message[name]);
    }
  }
  if (message.faults) showFaults(message.faults);
  if (message.state) showState(message.state);
  const title = byId("findings").querySelector(".title");
  if (title) byId("title").textContent = document.title = `预览：${title.textContent}`;
}

function showState(state) {
  document.body.classList.toggle("broken", state === "broken");
  byId("state").className = state;
  byId("state").textContent = STATES[state];
  document.body.dataset.told = String(Number(document.body.dataset.told || 0) + (state !== "working"));
}

function showFaults(faults) {
  const box = byId("faults");
  box.querySelector("ul").replaceChildren(...faults.map((fault) => {
    const item = document.createElement("li");
    item.textContent = fault;
    return item;
  }));
  box.querySelector("p").textContent = shown.page
    ? "下面是上一次能生成的内容。" : "还没有能生成的内容。";
  box.hidden = !faults.length;
}

function press(buttons, chosen) {
  for (const each of buttons) each.setAttribute("aria-pressed", String(each === chosen));
}

function showView() {
  const view = document.querySelector("[data-view][aria-pressed=true]").dataset.view;
  for (const id of ["figures", "changes", "last_page"]) {
    byId(id).hidden = id !== view || (id === "last_page" && !shown.last_page);
  }
  byId("none").hidden = view !== "last_page" || Boolean(shown.last_page);
}

const panes = document.querySelectorAll("nav button");
const views = document.querySelectorAll("[data-view]");
for (const button of panes) {
  button.onclick = () => { press(panes, button); document.body.dataset.pane = button.dataset.pane; };
}
for (const button of views) button.onclick = () => { press(views, button); showView(); };

function connect() {
  const socket = new WebSocket(new URL("told", location.href.replace(/^http/, "ws")));
  socket.onopen = () => { tries = 0; };
  socket.onmessage = (event) => tell(JSON.parse(event.data));
  socket.onclose = () => {
    tries += 1;
    if (tries < 3) { setTimeout(connect, 500); return; }
    byId("state").className = "over";
    byId("state").textContent = "预览已结束；要接着看，请再运行一次 kit preview。";
  };
}
connect();
