// What is typed in a form with a place is kept at once on this device, and a moment later by the server. The device
// keeps it until the server has it, it was sent, a week has passed, or its writer signs out. What it still keeps when a
// page opens goes into its form, or to the server.

import { maybe } from "vonder/find";
import { send, signInUrl, token } from "vonder/send";
import { OWN, stored } from "vonder/store";
import {
  DRAFT,
  TAB,
  differing,
  drop,
  entryOf,
  forget,
  hasWords,
  isField,
  isKept,
  isQuiet,
  isWordless,
} from "vonder/words";
import { keepHere, left, markOf, newestFor } from "vonder/words";

/** @typedef {import("vonder/words").Kept} Kept */

const PAUSE = 1200;
/**
 * What is to be kept by the server: when, which time this was, and what is still under way.
 * @type {WeakMap<HTMLFormElement, {turn: number, way: AbortController, timer?: number, done?: Promise<void>}>}
 */
const works = new WeakMap();
let signedOut = false;

// Before all else, so that nothing that goes wrong below keeps words for who signs in after this reader.
document.addEventListener("submit", ({ target }) => {
  if (!(target instanceof HTMLFormElement && target.action.endsWith("/account/logout/"))) return;
  stored((store) => {
    for (const key of Object.keys(store).filter((name) => name.startsWith(OWN))) store.removeItem(key);
  });
});

/**
 * @param {HTMLFormElement} form
 * @param {string | undefined} words
 */
function say(form, words, kept = false) {
  form.toggleAttribute("data-draft-kept", kept);
  if (isQuiet(form)) return;
  let state = form.querySelector("[data-draft-state]");
  if (!state) {
    state = document.createElement("span");
    state.className = "meta";
    state.setAttribute("data-draft-state", "");
    state.setAttribute("role", "status");
    (form.querySelector(".actions") ?? form).append(state);
  }
  state.textContent = words ?? "";
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

/**
 * Gives words to the server: those of a form as it stands, or what this device kept of another page.
 * @param {import("vonder/words").Entry} entry
 * @param {AbortSignal} [signal]
 */
function deliver({ place, tab, fields }, empty = false, signal = undefined) {
  const body = new FormData();
  body.set("_place", place);
  body.set("_tab", tab);
  for (const [name, value] of fields) body.append(name, value);
  if (empty) body.set("do", "forget");
  return send("/files/draft/", body, signal);
}

/** @param {HTMLFormElement} form */
async function keepNow(form) {
  const mark = markOf(form);
  const work = works.get(form);
  if (!mark || !work) return;
  const { turn, way } = work;
  if (way.signal.aborted) return; // it was sent meanwhile
  const { state, answer } = await deliver(entryOf(form, mark), !hasWords(form), way.signal);
  if (answer.place) {
    mark.value = answer.place; // the page goes on with what it wrote
    mark.dataset.at = String(answer.at);
  }
  if (work.turn !== turn) return;
  if (state === "done") {
    forget(mark);
    form.querySelector(".draft__out")?.remove();
    say(form, hasWords(form) ? `✓ ${mark.dataset.tKept}` : "", true);
  } else if (state === "other-account") warn(form, mark.dataset.tOther);
  else if (state === "refused" && answer.error) say(form, answer.error);
}

/** @param {HTMLFormElement} form */
function workOf(form) {
  const work = works.get(form) ?? { turn: 0, way: new AbortController() };
  works.set(form, work);
  return work;
}

/**
 * One after the other, so that what arrives last was typed last.
 * @param {HTMLFormElement} form
 */
function keepThere(form) {
  const work = works.get(form);
  if (work) work.done = (work.done ?? Promise.resolve()).then(() => keepNow(form));
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
  if (!form || !mark || (isField(target) && isWordless(target))) return;
  const work = workOf(form);
  work.turn += 1;
  if (work.way.signal.aborted) work.way = new AbortController();
  clearTimeout(work.timer);
  const kept = hasWords(form) ? keepHere(form) : forget(mark);
  if (signedOut) return showSignedOut(form);
  say(form, kept ? mark.dataset.tHere : "");
  work.timer = setTimeout(keepThere, PAUSE, form);
});

