// What is typed in a form with a place (`{% draft %}`) is kept at once on this device, a moment later by the server.
// The device keeps it by account, until the server has it, it was sent, a week has passed, or its writer signs out.

import { maybe } from "vonder/find";
import { send, signInUrl, token } from "vonder/send";
import { OWN, stored } from "vonder/store";

/** @typedef {HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement} Field */

const PAUSE = 1200;
const WEEK = 7 * 24 * 3600 * 1000;
const NO_WORDS = ["password", "file", "checkbox", "radio", "submit", "button", "reset", "image"];
const LINES = ["text", "textarea", "url", "email", "tel", "search"];
/**
 * What is to be kept by the server: when, and which time this was.
 * @type {WeakMap<HTMLFormElement, {turn: number, timer?: number}>}
 */
const waiting = new WeakMap();
let signedOut = false;

/**
 * The place of a form, if it has one.
 * @param {HTMLFormElement | null} form
 */
function markOf(form) {
  const mark = form?.elements.namedItem("_place");
  return mark instanceof HTMLInputElement ? mark : null;
}

/** @param {HTMLInputElement} mark */
const keyOf = (mark) => `${OWN}draft ${mark.dataset.place}`;

/** @param {HTMLInputElement} mark */
const forget = (mark) => stored((store) => store.removeItem(keyOf(mark)));

/** @param {string} text */
const bare = (text) => text.replaceAll("\r\n", "\n").replace(/^<p><\/p>$/, "");

/**
 * Whether an element of a form is a field.
 * @param {unknown} element
 * @returns {element is Field}
 */
function isField(element) {
  return (
    element instanceof HTMLInputElement ||
    element instanceof HTMLTextAreaElement ||
    element instanceof HTMLSelectElement
  );
}

/**
 * The words of a form; with `everything` also the numbers that make sending twice harmless.
 * @param {HTMLFormElement} form
 */
function fieldsOf(form, everything = false) {
  const hidden = everything ? ["version", "client_id", "seen"] : ["version"];
  return [...form.elements]
    .filter(isField)
    .filter(
      ({ name, type }) =>
        name &&
        !name.startsWith("_") &&
        !NO_WORDS.includes(type) &&
        (type !== "hidden" || hidden.includes(name)),
    );
}

/** @param {HTMLFormElement} form */
function hasWords(form) {
  return fieldsOf(form).some((field) => LINES.includes(field.type) && bare(field.value).trim());
}

/**
 * Says whether it is kept.
 * @param {HTMLFormElement} form
 */
function keepHere(form, everything = false) {
  const mark = markOf(form);
  const fields = fieldsOf(form, everything).map((field) => [field.name, field.value]);
  const entry = JSON.stringify({ at: Date.now(), fields });
  return stored((store) => {
    if (mark) store.setItem(keyOf(mark), entry);
    return true;
  });
}

/**
 * @param {HTMLFormElement} form
 * @param {string | undefined} words
 */
function say(form, words, kept = false) {
  let state = form.querySelector("[data-draft-state]");
  if (!state) {
    state = document.createElement("span");
    state.className = "meta";
    state.setAttribute("data-draft-state", "");
    state.setAttribute("role", "status");
    (form.querySelector(".actions") ?? form).append(state);
  }
  state.textContent = words ?? "";
  form.toggleAttribute("data-draft-kept", kept);
}

/**
 * Says in the form why it cannot be sent now, with what can be done about it.
 * @param {HTMLFormElement} form
 * @param {string | undefined} words
 * @param {{href: string, text: string | undefined}} [way] out
 */
function warn(form, words, way) {
  const note = form.querySelector(".draft__out") ?? document.createElement("p");
  note.className = "note note--ask draft__out";
  note.setAttribute("role", "alert");
  note.textContent = words ?? "";
  if (way) {
    const link = document.createElement("a");
    link.className = "button button--main";
    link.href = way.href;
    link.textContent = way.text ?? "";
    note.append(" ", link);
  }
  const acts = form.querySelector(".composer__foot, .actions");
  if (acts) acts.before(note);
  else form.append(note);
  say(form, "");
}

