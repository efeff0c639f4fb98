// A message of a conversation as it stands on the page.

import { all, find, made } from "vonder/find";

/**
 * The message that the server made.
 * @param {string} html
 */
export function messageOf(html) {
  return find(made(html), ".message", HTMLElement);
}

const RUN = 10 * 60_000;

/**
 * Whether a message goes on where the one before stopped: the same person within minutes, with no line between them.
 * @param {HTMLElement} message
 */
function follows(message) {
  const before = message.previousElementSibling;
  if (!(before instanceof HTMLElement) || !before.matches(".message[data-n]:not(.message--gone)"))
    return false;
  if (!message.dataset.author || message.dataset.author !== before.dataset.author) return false;
  const [earlier, later] = [before, message].map((one) =>
    Date.parse(find(one, "time", HTMLTimeElement).dateTime),
  );
  return later - earlier < RUN && !message.matches(".message--gone");
}

/**
 * The head stands once above what somebody says in a row.
 * @param {HTMLElement} log
 */
export function joinRuns(log) {
  for (const message of all(log, ".message[data-n]", HTMLElement))
    message.classList.toggle("message--more", follows(message));
}

/**
 * Says the time of a message on the clock of a zone, as the pages do: 9.30, and 9.30 am in English.
 * @param {string} zone
 */
export function clockIn(zone) {
  const english = document.documentElement.lang === "en";
  const format = new Intl.DateTimeFormat("en", {
    timeZone: zone,
    hour: "numeric",
    minute: "2-digit",
    hourCycle: english ? "h12" : "h23",
  });
  /** @param {HTMLElement} message */
  return (message) => {
    for (const time of all(message, "[data-clock]", HTMLTimeElement)) {
      const parts = format.formatToParts(new Date(time.dateTime));
      const said = Object.fromEntries(parts.map((part) => [part.type, part.value]));
      time.textContent = `${Number(said.hour)}.${said.minute} ${said.dayPeriod ?? ""}`.trim().toLowerCase();
    }
  };
}

/**
 * A message that is not there yet.
 * @param {string} text
 * @param {string} client
 */
export function waitingMessage(text, client) {
  const waiting = document.createElement("article");
  waiting.className = "message message--wait";
  waiting.dataset.client = client;
  waiting.dataset.text = text;
  const words = document.createElement("p");
  words.className = "lines";
  words.textContent = text;
  const state = document.createElement("p");
  state.className = "meta";
  state.setAttribute("role", "status");
  const body = document.createElement("div");
  body.append(words, state);
  waiting.append(document.createElement("span"), body);
  return waiting;
}

/**
 * It is on its way.
 * @param {HTMLElement} waiting
 * @param {string | undefined} words
 */
export function showSending(waiting, words) {
  waiting.className = "message message--wait";
  find(waiting, ".meta", HTMLElement).textContent = words ?? "";
  waiting.querySelector(".button")?.remove();
}

/**
 * It did not arrive.
 * @param {HTMLElement} waiting
 * @param {string | undefined} words
 * @param {HTMLElement} way what can be done about it
 */
export function showUnsent(waiting, words, way) {
  waiting.className = "message message--bad";
  find(waiting, ".meta", HTMLElement).textContent = words ?? "";
  way.className = "button button--small";
  waiting.lastElementChild?.append(way);
}

/**
 * @param {string | undefined} words
 * @param {string} url
 */
export function linkTo(words, url) {
  const link = document.createElement("a");
  link.textContent = words ?? "";
  link.href = url;
  return link;
}

/**
 * @param {string | undefined} words
 * @param {() => void} act
 */
export function buttonFor(words, act) {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = words ?? "";
  button.addEventListener("click", act);
  return button;
}
