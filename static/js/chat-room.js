// A chat room: what you send stands there at once, is sent over HTTP until it arrives, and shows its state.
// What others say comes over the socket; the view only moves when you are at the end already.

import { all, find, maybe } from "vonder/find";
import { freshen } from "vonder/leaving";
import { LiveElement } from "vonder/live";
import {
  buttonFor,
  clockIn,
  joinRuns,
  linkTo,
  messageOf,
  showSending,
  showUnsent,
  waitingMessage,
} from "vonder/message";
import { load, send, signInUrl } from "vonder/send";
import { SHOWN, isShown } from "vonder/shown";
import { arrived, keep, unsent } from "vonder/unsent";

/** @import { News } from "vonder/order" */

const AGAIN = 5000;

class ChatRoom extends LiveElement {
  /** How many came while the reader looked at older ones. */
  unseen = 0;
  /** The number up to which the server knows that this reader came. */
  read = 0;
  timer = 0;
  reading = 0;
  /** @type {(message: HTMLElement) => void} */
  showTime = () => {};

  connectedCallback() {
    super.connectedCallback();
    const { signal } = this.stay;
    this.showTime = clockIn(this.dataset.zone ?? "UTC");
    this.form?.addEventListener("submit", (event) => this.submit(event), { signal });
    this.field?.addEventListener("keydown", (event) => this.press(event), { signal });
    this.jump.addEventListener("click", () => this.toEnd(), { signal });
    document.addEventListener("live:down", () => this.gone(), { signal });
    document.addEventListener("live:up", () => this.back(), { signal });
    document.addEventListener("signed-out", () => this.say(""), { signal });
    document.addEventListener("visibilitychange", () => this.seen(), { signal });
    for (const message of all(this.log, ".message[data-n]", HTMLElement)) this.dress(message);
    this.read = this.told; // opening the page was reading it
    this.recall();
    requestAnimationFrame(() => {
      const unread = this.log.querySelector(".since");
      if (unread) unread.scrollIntoView({ block: "center" });
      else this.log.scrollTop = this.log.scrollHeight;
    });
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.timer);
    clearTimeout(this.reading);
  }

  get log() {
    return find(this, "[data-log]", HTMLElement);
  }

  get jump() {
    return find(this, "[data-jump]", HTMLElement);
  }

  /** Where one writes, for who may. */
  get form() {
    return maybe(this, "form.say", HTMLFormElement);
  }

  get field() {
    return maybe(this, "form.say textarea", HTMLTextAreaElement);
  }

  /** @param {KeyboardEvent} event */
  press(event) {
    const phone = matchMedia("(pointer: coarse)").matches;
    if (event.key !== "Enter" || event.shiftKey || phone || event.isComposing) return;
    event.preventDefault();
    this.form?.requestSubmit();
  }

  get atEnd() {
    return this.log.scrollHeight - this.log.scrollTop - this.log.clientHeight < 60;
  }

  toEnd() {
    this.log.scrollTop = this.log.scrollHeight;
    this.unseen = 0;
    this.jump.hidden = true;
  }

  /** @param {string | undefined} words */
  say(words) {
    clearTimeout(this.timer);
    const note = find(this, "[data-away]", HTMLElement);
    note.textContent = words ?? "";
    note.hidden = !words;
  }

  gone() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.say(this.dataset.tAway), 2000);
  }

  /** What could not be sent goes now, one after another: in the order in which it was said. */
  async back() {
    this.say("");
    for (const waiting of all(this.log, ".message--bad", HTMLElement)) await this.deliver(waiting);
  }

  /** What a break held back from the server: how far this reader is. */
  missed() {
    this.seen();
  }

  refused() {
    super.refused();
    this.say(this.dataset.tRefused);
  }

  /** @param {News} frame */
  heard(frame) {
    if (frame.kind === "reload") this.anew();
    if (frame.kind === "message") this.put(frame.html ?? "", frame.author);
    if (frame.kind === "edited") {
      const old = document.getElementById(`m${frame.number}`);
      old?.replaceWith(this.dress(messageOf(frame.html ?? "")));
      joinRuns(this.log);
    }
  }

  /**
   * Sets what differs per reader: mine or not, and the time on this reader's clock.
   * @param {HTMLElement} message
   */
  dress(message) {
    if (message.dataset.author === this.dataset.user) this.own(message);
    this.showTime(message);
    return message;
  }

  /**
   * One's own message can be taken back.
   * @param {HTMLElement} message
   */
  own(message) {
    message.dataset.mine = "";
    if (!this.form || message.matches(".message--gone, :has(.message__delete)")) return;
    const button = buttonFor("×", () => this.takeBack(message));
    button.className = "button button--quiet button--small message__delete";
    button.title = this.dataset.tDelete ?? "";
    button.setAttribute("aria-label", button.title);
    find(message, "header", HTMLElement).append(button);
  }

  /** @param {HTMLElement} message */
  async takeBack(message) {
    const { state, answer } = await send(
      `${this.dataset.change}${message.dataset.n}/`,
      this.words({ do: "delete" }),
    );
    if (state !== "done" && state !== "signed-out") this.say(answer.error ?? this.dataset.tStays);
  }

  /**
   * What is to be sent, with whose page this is: another account that signed in meanwhile sends nothing with it.
   * @param {Record<string, string>} fields
   */
  words(fields) {
    return new URLSearchParams({ ...fields, _account: this.dataset.user ?? "" });
  }

  /**
   * Messages stand in the order of their numbers, whenever they come; what is not sent yet stays at the end.
   * @param {string} html
   * @param {number | string | undefined} author
   */
  put(html, author) {
    const message = this.dress(messageOf(html));
    if (document.getElementById(message.id)) return;
    const end = this.atEnd;
    this.log.querySelector(".empty")?.remove();
    const shown = all(this.log, ".message[data-n]", HTMLElement);
    const before = shown.findLast((other) => Number(other.dataset.n) < Number(message.dataset.n));
    if (before) before.after(message);
    else if (shown.length) shown[0].before(message);
    else this.log.insertBefore(message, this.log.querySelector(".message"));
    joinRuns(this.log);
    if (end || String(author) === this.dataset.user) this.toEnd();
    else {
      this.unseen += 1;
      this.jump.textContent = this.dataset.tNew?.replace("{n}", String(this.unseen)) ?? "";
      this.jump.hidden = false;
    }
    this.seen();
  }

  /** Too much was missed to bring it one by one: the log is shown as it is now, with what is not sent at its end. */
  async anew() {
    const found = await load(location.pathname, isShown() ? SHOWN : {});
    if (!this.isConnected) return;
    if (!found) return setTimeout(() => this.anew(), AGAIN);
    const page = new DOMParser().parseFromString(found.text, "text/html");
    const fresh = page.querySelector("chat-room");
    const log = fresh?.querySelector("[data-log]");
    if (!fresh || !log) return freshen();
    const waiting = this.log.querySelectorAll(".message--wait, .message--bad");
    this.log.replaceChildren(...log.children, ...waiting);
    for (const message of all(this.log, ".message[data-n]", HTMLElement)) this.dress(message);
    this.at = Number(fresh.getAttribute("at"));
    this.order = this.orderFrom(fresh);
    this.order.catchUp();
    if (isShown()) this.read = this.told;
    this.toEnd();
    this.say(this.dataset.tLong);
  }

  /** Tell how far this reader is, once it shows and until it arrives. */
  seen(pause = 400) {
    clearTimeout(this.reading);
    if (document.hidden || this.told <= this.read) return;
    this.reading = setTimeout(() => this.tellRead(this.told), pause);
  }

  /** @param {number} number */
  async tellRead(number) {
    const { state } = await send(this.dataset.read ?? "", this.words({ number: String(number) }));
    if (state === "done") this.read = Math.max(this.read, number);
    else if (this.isConnected && (state === "offline" || state === "failed")) this.seen(AGAIN);
  }

  /** @param {SubmitEvent} event */
  submit(event) {
    event.preventDefault();
    const { field, form } = this;
    const text = field?.value.trim();
    if (!field || !form || !text) return;
    const number = find(form, "[name=client_id]", HTMLInputElement);
    const waiting = this.wait(text, number.value);
    keep(this.topic, number.value, text);
    this.toEnd();
    field.value = "";
    number.value = crypto.randomUUID();
    this.deliver(waiting);
  }

  /** Sends what was left, in the order in which it was said. */
  async recall() {
    if (!this.form) return;
    const waiting = Object.entries(unsent(this.topic)).map(([client, text]) => this.wait(text, client));
    for (const message of waiting) await this.deliver(message);
  }

  /**
   * Puts a message that is not there yet at the end.
   * @param {string} text
   * @param {string} client the number that makes sending it twice harmless
   */
  wait(text, client) {
    const waiting = waitingMessage(text, client);
    this.log.querySelector(".empty")?.remove();
    this.log.append(waiting);
    return waiting;
  }

  /** @param {HTMLElement} waiting */
  async deliver(waiting) {
    const { form } = this;
    if (!form) return;
    const { client = "", text = "" } = waiting.dataset;
    showSending(waiting, this.dataset.tSending);
    const place = maybe(form, "[name=_place]", HTMLInputElement)?.value ?? "";
    const words = new URLSearchParams({ text, client_id: client, _place: place });
    const { state, answer } = await send(form.action, words);
    if (state === "done") {
      waiting.remove();
      arrived(this.topic, client);
      return this.put(answer.html ?? "", this.dataset.user);
    }
    const { tFailed, tOut, tRetry, tSignIn } = this.dataset;
    const end = this.atEnd;
    if (state === "signed-out") showUnsent(waiting, tOut, linkTo(tSignIn, signInUrl()));
    else
      showUnsent(
        waiting,
        answer.error ?? tFailed,
        buttonFor(tRetry, () => this.deliver(waiting)),
      );
    if (end) this.toEnd();
  }
}

customElements.define("chat-room", ChatRoom);
