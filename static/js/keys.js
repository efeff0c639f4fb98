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

/** @type {Record<string, (event: KeyboardEvent) => void>} */
const ACTS = {
  "?": () => open(),
  "/": (event) => {
    event.preventDefault();
    document.querySelector("dialog#palette")?.dispatchEvent(new Event("open", { cancelable: true }));
  },
  j: () => walk(1),
  k: () => walk(-1),
  g: () => (going = Date.now()),
};

document.addEventListener("keydown", (event) => {
  if (elsewhere(event) || isOff()) return;
  const way = list && maybe(list, `a[data-go="${CSS.escape(event.key)}"]`, HTMLAnchorElement);
  if (way && Date.now() - going < WAIT) return location.assign(way.href);
  ACTS[event.key]?.(event);
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
