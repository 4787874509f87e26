// Asks without loading the page anew. Everything here is an addition: without this script the forms
// of the page do the same. Texts get into the page as text nodes only, never as HTML.
"use strict";

const element = (id) => document.getElementById(id);
const form = element("ask");
const box = element("question");
const transcript = element("transcript");
const trouble = element("trouble");
const news = element("news");

const session = crypto.randomUUID();
const asked = [];      // questions of this visit, oldest first
let recalled = 0;      // how far ↑ has gone back in them
let waiting = null;    // the question that could not be sent
let newsTimer = 0;

// Puts a text where the template has a place for it; a place without a text is taken away.
function fill(root, name, text) {
  for (const place of root.querySelectorAll(`[data-part="${name}"]`)) {
    if (text) place.textContent = text;
    else place.remove();
  }
}

function list(root, name, items, make) {
  const place = root.querySelector(`[data-list="${name}"]`);
  for (const item of items) place.append(make(item), " ");
}

function withText(tag, text) {
  const made = document.createElement(tag);
  made.textContent = text;
  made.dir = "auto";
  return made;
}

function makeFact(fact) {
  const card = element("fact-template").content.cloneNode(true);
  const { source } = fact;
  fill(card, "text", fact.text);
  for (const name of ["title", "publisher", "date", "at"]) fill(card, name, source[name]);
  const link = card.querySelector("a");
  if (link && /^https?:\/\//.test(source.url ?? "")) link.href = source.url;
  else link?.remove();
  return card;
}

function makeSuggestion(text) {
  const item = document.createElement("li");
  const button = withText("button", text);
  button.type = "submit";
  button.name = "q";
  button.value = text;
  item.append(button);
  return item;
}

function show(question, reply) {
  const turn = element("turn-template").content.cloneNode(true);
  turn.querySelector(".turn").dataset.status = reply.status;
  for (const part of turn.querySelectorAll("[data-if]")) {
    const name = part.dataset.if;
    if (name !== reply.status && !(name === "premise" && reply.premise)) part.remove();
  }
  fill(turn, "question", question);
  fill(turn, "answer", reply.answer);
  fill(turn, "premise", reply.premise);
  list(turn, "steps", reply.steps, (text) => withText("li", text));
  list(turn, "unmatched", reply.unmatched, (text) => withText("q", text));
  list(turn, "facts", reply.facts, makeFact);
  list(turn, "suggestions", reply.suggestions, makeSuggestion);
  transcript.append(turn);
  document.title = `${question} – Jauap`;
  history.replaceState(null, "", `/?q=${encodeURIComponent(question)}`);
  transcript.lastElementChild.scrollIntoView({ block: "start" });
  announce(reply.answer);
}

// A screen reader hears the answer once, and the history never again.
function announce(text) {
  clearTimeout(newsTimer);
  news.textContent = text;
  newsTimer = setTimeout(() => { news.textContent = ""; }, 5000);
}

async function ask(question) {
  if (!question.trim()) return;
  trouble.hidden = true;
  document.body.setAttribute("aria-busy", "true");
  try {
    const response = await fetch("/api/chat", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      // A lone half of a character pair cannot be sent as UTF-8.
      body: JSON.stringify({ message: question.toWellFormed?.() ?? question, session }),
    });
    if (!response.ok) throw new Error(`status ${response.status}`);
    const reply = await response.json();
    waiting = null;
    if (asked.at(-1) !== question) asked.push(question);
    recalled = 0;
    show(question, reply);
  } catch {
    waiting = question;
    trouble.hidden = false;
    if (!box.value) box.value = question;
  } finally {
    document.body.removeAttribute("aria-busy");
    fit();
  }
}

// The box is as high as its text, up to what the style sheet allows.
function fit() {
  box.rows = Math.min(6, Math.max(1, box.value.split("\n").length));
}

function askFromBox() {
  const question = box.value;
  if (!question.trim()) return;
  box.value = "";
  box.focus();
  ask(question);
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  askFromBox();
});

// Suggestions and starters: the page holds forms of them, also those that the server has written.
document.addEventListener("submit", (event) => {
  if (!event.target.matches(".ask-again") || !event.submitter) return;
  event.preventDefault();
  ask(event.submitter.value);
  box.focus({ preventScroll: true });
});

element("retry").addEventListener("click", () => {
  if (waiting === box.value) box.value = "";
  if (waiting !== null) ask(waiting);
  box.focus();
});

box.addEventListener("input", fit);
box.addEventListener("keydown", (event) => {
  if (event.isComposing) return;  // Enter then ends a composed character, not the question
  if (event.key === "Enter" && !event.shiftKey) {
    event.preventDefault();
    askFromBox();
  } else if (event.key === "Escape") {
    box.value = "";
    recalled = 0;
    fit();
  } else if (event.key === "ArrowUp" && (box.value === "" || box.value === asked.at(-recalled))) {
    if (recalled < asked.length) box.value = asked.at(-++recalled);
    event.preventDefault();
    fit();
  }
});

// The question of /?q=… was answered by the server; ↑ knows it too.
const given = new URLSearchParams(location.search).get("q");
if (given) asked.push(given);
document.documentElement.classList.add("scripted");
if (matchMedia("(hover: hover)").matches) box.focus({ preventScroll: true });
transcript.lastElementChild?.scrollIntoView({ block: "start" });
