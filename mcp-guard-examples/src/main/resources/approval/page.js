// Whatever a model or a server wrote becomes text here, by textContent. There is no innerHTML, and the page's
// Content-Security-Policy would not let it through.
"use strict";

const REFRESH_MS = 1000;
const QUIET_MS = 700;

const list = document.getElementById("questions");
const template = document.getElementById("question");
const shown = new Map(); // id -> { item, ends }
let lastActivity = "";

/** The token comes behind the # of the link, which browsers send to nobody. */
function takeToken() {
  if (location.hash.length > 1) {
    sessionStorage.setItem("token", location.hash.slice(1));
    history.replaceState(null, "", location.pathname);
  }
}

function headers(more) {
  return { "X-Approval-Token": sessionStorage.getItem("token") || "", ...more };
}

function say(text) {
  const status = document.getElementById("status");
  if (status.textContent !== text) {
    status.textContent = text;
  }
}

async function refresh() {
  try {
    const response = await fetch("/questions", { headers: headers(), cache: "no-store" });
    const body = await response.json();
    if (response.ok) {
      show(body);
    } else {
      clear();
      say(body.error);
    }
  } catch (e) {
    clear();
    say("The program is not there any more.");
  }
}

function clear() {
  show({ questions: [], activity: [] });
}

function show({ questions, activity }) {
  const ids = new Set(questions.map(question => question.id));
  let changed = false;
  for (const [id, { item }] of shown) {
    if (!ids.has(id)) {
      if (item.contains(document.activeElement)) {
        document.getElementById("heading").focus();
      }
      item.remove();
      shown.delete(id);
      changed = true;
    }
  }
  for (const question of questions) {
    const ends = Date.now() + question.secondsLeft * 1000;
    if (shown.has(question.id)) {
      shown.get(question.id).ends = ends;
    } else {
      // At the end, so that nothing moves under a finger that is on its way to a button.
      shown.set(question.id, { item: list.appendChild(render(question)), ends });
      changed = true;
    }
  }
  if (changed) {
    rest();
    say(shown.size === 0 ? "Nothing to decide." : shown.size + (shown.size === 1 ? " question" : " questions"));
  } else if (shown.size === 0) {
    say("Nothing to decide.");
  }
  tick();
  showActivity(activity);
}

/** After the list changed, buttons rest for a moment: a click that was meant for what stood there before does nothing. */
let resting;
function rest() {
  clearTimeout(resting);
  list.setAttribute("aria-busy", "true");
  resting = setTimeout(() => list.setAttribute("aria-busy", "false"), QUIET_MS);
}

function render(question) {
  const item = template.content.cloneNode(true).firstElementChild;
  const put = (name, text) => { item.querySelector("." + name).textContent = text; };
  put("target", question.target);
  put("server", question.server);
  put("arguments", question.arguments);
  put("principal", question.principal);
  put("conversation", question.conversation);
  put("ticket", question.ticket);
  put("recipient", question.recipient);
  for (const reason of question.because) {
    const line = document.createElement("li");
    line.textContent = reason;
    item.querySelector(".because").append(line);
  }
  item.querySelector(".answers").setAttribute("aria-label", question.target + ", ticket " + question.ticket);
  item.querySelector(".cut").hidden = question.whole;
  item.querySelector(".once").hidden = !question.whole;
  item.querySelector(".hour").hidden = !question.whole || question.recipient === "";
  for (const answer of ["once", "hour", "deny"]) {
    const reason = () => answer === "deny" ? item.querySelector(".reason").value : "";
    item.querySelector("." + answer).addEventListener("click", () => send(question.id, answer, reason()));
  }
  return item;
}

async function send(id, answer, reason) {
  if (list.getAttribute("aria-busy") === "true") {
    say("The list has just changed. Look again before you answer.");
    return;
  }
  rest(); // and a double click answers once
  try {
    const response = await fetch("/answers", {
      method: "POST",
      headers: headers({ "Content-Type": "application/json" }),
      body: JSON.stringify({ id, answer, reason }),
    });
    const body = await response.json();
    await refresh();
    say(response.ok ? (answer === "deny" ? "Denied." : "Approved.") : body.error);
  } catch (e) {
    say("The program is not there any more.");
  }
}

function tick() {
  for (const { item, ends } of shown.values()) {
    const seconds = Math.max(0, Math.round((ends - Date.now()) / 1000));
    item.querySelector(".left").textContent =
      seconds >= 60 ? Math.floor(seconds / 60) + " min " + (seconds % 60) + " s left" : seconds + " s left";
  }
}

function showActivity(activity) {
  const now = JSON.stringify(activity);
  if (now === lastActivity) {
    return;
  }
  lastActivity = now;
  document.getElementById("activity").replaceChildren(...activity.map(text => {
    const line = document.createElement("li");
    line.textContent = text;
    return line;
  }));
}

takeToken();
window.addEventListener("hashchange", () => { takeToken(); refresh(); });
(async function poll() {
  await refresh();
  setTimeout(poll, REFRESH_MS);
})();