document.addEventListener("formdata", ({ target, formData }) => {
  if (target instanceof HTMLFormElement && markOf(target)) formData.set("_tab", TAB);
});

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!(form instanceof HTMLFormElement)) return;
  const mark = markOf(form);
  if (!mark) return;
  const work = works.get(form);
  if (work) {
    clearTimeout(work.timer);
    work.turn += 1;
  }
  if (event.defaultPrevented) {
    forget(mark); // a script took it over, and keeps it until it arrived
    if (hasWords(form) || !(work?.done || mark.dataset.at)) return;
    workOf(form);
    keepThere(form); // the server forgets it too, after what is on its way
    return;
  }
  work?.way.abort(); // what is on its way to be kept does not come after what is sent
  const kept = hasWords(form) && keepHere(form, true);
  const csrf = maybe(form, "[name=csrfmiddlewaretoken]", HTMLInputElement);
  if (csrf) csrf.value = token();
  if (navigator.onLine || !kept) return;
  event.preventDefault();
  warn(form, mark.dataset.tOffline);
});

/** @param {HTMLFormElement} form */
function showSignedOut(form) {
  const { page, tOut, tSignIn } = markOf(form)?.dataset ?? {};
  if (hasWords(form) && !isQuiet(form))
    warn(form, tOut, page ? { href: signInUrl(page), text: tSignIn } : undefined);
}

function leave() {
  signedOut = true;
  for (const form of document.forms) {
    const mark = markOf(form);
    if (!mark) continue;
    if (hasWords(form) && !isKept(mark)) keepHere(form); // signing out in another tab took along what was kept
    showSignedOut(form);
  }
}
document.addEventListener("signed-out", leave);

/**
 * Puts back what this device kept of a form and nobody else has. Answers what of `kept` still goes to the server.
 * @param {HTMLFormElement} form
 * @param {Kept[]} kept
 */
function recall(form, kept) {
  const mark = markOf(form);
  if (!mark?.dataset.opened) return kept;
  if (mark.dataset.answered) {
    const answered = DRAFT + mark.dataset.answered;
    drop(answered);
    if (hasWords(form)) keepHere(form); // the page shows what was sent
    return kept.filter(({ key }) => key !== answered);
  }
  const newest = newestFor(form, mark, kept);
  if (!newest) return kept;
  drop(newest.key);
  const found = differing(form, newest.entry);
  if (found.some(({ field }) => field.type !== "hidden")) {
    mark.value = newest.entry.place; // it goes on from where the other page was
    mark.dataset.opened = newest.entry.opened;
    for (const { field, value } of found) {
      field.value = value;
      field.dispatchEvent(new Event("put"));
    }
    keepHere(form);
    showRecalled(form, mark);
  }
  return kept.filter((one) => one !== newest);
}

/**
 * @param {HTMLFormElement} form
 * @param {HTMLInputElement} mark
 */
function showRecalled(form, mark) {
  if (!isQuiet(form) && !form.querySelector(".draft")) {
    const note = document.createElement("p");
    note.className = "note draft";
    note.textContent = mark.dataset.tBack ?? "";
    mark.after(note);
    form.closest("details")?.setAttribute("open", "");
  }
  workOf(form);
  keepThere(form);
}

/**
 * Gives what was kept of another page to the server, which keeps it as if that page had.
 * @param {Kept} kept
 */
async function handOver({ key, text, entry }) {
  const { state } = await deliver(entry);
  if (state === "done" && stored((store) => store.getItem(key)) === text) drop(key);
}

const taken = /(?:^|; )sent=([^;]*)/.exec(document.cookie)?.[1].split("|") ?? [];
if (taken.length) document.cookie = "sent=; max-age=0; path=/; samesite=lax";
const others = [...document.forms].reduce((kept, form) => recall(form, kept), left(taken));
for (const one of others) handOver(one);
