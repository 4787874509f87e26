// Asks without loading the page anew, keeps the conversation and takes what people think of answers.
// Everything here is an addition: without this script the forms of the page ask and are answered too.
import { offerCompletions } from "./completion.js";
import { makeTurn, toTurn } from "./turn.js";

const element = (id) => document.getElementById(id);
const box = element("question");
const pack = element("pack");  // absent where there is no choice
const transcript = element("transcript");
const trouble = element("trouble");
const clear = element("clear");
const typing = element("typing");
const news = element("news");
const parameters = new URLSearchParams(location.search);
const isWidget = document.body.classList.contains("widget");
const isFeedbackKept = document.body.dataset.feedback === "kept";

const patience = 300;   // milliseconds before a wait is shown
const mostTurns = 100;  // that are kept over a reload
const longest = 4000;   // characters that are sent; the server declines from 2,000 on, and says so

// The conversation of this tab. Kept in the tab alone and gone with it: the next one at a shared
// machine sees nothing of it. Where a browser keeps nothing at all, it lasts until the next reload.
const storeName = isWidget ? "jauap-widget" : "jauap";
const isTurn = (turn) => typeof turn?.question === "string" && typeof turn.answer === "string" &&
  ["notes", "chart", "sources", "how", "unmatched", "suggestions"].every((name) => Array.isArray(turn[name]));

function load() {
  try {
    const kept = JSON.parse(sessionStorage.getItem(storeName));
    if (typeof kept?.session === "string" && kept.turns.every(isTurn)) return kept;
  } catch {
    // Nothing was kept, or nothing that this version can read.
  }
  return { session: crypto.randomUUID(), pack: "", turns: [] };
}

function keep() {
  try {
    talk.turns = talk.turns.slice(-mostTurns);
    sessionStorage.setItem(storeName, JSON.stringify(talk));
  } catch {
    // Full, or not allowed: see above.
  }
}

let talk = load();
let recalled = 0;   // how far ↑ has gone back
let waiting = null; // the question that could not be sent
let newsTimer = 0;

// A lone half of a character pair cannot be sent as UTF-8.
const wellFormed = (text) => text.toWellFormed?.() ?? text;

function linkTo(question) {
  const link = new URL("/", location.href);
  link.searchParams.set("q", wellFormed(question));
  if (pack?.value) link.searchParams.set("pack", pack.value);
  return link.href;
}

// A screen reader hears a text once; what stands in the transcript is never told again.
function say(text) {
  clearTimeout(newsTimer);
  news.textContent = text;
  newsTimer = setTimeout(() => { news.textContent = ""; }, 5000);
}

function add(turn) {
  const article = makeTurn(turn, { feedback: isFeedbackKept });
  article.addEventListener("click", (event) => {
    const { do: action } = event.target.closest("[data-do]")?.dataset ?? {};
    if (action === "copy") copy(turn.whole ?? turn.answer, "The answer is copied.");
    if (action === "link") copy(linkTo(turn.question), "The link is copied.");
    if (action === "good" || action === "bad") judge(article, turn, action === "good");
  });
  article.querySelector(".comment").addEventListener("submit", (event) => {
    event.preventDefault();
    comment(article, turn, event.target.elements.comment.value);
  });
  transcript.append(article);
  clear.hidden = false;
  document.body.classList.add("talking");
  return article;
}

async function copy(text, done) {
  try {
    await navigator.clipboard.writeText(text);
    notify(done);
  } catch {
    notify("The browser does not allow copying here.");
  }
}

// For eyes and ears: a short word at the bottom of the page.
function notify(text) {
  say(text);
  const toast = element("toast");
  toast.textContent = text;
  toast.hidden = false;
  clearTimeout(notify.timer);
  notify.timer = setTimeout(() => { toast.hidden = true; }, 4000);
}

async function post(address, body) {
  const response = await fetch(address, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`The server did not take it (${response.status} ${response.statusText}).`);
  return response;
}

async function sendFeedback(turn, helpful, text) {
  try {
    await post("/api/feedback", { question: wellFormed(turn.question), answer: turn.whole ?? turn.answer,
      helpful, comment: wellFormed(text), session: talk.session });
    notify("Thank you. It is kept for whoever looks after the facts.");
    return true;
  } catch {
    notify("That could not be kept. Please try again.");
    return false;
  }
}

async function judge(article, turn, helpful) {
  if (!await sendFeedback(turn, helpful, "")) return;
  article.querySelector("[data-do=good]").setAttribute("aria-pressed", String(helpful));
  article.querySelector("[data-do=bad]").setAttribute("aria-pressed", String(!helpful));
  article.dataset.helpful = String(helpful);
  const form = article.querySelector(".comment");
  form.hidden = false;
  form.elements.comment.focus();
}

async function comment(article, turn, text) {
  const form = article.querySelector(".comment");
  if (text.trim() && !await sendFeedback(turn, article.dataset.helpful === "true", text)) return;
  form.reset();
  form.hidden = true;
  box.focus({ preventScroll: true });
}