/** @param {HTMLFormElement} form */
async function keepThere(form) {
  const mark = markOf(form);
  const work = waiting.get(form);
  if (!mark || !work) return;
  const turn = work.turn;
  const body = new FormData();
  body.set("_place", mark.value);
  for (const field of fieldsOf(form)) body.append(field.name, field.value);
  if (!hasWords(form)) body.set("do", "forget");
  const { state, answer } = await send("/files/draft/", body);
  if (work.turn !== turn) return;
  if (state === "done") {
    forget(mark);
    form.querySelector(".draft__out")?.remove();
    say(form, hasWords(form) ? `✓ ${mark.dataset.tKept}` : "", true);
  } else if (state === "other-account") warn(form, mark.dataset.tOther);
  else if (state === "refused" && answer.error) say(form, answer.error);
}

/**
 * The form in which something is typed.
 * @param {EventTarget | null} target
 */
function formOf(target) {
  if (isField(target)) return target.form;
  return target instanceof Element ? target.closest("form") : null;
}

document.addEventListener("input", ({ target }) => {
  const form = formOf(target);
  const mark = markOf(form);
  if (!form || !mark || (isField(target) && NO_WORDS.includes(target.type))) return;
  const work = waiting.get(form) ?? { turn: 0 };
  waiting.set(form, work);
  work.turn += 1;
  clearTimeout(work.timer);
  const kept = hasWords(form) ? keepHere(form) : forget(mark);
  if (mark.dataset.only === "here") return;
  if (signedOut) return showSignedOut(form);
  say(form, kept ? mark.dataset.tHere : "");
  work.timer = setTimeout(keepThere, PAUSE, form);
});

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!(form instanceof HTMLFormElement)) return;
  const mark = markOf(form);
  if (!mark) return;
  const work = waiting.get(form);
  if (work) {
    clearTimeout(work.timer);
    work.turn += 1;
  }
  if (event.defaultPrevented) return forget(mark); // a script took it over, and keeps it until it arrived
  const kept = hasWords(form) && keepHere(form, true);
  const csrf = maybe(form, "[name=csrfmiddlewaretoken]", HTMLInputElement);
  if (csrf) csrf.value = token();
  if (navigator.onLine || !kept) return;
  event.preventDefault();
  warn(form, mark.dataset.tOffline);
});

/** @param {HTMLFormElement} form */
function showSignedOut(form) {
  const { page, only, tOut, tSignIn } = markOf(form)?.dataset ?? {};
  if (hasWords(form) && !only) warn(form, tOut, page ? { href: signInUrl(page), text: tSignIn } : undefined);
}

function leave() {
  signedOut = true;
  for (const form of document.forms) {
    if (!markOf(form)) continue;
    if (hasWords(form)) keepHere(form); // signing out in another tab took along what was kept
    showSignedOut(form);
  }
}
document.addEventListener("signed-out", leave);

/**
 * Puts back what this device kept of a form and nobody else has.
 * @param {HTMLFormElement} form
 */
function recall(form) {
  const mark = markOf(form);
  if (!mark) return;
  if (mark.hasAttribute("data-answered")) {
    if (hasWords(form)) keepHere(form); // the page shows what was sent
    return;
  }
  const entry = JSON.parse(stored((store) => store.getItem(keyOf(mark))) ?? "null");
  if (!entry) return;
  let changed = false;
  for (const [name, value] of entry.fields) {
    const field = form.elements.namedItem(name);
    if (!isField(field) || bare(field.value) === bare(value)) continue;
    field.value = value;
    field.dispatchEvent(new Event("put"));
    changed ||= field.type !== "hidden";
  }
  if (!changed) return;
  if (!mark.dataset.only && !form.querySelector(".draft")) {
    const note = document.createElement("p");
    note.className = "note draft";
    note.textContent = mark.dataset.tBack ?? "";
    mark.after(note);
  }
  waiting.set(form, { turn: 0 });
  if (!mark.dataset.only) keepThere(form);
}

const sent = /(?:^|; )sent=([^;]*)/.exec(document.cookie)?.[1];
if (sent) {
  stored((store) => store.removeItem(`${OWN}draft ${sent}`));
  document.cookie = "sent=; max-age=0; path=/; samesite=lax";
}
stored((store) => {
  for (const key of Object.keys(store).filter((name) => /^vonder \d+ draft /.test(name))) {
    const { at } = JSON.parse(store.getItem(key) ?? "{}");
    if (!(at >= Date.now() - WEEK)) store.removeItem(key);
  }
});
for (const form of document.forms) recall(form);

document.addEventListener("submit", ({ target }) => {
  if (!(target instanceof HTMLFormElement && target.action.endsWith("/account/logout/"))) return;
  stored((store) => {
    for (const key of Object.keys(store).filter((name) => name.startsWith(OWN))) store.removeItem(key);
  });
});
