// A question and its reply as people see them. The server makes the same for /?q=… (bot/web/turn.cpp).
// Texts get into the page as text nodes only, never as HTML.
import { draw } from "./chart.js";

const longestValue = 60;  // a longer value is told by the answer well enough
const mostPlaces = 3;     // that a source card names before it only counts them

const bytes = (text) => new TextEncoder().encode(text).length;
const isWebAddress = (url) => /^https?:\/\//.test(url ?? "");
const withoutBrackets = (note) => (/^\(.+\)$/s.test(note) ? note.slice(1, -1) : note);

// The answer without what was read otherwise, which stands at its end.
function sentenceOf({ answer, notes }) {
  let sentence = answer;
  for (const note of [...notes].reverse()) {
    if (sentence === note || !sentence.endsWith(note)) break;
    sentence = sentence.slice(0, -note.length).replace(/ +$/, "");
  }
  return sentence;
}

// The facts of one source together.
function sourcesOf(facts) {
  const sources = new Map();
  for (const { text, source } of facts) {
    const { title, publisher, date, url } = source;
    const key = JSON.stringify([title, publisher, date, url]);
    if (!sources.has(key)) {
      sources.set(key, { title, publisher, date, link: isWebAddress(url) ? url : null, quotes: [] });
    }
    sources.get(key).quotes.push({ text, at: source.at });
  }
  return [...sources.values()].map((source) => {
    const places = [...new Set(source.quotes.map(({ at }) => at).filter(Boolean))];
    const more = places.length > mostPlaces ? ` + ${places.length - mostPlaces}` : "";
    return { ...source, places: places.slice(0, mostPlaces).join(", ") + more };
  });
}

// A line of a query without what its words may mean: of all that, the answer shows what they do.
const asRead = (line) => line.replace(/^(.*where it names "[^"]*").*$/, "$1");

// The queries that a question, or each part of it, became in the end.
function queryOf(trace) {
  const queries = [[]];
  let isCalculation = false;
  for (const { stage, summary, details } of trace ?? []) {
    if (stage === "part" && queries.at(-1).length) queries.push([]);
    const isQuery = ["set", "assembly", "calculation"].includes(stage);
    if (!isQuery && !(stage === "evaluation" && isCalculation)) continue;
    if (isQuery) queries[queries.length - 1] = [];
    isCalculation = stage === "calculation";
    if (isCalculation || stage === "evaluation") queries.at(-1).push(summary);
    if (!isCalculation) queries.at(-1).push(...details.map(asRead));
  }
  return queries.filter((query) => query.length).map((query) => query.join("\n")).join("\n\n");
}

// What is shown of a reply; plain data, which may be kept.
export function toTurn(question, reply) {
  const { status, steps, chart, unmatched, suggestions, value_text: value } = reply;
  const answer = sentenceOf(reply);
  const query = status === "answered" && reply.facts.length ? queryOf(reply.trace) : "";
  return {
    question, status, answer, unmatched, suggestions, whole: reply.answer,
    corrected: reply.premise !== null,
    value: value && bytes(value) <= longestValue && ![value, `${value}.`].includes(answer) ? value : "",
    notes: reply.notes.map(withoutBrackets),
    chart: chart ? [{ title: chart.title, form: chart.form, rows: chart.bars }] : [],
    sources: sourcesOf(reply.facts),
    how: steps.length || query ? [{ steps, query }] : [],
  };
}

const isThere = (value) => (Array.isArray(value) ? value.length > 0 : Boolean(value));

// Fills a copy of a template; index.html says what its attributes mean. What stands inside an element
// that comes once for each item belongs to the item, so those come first.
function fill(root, data) {
  const all = (name) => [root, ...root.querySelectorAll("*")].filter((part) => part.dataset[name] !== undefined);
  const take = (part, name) => {
    const value = data[part.dataset[name]];
    delete part.dataset[name];
    return value;
  };
  for (const part of all("each")) {
    if (!root.contains(part)) continue;  // inside of one that was taken out
    for (const item of take(part, "each") ?? []) {
      const copy = part.cloneNode(true);
      fill(copy, typeof item === "object" ? item : { ".": item });
      part.before(copy, " ");
    }
    part.remove();
  }
  for (const part of all("if")) if (!isThere(take(part, "if"))) part.remove();
  for (const part of all("value")) part.value = take(part, "value");
  for (const part of all("link")) part.href = take(part, "link");
  for (const part of all("part")) {
    const text = take(part, "part");
    if (isThere(text)) part.textContent = text;
    else part.remove();
  }
}

// The article of a turn; `extra` holds what else the template asks for.
export function makeTurn(turn, extra) {
  const article = document.getElementById("turn-template").content.firstElementChild.cloneNode(true);
  article.dataset.status = turn.status;
  fill(article, { ...turn, ...extra, [turn.status]: true });
  for (const [place, { title, form, rows }] of turn.chart.entries()) {
    const figure = article.querySelectorAll(".chart")[place];
    figure.querySelector("details").before(draw(title, form, rows));
  }
  return article;
}
