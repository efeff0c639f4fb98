// When a page is old or its reader was signed out it is loaded again, unless that would take words that were not sent.
// Then one line says so.

import { maybe } from "vonder/find";
import { signInUrl, tellSignedOut } from "vonder/send";

/**
 * Whether a field of a form holds something else than when the page was made.
 * @param {Element} field
 */
function changed(field) {
  if (field instanceof HTMLSelectElement) {
    const first = [...field.options].findIndex((one) => one.defaultSelected);
    return field.selectedIndex !== Math.max(0, first);
  }
  if (field instanceof HTMLTextAreaElement) return field.value !== field.defaultValue;
  if (!(field instanceof HTMLInputElement) || field.type === "hidden") return false;
  if (field.type === "file") return Boolean(field.files?.length);
  if (field.type === "checkbox" || field.type === "radio") return field.checked !== field.defaultChecked;
  return field.value !== field.defaultValue;
}

/** Something stands on this page that was typed, chosen or said, and not sent. */
function unsent() {
  if (document.querySelector(".message--wait, .message--bad")) return true;
  return [...document.forms].some((form) => form.method === "post" && [...form.elements].some(changed));
}

/** @param {string} name */
function say(name) {
  const line = maybe(document, `[data-line="${name}"]`, HTMLElement);
  if (line) line.hidden = false;
}

/** Show the page as it is now. */
export function freshen() {
  if (unsent()) say("old");
  else location.reload();
}

/**
 * The reader was signed out.
 * @param {boolean} loaded whether this page was made before that, so that a new one differs
 */
export function signedOut(loaded) {
  tellSignedOut();
  if (loaded && !unsent()) location.reload();
}

document.addEventListener("signed-out", () => {
  if (document.querySelector(".draft__out, .message--wait, .message--bad")) return; // said where the words stand
  const link = maybe(document, '[data-line="signed-out"] a', HTMLAnchorElement);
  if (link) link.href = signInUrl();
  say("signed-out");
});
document.querySelector("[data-load-again]")?.addEventListener("click", () => location.reload());
document.addEventListener("htmx:responseError", (event) => {
  const { detail } = /** @type {CustomEvent<{xhr: XMLHttpRequest}>} */ (event);
  if (detail.xhr.status === 401) tellSignedOut();
});
