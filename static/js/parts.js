// Parts of a page that are shown anew, each found by its id.

import { all, maybe, wake } from "vonder/find";

/**
 * Somebody is writing in it, or sees what they sent and was not taken: that is never replaced.
 * @param {Element} part
 */
export function isTypedIn(part) {
  if (part.querySelector("[data-answered]")) return true;
  const lines = all(part, "input", HTMLInputElement);
  const texts = all(part, "textarea", HTMLTextAreaElement);
  return [...lines, ...texts].some((field) => field.value !== field.defaultValue);
}

/**
 * Shows the parts as they are now; who stood in one with the keyboard stands there still.
 * @param {DocumentFragment} content
 * @param {string[]} ids
 */
export function showAnew(content, ids) {
  for (const id of ids) {
    const old = document.getElementById(id);
    const fresh = content.getElementById(id);
    if (!old || !fresh) continue;
    const focused = old.contains(document.activeElement) ? document.activeElement : null;
    old.replaceWith(fresh);
    wake(fresh);
    if (focused) stand(document.getElementById(focused.id) ?? fresh);
  }
}

/**
 * Shows what stands in an element as it is now.
 * @param {DocumentFragment} content
 * @param {HTMLElement} whole
 */
export function showInside(content, whole) {
  const focused = whole.contains(document.activeElement) ? document.activeElement : null;
  whole.replaceChildren(content);
  wake(whole);
  if (focused) stand(document.getElementById(focused.id) ?? maybe(whole, "*", HTMLElement) ?? whole);
}

/** @param {HTMLElement} place */
function stand(place) {
  place.focus({ preventScroll: true });
  if (document.activeElement === place) return;
  place.tabIndex = -1;
  place.focus({ preventScroll: true });
}
