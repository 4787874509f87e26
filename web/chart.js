// A picture of a few numbers as inline SVG: bars, or a line for a series. What it shows stands in the
// table beneath it too. Everything across is in per cent, so that it fits any width with its texts at
// their size; colours and sizes of text are the style sheet's.
const space = "http://www.w3.org/2000/svg";
let drawn = 0;

function make(tag, attributes, text) {
  const element = document.createElementNS(space, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  if (text !== undefined) element.textContent = text;
  return element;
}

const cut = (text, most) => (text.length > most ? `${text.slice(0, most - 1)}…` : text);
const percent = (share) => `${(100 * share).toFixed(2)}%`;

// Where a value lies between the least and the greatest, zero included: from 0 to 1.
function scaleOf(rows) {
  const values = rows.map(({ value }) => value);
  const least = Math.min(0, ...values);
  const span = Math.max(0, ...values) - least || 1;
  return (value) => (value - least) / span;
}

// Each with its name and number above it.
function bars(rows) {
  const height = 46;
  const scale = scaleOf(rows);
  const parts = rows.flatMap(({ label, value, text }, at) => {
    const [from, to] = [scale(0), scale(value)].sort((one, other) => one - other);
    const y = at * height;
    return [
      make("text", { x: 0, y: y + 16, class: "name" }, cut(label, 22)),
      make("text", { x: "100%", y: y + 16, "text-anchor": "end", class: "number" }, cut(text, 20)),
      make("rect", { x: 0, y: y + 24, width: "100%", height: 10, rx: 5, class: "ground" }),
      make("rect", { x: percent(from), y: y + 24, width: percent(Math.max(to - from, 0.006)), height: 10, rx: 5 }),
    ];
  });
  return [rows.length * height, parts];
}

// The numbers of the first, the last, the highest and the lowest point are written.
function line(rows) {
  const [height, edge, top, bottom] = [230, 0.06, 36, 34];
  const scale = scaleOf(rows);
  const last = rows.length - 1;
  const x = (at) => percent(edge + (at / last) * (1 - 2 * edge));
  const y = (value) => Math.round(height - bottom - scale(value) * (height - top - bottom));
  const values = rows.map(({ value }) => value);
  const told = new Set([0, last, values.indexOf(Math.max(...values)), values.indexOf(Math.min(...values))]);
  const every = Math.ceil(rows.length / 5);  // more names would run into each other
  const parts = [make("line", { class: "axis", x1: 0, y1: y(0), x2: "100%", y2: y(0) })];
  const texts = [];  // on top of the line
  rows.forEach(({ label, value, text }, at) => {
    const anchor = at === 0 ? "start" : at === last ? "end" : "middle";
    const place = at === 0 ? 0 : at === last ? "100%" : x(at);
    if (at) parts.push(make("line", { x1: x(at - 1), y1: y(values[at - 1]), x2: x(at), y2: y(value) }));
    parts.push(make("circle", { cx: x(at), cy: y(value), r: 5 }));
    if (told.has(at)) texts.push(make("text", { x: place, y: y(value) - 14, "text-anchor": anchor, class: "number" }, cut(text, 18)));
    if (at % every === 0 || at === last) {
      texts.push(make("text", { x: place, y: height - 8, "text-anchor": anchor, class: "name" }, cut(label, 12)));
    }
  });
  return [height, [...parts, ...texts]];
}

// `rows`: label, value and text of each; the earliest first where `form` is "line".
export function draw(title, form, rows) {
  const isLine = form === "line" && rows.length > 1;
  const [height, parts] = (isLine ? line : bars)(rows);
  const name = `chart-${++drawn}`;
  const svg = make("svg", { width: "100%", height, role: "img", "aria-labelledby": `${name}-title`,
    "aria-describedby": `${name}-text`, class: isLine ? "line" : "bars" });
  svg.append(
    make("title", { id: `${name}-title` }, `${isLine ? "Line" : "Bars"}: ${title}`),
    make("desc", { id: `${name}-text` }, rows.map(({ label, text }) => `${label}: ${text}`).join("; ")),
    ...parts);
  return svg;
}
