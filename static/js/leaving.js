// When a page is old or its reader was signed out it is loaded again, unless that would take words that were not sent.
// Then one line says so.

import { signInUrl } from "vonder/send";

function changed(field) {
  if (field.type === "hidden" || field.matches("button, output, fieldset")) return false;
  if (field.type === "file") return field.files.length > 0;
  if (field.type === "checkbox" || field.type === "radio") return field.checked !== field.defaultChecked;
  if (field.options)
    return (
      field.selectedIndex !==
      Math.max(
        0,
        [...field.options].findIndex((one) => one.defaultSelected),
      )
    );
  return field.value !== field.defaultValue;
}

/** Something stands on this page that was typed, chosen or said, and not sent. */
function unsent() {
  if (document.querySelector(".message--wait, .message--bad")) return true;
  return [...document.forms].some((form) => form.method === "post" && [...form.elements].some(changed));
}

function say(name) {
  const line = document.querySelector(`[data-line="${name}"]`);
  if (line) line.hidden = false;
}

/** Show the page as it is now. */
export function freshen() {
  if (unsent()) say("old");
  else location.reload();
}

/** The reader was signed out. `loaded` says that this page was made before that, so that a new one differs. */
export function signedOut(loaded) {
  document.dispatchEvent(new CustomEvent("signed-out"));
  if (loaded && !unsent()) location.reload();
}

document.addEventListener("signed-out", () => {
  if (document.querySelector(".draft__out, .message--wait, .message--bad")) return; // said where the words stand
  const link = document.querySelector('[data-line="signed-out"] a');
  if (link) link.href = signInUrl();
  say("signed-out");
});
document.querySelector("[data-load-again]")?.addEventListener("click", () => location.reload());
document.addEventListener("htmx:responseError", ({ detail }) => {
  if (detail.xhr.status === 401) document.dispatchEvent(new CustomEvent("signed-out"));
});
