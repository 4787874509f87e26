// Puts the chat into a corner of any page, with one tag:
//
//   <script src="https://answers.example/widget.js" defer></script>
//
// Attributes of the tag: data-title and data-label (of the dialog and its button), data-theme ("light"
// or "dark"; otherwise as the reader's system), data-accent ("#0b5a6f"), data-side ("left"; otherwise
// the right), data-pack. The server must name the site with --widget-parent.
(() => {
  "use strict";
  const script = document.currentScript;
  const origin = new URL(script.src).origin;
  const { title = "Ask a question", label = title, theme = "", accent = "", side = "", pack = "" } = script.dataset;
  const fill = /^#[0-9a-f]{6}$/i.test(accent) ? accent : "#0b5a6f";

  const address = new URL("/?widget", origin);
  if (theme) address.searchParams.set("theme", theme);
  if (accent) address.searchParams.set("accent", fill.slice(1));
  if (pack) address.searchParams.set("pack", pack);

  // Not white on a light colour: which of the two stands out more (WCAG 2, contrast ratio).
  const [red, green, blue] = [1, 3, 5].map((at) => parseInt(fill.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  const ink = 0.2126 * red + 0.7152 * green + 0.0722 * blue > 0.179 ? "#000" : "#fff";
  const isDark = theme === "dark" || (theme !== "light" && matchMedia("(prefers-color-scheme: dark)").matches);

  const make = (tag, properties = {}, ...children) => {
    const made = Object.assign(document.createElement(tag), properties);
    made.append(...children);
    return made;
  };

  // A shadow tree and a sheet of its own: the styles of the site do not get in, and its content security
  // policy need not allow styles in the markup.
  const host = make("div");
  const root = host.attachShadow({ mode: "open" });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`
    button { font: 600 1rem/1.2 system-ui, sans-serif; cursor: pointer; border: 0; }
    :focus-visible { outline: 3px solid ${isDark ? "#7cc7da" : "#0b5a6f"}; outline-offset: 3px; }
    .open { position: fixed; z-index: 2147483646; inset-block-end: 1.25rem; inset-inline-${side === "left" ? "start" : "end"}: 1.25rem;
      padding: .9rem 1.3rem; border-radius: 2rem; color: ${ink}; background: ${fill}; box-shadow: 0 4px 18px rgb(0 0 0 / .25); }
    dialog { position: fixed; inset: auto; inset-block-end: 1.25rem; inset-inline-${side === "left" ? "start" : "end"}: 1.25rem; margin: 0;
      inline-size: min(26rem, calc(100vw - 2.5rem)); block-size: min(40rem, calc(100dvh - 2.5rem)); padding: 0; border: 0;
      border-radius: 14px; overflow: hidden; background: ${isDark ? "#12181c" : "#faf9f6"}; box-shadow: 0 10px 40px rgb(0 0 0 / .35); }
    dialog[open] { display: flex; flex-direction: column; }
    dialog::backdrop { background: rgb(0 0 0 / .25); }
    header { display: flex; align-items: center; justify-content: space-between; padding: .6rem .6rem .6rem 1.1rem;
      color: ${ink}; background: ${fill}; font: 600 1rem/1.3 system-ui, sans-serif; }
    header button { inline-size: 2.5rem; block-size: 2.5rem; border-radius: 50%; font-size: 1.4rem; color: inherit; background: none; }
    header button:focus-visible { outline-color: currentColor; outline-offset: -3px; }
    iframe { flex: 1; inline-size: 100%; border: 0; }
    p { margin: 2rem; font: 1rem/1.5 system-ui, sans-serif; color: ${isDark ? "#e9ebe8" : "#1d2429"}; }
    a { color: inherit; }
    @media (max-width: 30rem) { dialog { inset: 0; inline-size: 100vw; block-size: 100dvh; max-inline-size: none; max-block-size: none; border-radius: 0; } }
    @media print { :host { display: none; } }`);
  root.adoptedStyleSheets = [sheet];

  const name = make("span", { textContent: title, id: "name" });
  const close = make("button", { type: "button", textContent: "×", ariaLabel: "Close" });
  const dialog = make("dialog", {}, make("header", {}, name, close));
  dialog.setAttribute("aria-labelledby", "name");
  const open = make("button", { type: "button", className: "open", textContent: label });
  open.setAttribute("aria-haspopup", "dialog");
  root.append(open, dialog);

  let frame = null;
  let isReady = false;

  function showFrame() {
    frame = make("iframe", { src: address.href, title, allow: "clipboard-write" });
    frame.setAttribute("sandbox", "allow-scripts allow-same-origin allow-forms allow-popups allow-popups-to-escape-sandbox");
    frame.addEventListener("load", () => setTimeout(() => {
      if (isReady) return;
      const link = make("a", { href: origin, target: "_blank", rel: "noopener", textContent: "Open it in a page of its own" });
      frame.replaceWith(make("p", {}, "The chat may not be shown on this site. ", link, "."));
    }, 2000));
    dialog.append(frame);
  }

  const focusBox = () => {
    frame.focus();
    frame.contentWindow.postMessage("jauap:focus", origin);
  };

  // A modal dialog keeps the focus in, frame included, and gives it back when it is closed.
  open.addEventListener("click", () => {
    dialog.showModal();
    if (!frame) showFrame();
    else if (isReady) focusBox();
  });
  close.addEventListener("click", () => dialog.close());
  dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });
  dialog.addEventListener("close", () => open.focus());
  addEventListener("message", (event) => {
    if (!frame || event.source !== frame.contentWindow || event.origin !== origin) return;
    if (event.data === "jauap:close") dialog.close();
    if (event.data === "jauap:ready") {
      isReady = true;
      if (dialog.open) focusBox();
    }
  });
  document.body.append(host);
})();
