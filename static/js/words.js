// The words of a form with a place, and what this device keeps of them: by account, and by page that stands open.

import { OWN, stored } from "vonder/store";

/** @typedef {HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement} Field */
/**
 * What is kept of one page: when it was typed, of when the draft of the server is that it goes on from (`since`), where
 * it belongs, and whether it was sent.
 * @typedef {{at: number, since: number, place: string, opened: string, tab: string,
 *   fields: [string, string][], sent: boolean}} Entry
 */
/** @typedef {{key: string, text: string, entry: Entry}} Kept */

/** With what begins every name under which words are kept here. */
export const DRAFT = `${OWN}draft `;
/** Which tab this is: one answer of the server may stand in two of them, such as one that was doubled. */
export const TAB = Math.random().toString(36).slice(2, 10);
const WEEK = 7 * 24 * 3600 * 1000;
const NO_WORDS = ["password", "file", "checkbox", "radio", "submit", "button", "reset", "image"];
const LINES = ["text", "textarea", "url", "email", "tel", "search"];

/**
 * The place of a form, if it has one.
 * @param {HTMLFormElement | null} form
 */
export function markOf(form) {
  const mark = form?.elements.namedItem("_place");
  return mark instanceof HTMLInputElement ? mark : null;
}

/**
 * Whether a form does not say that its words are kept, such as the line of a chat.
 * @param {HTMLFormElement} form
 */
export const isQuiet = (form) => markOf(form)?.dataset.quiet !== undefined;

/**
 * Whether an element of a form is a field.
 * @param {unknown} element
 * @returns {element is Field}
 */
export function isField(element) {
  return (
    element instanceof HTMLInputElement ||
    element instanceof HTMLTextAreaElement ||
    element instanceof HTMLSelectElement
  );
}

/** @param {Field} field */
export const isWordless = (field) => NO_WORDS.includes(field.type);

/** @param {string} text */
const bare = (text) => text.replaceAll("\r\n", "\n").replace(/^<p><\/p>$/, "");

/**
 * The words of a form and its pictures that wait; with `everything` also the numbers that make sending twice harmless.
 * @param {HTMLFormElement} form
 */
function fieldsOf(form, everything = false) {
  const hidden = ["version", "waiting", ...(everything ? ["client_id", "seen"] : [])];
  return [...form.elements]
    .filter(isField)
    .filter(
      (field) =>
        field.name &&
        !field.name.startsWith("_") &&
        !isWordless(field) &&
        (field.type !== "hidden" || hidden.includes(field.name)),
    );
}

/** @param {HTMLFormElement} form */
export function hasWords(form) {
  return fieldsOf(form).some((field) => LINES.includes(field.type) && bare(field.value).trim());
}

/**
 * What is kept of a form as it stands; `sent` when it is being sent.
 * @param {HTMLFormElement} form
 * @param {HTMLInputElement} mark
 * @returns {Entry}
 */
export function entryOf(form, mark, sent = false) {
  const { at, opened = "" } = mark.dataset;
  return {
    at: Date.now(),
    since: Number(at ?? 0),
    place: mark.value,
    opened,
    tab: TAB,
    fields: fieldsOf(form, sent).map((field) => [field.name, field.value]),
    sent,
  };
}

/** @param {HTMLInputElement} mark */
const keyOf = (mark) => `${DRAFT}${mark.dataset.place}.${mark.dataset.opened}${TAB}`;

/** @param {string} key */
export const drop = (key) => stored((store) => store.removeItem(key));

/** @param {HTMLInputElement} mark */
export const forget = (mark) => drop(keyOf(mark));

/** @param {HTMLInputElement} mark */
export const isKept = (mark) => stored((store) => store.getItem(keyOf(mark))) !== null;

/**
 * Says whether it is kept.
 * @param {HTMLFormElement} form
 */
export function keepHere(form, sent = false) {
  const mark = markOf(form);
  return stored((store) => {
    if (mark) store.setItem(keyOf(mark), JSON.stringify(entryOf(form, mark, sent)));
    return true;
  });
}

/**
 * What was kept, unless it cannot be read: another version of this script or a full disk may have left half of it.
 * @param {string} text
 * @returns {Entry | null}
 */
function readable(text) {
  try {
    const entry = JSON.parse(text);
    return typeof entry?.place === "string" && Array.isArray(entry.fields) ? entry : null;
  } catch {
    return null;
  }
}

/**
 * What is kept here for this account, the newest first; what is older than a week, or was taken, goes.
 * @param {string[]} taken names of pages of which the server took what was sent
 * @returns {Kept[]}
 */
export function left(taken) {
  const found = stored((store) =>
    Object.keys(store)
      .filter((key) => key.startsWith(DRAFT))
      .map((key) => ({ key, text: store.getItem(key) ?? "" })),
  );
  return (found ?? [])
    .flatMap((one) => {
      const entry = readable(one.text);
      if (!entry) drop(one.key);
      return entry ? [{ ...one, entry }] : [];
    })
    .filter(({ key, entry }) => {
      const goes =
        (entry.sent && taken.includes(key.slice(DRAFT.length))) || !(entry.at >= Date.now() - WEEK);
      if (goes) drop(key);
      return !goes;
    })
    .sort((one, other) => other.entry.at - one.entry.at);
}

/**
 * @param {HTMLFormElement} form
 * @param {string} name
 */
function fieldIn(form, name) {
  const field = form.elements.namedItem(name);
  return isField(field) ? field : null;
}

/**
 * The newest words that were kept of a form, if all of them have a field in it and the server has no newer ones.
 * @param {HTMLFormElement} form
 * @param {HTMLInputElement} mark
 * @param {Kept[]} kept
 */
export function newestFor(form, mark, kept) {
  const { place, at = "0" } = mark.dataset;
  const newest = kept.find(({ key }) => key.slice(DRAFT.length, key.lastIndexOf(".")) === place);
  if (!newest || Number(at) > Math.max(newest.entry.since, newest.entry.at)) return null;
  const fits = newest.entry.fields.every(([name, value]) => !bare(value) || fieldIn(form, name));
  return fits ? newest : null;
}

/**
 * The fields of a form in which something else stands than what was kept of them.
 * @param {HTMLFormElement} form
 * @param {Entry} entry
 */
export function differing(form, entry) {
  return entry.fields.flatMap(([name, value]) => {
    const field = fieldIn(form, name);
    return field && bare(field.value) !== bare(value) ? [{ field, value }] : [];
  });
}
