// Offers questions that can be asked while one types. The box is a text box with a list (aria-autocomplete
// and aria-activedescendant): ARIA in HTML allows a box of several lines no role of its own, so it is not
// called a combobox, and how many questions there are is said in the polite region instead of aria-expanded.
const delay = 120;   // of typing, in milliseconds, before the server is asked
const shortest = 2;  // letters

// `list` is the element for the questions, `choose` gets the one that was picked, `say` tells a screen
// reader, `address` makes the address that is asked for a text.
export function offerCompletions({ box, list, address, choose, say }) {
  let timer = 0;
  let asking = null;
  let active = -1;

  box.setAttribute("aria-autocomplete", "list");
  box.setAttribute("aria-haspopup", "listbox");
  box.setAttribute("aria-controls", list.id);

  const isOpen = () => !list.hidden;

  function close() {
    clearTimeout(timer);
    asking?.abort();
    asking = null;
    list.hidden = true;
    mark(-1);
  }

  function mark(at) {
    active = at;
    for (const [place, option] of [...list.children].entries()) {
      option.setAttribute("aria-selected", String(place === at));
    }
    const option = list.children[at];
    if (option) box.setAttribute("aria-activedescendant", option.id);
    else box.removeAttribute("aria-activedescendant");
  }

  function show(questions) {
    list.replaceChildren(...questions.map((question, place) => {
      const option = document.createElement("li");
      option.id = `${list.id}-${place}`;
      option.setAttribute("role", "option");
      option.dir = "auto";
      option.textContent = question;
      return option;
    }));
    list.hidden = questions.length === 0;
    mark(-1);
    if (questions.length) say(questions.length === 1 ? "1 question to choose" : `${questions.length} questions to choose`);
  }

  async function look(typed) {
    asking?.abort();
    asking = new AbortController();
    try {
      const response = await fetch(address(typed), { signal: asking.signal });
      const { suggestions } = await response.json();
      if (box.value === typed && document.activeElement === box) show(suggestions.filter((text) => text !== typed));
    } catch {
      // Without a server nothing is offered; asking says what is wrong.
    }
  }

  box.addEventListener("input", () => {
    clearTimeout(timer);
    const typed = box.value;
    if (typed.trim().length < shortest || typed.includes("\n")) return close();
    timer = setTimeout(look, delay, typed);
  });
  box.addEventListener("blur", close);
  list.addEventListener("pointerdown", (event) => event.preventDefault());  // the box keeps the focus
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (!option) return;
    close();
    choose(option.textContent);
  });

  return {
    close,
    isOpen,
    // Whether the key was one for the list.
    takeKey(event) {
      if (!isOpen()) return false;
      const count = list.children.length;
      if (event.key === "ArrowDown") mark((active + 1) % count);
      else if (event.key === "ArrowUp") mark((active + count + (active < 0 ? 0 : -1)) % count);
      else if (event.key === "Escape") close();
      else if (event.key === "Enter" && !event.shiftKey && active >= 0) {
        const question = list.children[active].textContent;
        close();
        choose(question);
      } else return false;
      return true;
    },
  };
}
