// What is typed in a form with a place (`{% draft %}`) is kept at once on this device, and a moment later by the server.
// The device keeps it by account, until the server has it, it was sent, a week has passed, or its writer signs out.

import { send, token, signInUrl } from "vonder/send";

const PAUSE = 1200;
const WEEK = 7 * 24 * 3600 * 1000;
const OWN = `vonder ${document.body.dataset.user} `;
const NO_WORDS = ["password", "file", "checkbox", "radio", "submit", "button", "reset", "image"];
const LINES = ["text", "textarea", "url", "email", "tel", "search"];
const waiting = new WeakMap(); // form -> { timer, turn }
let signedOut = false;

function stored(change) {
  try {
    return change(localStorage);
  } catch {
    return null; // a browser that keeps nothing: the server does
  }
}

const markOf = (form) => form?.elements?.namedItem("_place");
const keyOf = (mark) => `${OWN}draft ${mark.dataset.place}`;
const forget = (mark) => stored((store) => store.removeItem(keyOf(mark)));
const bare = (text) => text.replaceAll("\r\n", "\n").replace(/^<p><\/p>$/, "");

/** The words of a form; with `all` also the numbers that make sending twice harmless. */
function fieldsOf(form, all) {
  const hidden = all ? ["version", "client_id", "seen"] : ["version"];
  return [...form.elements].filter(
    ({ name, type }) =>
      name &&
      !name.startsWith("_") &&
      !NO_WORDS.includes(type) &&
      (type !== "hidden" || hidden.includes(name)),
  );
}

function hasWords(form) {
  return fieldsOf(form).some((field) => LINES.includes(field.type) && bare(field.value).trim());
}

function keepHere(form, all = false) {
  const fields = fieldsOf(form, all).map((field) => [field.name, field.value]);
  const entry = JSON.stringify({ at: Date.now(), fields });
  return stored((store) => store.setItem(keyOf(markOf(form)), entry) ?? true);
}

function say(form, words, kept = false) {
  let state = form.querySelector("[data-draft-state]");
  if (!state) {
    state = document.createElement("span");
    state.className = "meta";
    state.dataset.draftState = "";
    state.setAttribute("role", "status");
    (form.querySelector(".actions") ?? form).append(state);
  }
  state.textContent = words;
  form.toggleAttribute("data-draft-kept", kept);
}

/** Says in the form why it cannot be sent now, with what can be done about it. */
function warn(form, words, page) {
  const mark = markOf(form);
  const note = form.querySelector(".draft__out") ?? document.createElement("p");
  note.className = "note note--ask draft__out";
  note.setAttribute("role", "alert");
  note.textContent = words;
  if (page) {
    const link = document.createElement("a");
    link.className = "button button--main";
    link.href = signInUrl(page);
    link.textContent = mark.dataset.tSignIn;
    note.append(" ", link);
  }
  const acts = form.querySelector(".composer__foot, .actions");
  if (acts) acts.before(note);
  else form.append(note);
  say(form, "");
}

async function keepThere(form) {
  const mark = markOf(form);
  const work = waiting.get(form);
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

document.addEventListener("input", ({ target }) => {
  const form = target.form ?? target.closest?.("form");
  const mark = markOf(form);
  if (!mark || NO_WORDS.includes(target.type)) return;
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
  const mark = markOf(form);
  if (!mark) return;
  const work = waiting.get(form);
  if (work) clearTimeout(work.timer);
  if (work) work.turn += 1;
  if (event.defaultPrevented) return forget(mark); // a script took it over, and keeps it until it arrived
  const kept = hasWords(form) && keepHere(form, true);
  form.elements.namedItem("csrfmiddlewaretoken").value = token();
  if (navigator.onLine || !kept) return;
  event.preventDefault();
  warn(form, mark.dataset.tOffline);
});

function showSignedOut(form) {
  const mark = markOf(form);
  if (hasWords(form) && !mark.dataset.only) warn(form, mark.dataset.tOut, mark.dataset.page);
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

/** Puts back what this device kept of a form and nobody else has. */
function recall(form) {
  const mark = markOf(form);
  if (mark?.hasAttribute("data-answered")) return hasWords(form) && keepHere(form); // the page shows what was sent
  const entry = mark && JSON.parse(stored((store) => store.getItem(keyOf(mark))) ?? "null");
  if (!entry) return;
  let changed = false;
  for (const [name, value] of entry.fields) {
    const field = form.elements.namedItem(name);
    if (!field || field instanceof RadioNodeList || bare(field.value) === bare(value)) continue;
    field.value = value;
    field.dispatchEvent(new Event("put"));
    changed ||= field.type !== "hidden";
  }
  if (!changed) return;
  if (!mark.dataset.only && !form.querySelector(".draft")) {
    const note = document.createElement("p");
    note.className = "note draft";
    note.textContent = mark.dataset.tBack;
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
    if (JSON.parse(store.getItem(key)).at < Date.now() - WEEK) store.removeItem(key);
  }
});
for (const form of document.forms) recall(form);

document.addEventListener("submit", ({ target }) => {
  if (!target.action.endsWith("/account/logout/")) return;
  stored((store) =>
    Object.keys(store)
      .filter((key) => key.startsWith(OWN))
      .forEach((key) => store.removeItem(key)),
  );
});
