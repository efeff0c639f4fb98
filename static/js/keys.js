// Single keys outside fields: where they lead stands in the list that "?" opens, and there they can be switched off
// (WCAG 2.1.4). Ctrl K is no single key and stays.

import { all, maybe } from "vonder/find";
import { OWN, stored } from "vonder/store";

const OFF = `${OWN}keys off`;
const WAIT = 1500;
const list = maybe(document, "dialog#keys", HTMLDialogElement);
const use = list && maybe(list, "[data-use-keys]", HTMLInputElement);
let going = 0;

const isOff = () => stored((store) => store.getItem(OFF)) !== null;

/** @param {KeyboardEvent} event */
function elsewhere({ target, ctrlKey, metaKey, altKey }) {
  if (ctrlKey || metaKey || altKey || document.querySelector("dialog[open]")) return true;
  if (!(target instanceof HTMLElement)) return false;
  return (
    target.isContentEditable ||
    Boolean(target.closest("input, textarea, select, [role=grid], [role=toolbar]"))
  );
}

function open() {
  if (use) use.checked = !isOff();
  list?.showModal();
}

/**
 * The next row of the page, or the one before.
 * @param {number} step
 */
function walk(step) {
  const rows = all(document, "main .row a.cover, main a.row, main .row__title a", HTMLAnchorElement);
  const at = rows.findIndex((row) => row === document.activeElement);
  const next = rows[at < 0 ? 0 : at + step];
  next?.focus();
}

/** The post in which something is selected, or the last one: quoting takes the words from there. */
function quote() {
  const { anchorNode } = document.getSelection() ?? {};
  const post = anchorNode?.parentElement?.closest(".post");
  const quotes = all(post ?? document, "[data-quote]", HTMLElement);
  quotes.at(-1)?.click();
}

/** The first thing on this page that is unread: opened from a list, shown in a topic or a conversation. */
function unread() {
  const place = maybe(document, "main #nieuw, main .since", HTMLElement);
  if (place) return place.scrollIntoView({ block: "start" });
  maybe(document, "main .new a.cover, main .new .row__title a", HTMLAnchorElement)?.click();
}

/**
 * The conversation with unread messages that stands below this one in the list, or above it.
 * @param {number} step
 */
function room(step) {
  const rooms = all(document, ".rooms a.room", HTMLAnchorElement);
  const here = rooms.findIndex((one) => one.ariaCurrent === "page");
  const ahead = step > 0 ? rooms.slice(here + 1) : rooms.slice(0, Math.max(here, 0)).reverse();
  ahead.find((one) => one.matches(".room--new"))?.click();
}

/** @type {Record<string, (event: KeyboardEvent) => void>} */
const ACTS = {
  "?": () => open(),
  "/": (event) => {
    event.preventDefault();
    document.querySelector("dialog#palette")?.dispatchEvent(new Event("open", { cancelable: true }));
  },
  j: () => walk(1),
  k: () => walk(-1),
  r: (event) => {
    const field = maybe(document, "#composer [contenteditable=true], #composer textarea", HTMLElement);
    if (!field) return;
    event.preventDefault();
    field.focus();
  },
  q: () => quote(),
  u: () => unread(),
  g: () => (going = Date.now()),
};

/** @type {Record<string, number>} */
const STEPS = { ArrowUp: -1, ArrowDown: 1 };

document.addEventListener("keydown", (event) => {
  const { altKey, ctrlKey, metaKey, key } = event;
  if (altKey && !ctrlKey && !metaKey && key in STEPS && !isOff()) return room(STEPS[key]);
  if (elsewhere(event) || isOff()) return;
  const way = list && maybe(list, `a[data-go="${CSS.escape(key)}"]`, HTMLAnchorElement);
  if (way && Date.now() - going < WAIT) return location.assign(way.href);
  const act = maybe(document, `main [data-key="${CSS.escape(key)}"]`, HTMLElement);
  if (act) return act.click();
  ACTS[key]?.(event);
});

use?.addEventListener("change", () =>
  stored((store) => (use.checked ? store.removeItem(OFF) : store.setItem(OFF, "1"))),
);
for (const button of all(document, "[data-keys]", HTMLElement)) {
  button.hidden = false;
  button.addEventListener("click", open);
}
list?.addEventListener("click", ({ target }) => {
  if (target === list || (target instanceof Element && target.closest("[data-close]"))) list.close();
});