async function ask(text) {
  const question = text.slice(0, longest);
  if (!question.trim() || waiting?.isUnderWay) return;
  trouble.hidden = true;
  waiting = { question, isUnderWay: true };
  document.body.setAttribute("aria-busy", "true");
  const timer = setTimeout(() => { typing.hidden = false; typing.scrollIntoView({ block: "end" }); }, patience);
  try {
    const response = await post("/api/chat", { message: wellFormed(question), session: talk.session, explain: true,
      ...(pack?.value ? { pack: pack.value } : {}) });
    const turn = toTurn(question, await response.json());
    waiting = null;
    recalled = 0;
    talk.turns.push(turn);
    keep();
    add(turn).scrollIntoView({ block: "start" });
    document.title = `${question.slice(0, 80)} – Jauap`;
    say(turn.whole);
  } catch (error) {
    waiting.isUnderWay = false;
    trouble.querySelector("p").textContent = error instanceof TypeError
      ? "The server cannot be reached. Your question is kept; try again when you are connected."
      : error.message;
    trouble.hidden = false;
    if (!box.value) box.value = question;
  } finally {
    clearTimeout(timer);
    typing.hidden = true;
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
  if (!question.trim() || waiting?.isUnderWay) return;
  completions.close();
  box.value = "";
  box.focus({ preventScroll: true });
  ask(question);
}

function startAnew() {
  talk = { session: crypto.randomUUID(), pack: pack?.value ?? "", turns: [] };
  keep();
  transcript.replaceChildren();
  trouble.hidden = true;
  waiting = null;
  recalled = 0;
  clear.hidden = true;
  document.body.classList.remove("talking");
  document.title = title;
  scrollTo({ top: 0 });
  box.focus({ preventScroll: true });
}

const completions = offerCompletions({
  box,
  list: element("completions"),
  say,
  address: (typed) => `/api/suggestions?${new URLSearchParams({ q: wellFormed(typed.slice(0, 200)), pack: pack?.value ?? "",
    limit: innerWidth < 640 || innerHeight < 500 ? 3 : 6 })}`,
  choose(question) {
    box.value = question;
    askFromBox();
  },
});

element("ask").addEventListener("submit", (event) => {
  event.preventDefault();
  askFromBox();
});

// Suggestions, readings and starters are forms that ask by themselves, also those of the server.
document.addEventListener("submit", (event) => {
  if (!event.target.matches(".ask-again") || !event.submitter) return;
  event.preventDefault();
  ask(event.submitter.value);
  box.focus({ preventScroll: true });
});

element("retry").addEventListener("click", () => {
  const { question } = waiting ?? {};
  if (question === box.value) box.value = "";
  if (question) ask(question);
  box.focus();
});
clear.addEventListener("click", startAnew);
// The next questions are about another pack; so are those offered.
pack?.addEventListener("change", async () => {
  talk.pack = pack.value;
  keep();
  say(`Questions are now about ${pack.selectedOptions[0].textContent}.`);
  try {
    const response = await fetch(`/api/suggestions?${new URLSearchParams({ pack: pack.value })}`);
    const { suggestions } = await response.json();
    const items = element("starters").querySelector("ul");
    items.replaceChildren(...suggestions.map((question) => {
      const item = items.firstElementChild.cloneNode(true);
      const button = item.querySelector("button");
      button.value = question;
      button.textContent = question;
      return item;
    }));
  } catch {
    // The questions that are there stay; asking says what is wrong.
  }
});

box.addEventListener("input", fit);
box.addEventListener("keydown", (event) => {
  if (event.isComposing) return;  // Enter then ends a composed character, not the question
  const asked = talk.turns.map(({ question }) => question);
  if (completions.takeKey(event)) {
    event.preventDefault();
    event.stopPropagation();
  } else if (event.key === "Enter" && !event.shiftKey) {
    event.preventDefault();
    askFromBox();
  } else if (event.key === "Escape" && box.value) {
    event.stopPropagation();
    box.value = "";
    recalled = 0;
    fit();
  } else if (event.key === "ArrowUp" && (box.value === "" || box.value === asked.at(-recalled))) {
    if (recalled < asked.length) box.value = asked.at(-++recalled);
    event.preventDefault();
    fit();
  }
});

addEventListener("online", () => { if (waiting && !trouble.hidden) element("retry").click(); });

// In the frame of another site: its script tells the colour of buttons, and is told when the page is ready and of Esc.
if (isWidget) {
  const accent = parameters.get("accent") ?? "";
  if (/^[0-9a-f]{6}$/i.test(accent)) {
    const [red, green, blue] = [0, 2, 4].map((at) => parseInt(accent.slice(at, at + 2), 16) / 255)
      .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
    const isLight = 0.2126 * red + 0.7152 * green + 0.0722 * blue > 0.179;
    document.documentElement.style.setProperty("--fill", `#${accent}`);
    document.documentElement.style.setProperty("--on-fill", isLight ? "#000" : "#fff");
  }
  // To whichever site has framed it: the browser lets only those do so that the server names.
  const tell = (what) => parent.postMessage(`jauap:${what}`, "*");
  addEventListener("keydown", (event) => { if (event.key === "Escape") tell("close"); });
  addEventListener("message", (event) => {
    if (event.source === parent && event.data === "jauap:focus") box.focus({ preventScroll: true });
  });
  tell("ready");
}

const title = document.title;
document.documentElement.classList.add("scripted");
transcript.replaceChildren();  // what the server has answered is asked again, as part of the conversation
for (const turn of talk.turns) add(turn);
if (pack && !parameters.has("pack")) {
  pack.value = talk.pack;
  if (pack.selectedIndex < 0) pack.value = "";
}
const given = parameters.get("q");
if (given) {
  history.replaceState(null, "", pack?.value ? `/?pack=${encodeURIComponent(pack.value)}` : "/");
  ask(given);
} else {
  transcript.lastElementChild?.scrollIntoView({ block: "start" });
}
if (matchMedia("(hover: hover)").matches && !isWidget) box.focus({ preventScroll: true });
