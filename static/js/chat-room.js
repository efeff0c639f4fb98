// A chat room: what you send stands there at once, is sent over HTTP until it arrives, and shows its state.
// What others say comes over the socket; the view only moves when you are at the end already.

import { freshen } from "vonder/leaving";
import { LiveElement } from "vonder/live";
import { send, signInUrl } from "vonder/send";

const clock = new Intl.DateTimeFormat(document.documentElement.lang, { hour: "numeric", minute: "2-digit" });

class ChatRoom extends LiveElement {
  connectedCallback() {
    this.log = this.querySelector("[data-log]");
    this.form = this.querySelector("form.say");
    this.jump = this.querySelector("[data-jump]");
    this.note = this.querySelector("[data-away]");
    this.unseen = 0;
    this.form?.addEventListener("submit", (event) => this.submit(event));
    this.form?.elements.text.addEventListener("keydown", (event) => {
      const phone = matchMedia("(pointer: coarse)").matches;
      if (event.key === "Enter" && !event.shiftKey && !phone && !event.isComposing) {
        event.preventDefault();
        this.form.requestSubmit();
      }
    });
    this.jump.addEventListener("click", () => this.toEnd());
    document.addEventListener("live:down", () => this.gone());
    document.addEventListener("live:up", () => this.back());
    document.addEventListener("signed-out", () => this.say(""));
    document.addEventListener("visibilitychange", () => this.seen());
    for (const message of this.log.querySelectorAll(".message")) this.dress(message);
    super.connectedCallback();
    this.read = this.after; // opening the page was reading it
    this.recall();
    requestAnimationFrame(() => {
      const unread = this.log.querySelector(".since");
      if (unread) unread.scrollIntoView({ block: "center" });
      else this.log.scrollTop = this.log.scrollHeight;
    });
  }

  get atEnd() {
    return this.log.scrollHeight - this.log.scrollTop - this.log.clientHeight < 60;
  }

  toEnd() {
    this.log.scrollTop = this.log.scrollHeight;
    this.unseen = 0;
    this.jump.hidden = true;
  }

  say(words) {
    clearTimeout(this.timer);
    this.note.textContent = words;
    this.note.hidden = !words;
  }

  gone() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.say(this.dataset.tAway), 2000);
  }

  /** What could not be sent goes now, one after another: in the order in which it was said. */
  async back() {
    this.say("");
    for (const waiting of this.log.querySelectorAll(".message--bad")) await this.deliver(waiting);
  }

  /** What a break held back from the server: how far this reader is. */
  missed() {
    this.seen();
  }

  refused() {
    super.refused();
    this.say(this.dataset.tRefused);
  }

  heard(frame) {
    if (frame.kind === "reload") return this.anew();
    if (frame.kind === "message") this.put(frame.html, frame.author);
    if (frame.kind === "edited") {
      const old = document.getElementById(`m${frame.number}`);
      if (old) old.replaceWith(this.dress(this.made(frame.html)));
    }
  }

  made(html) {
    const holder = document.createElement("template");
    holder.innerHTML = html;
    return holder.content.firstElementChild;
  }

  /** Sets what differs per reader: mine or not, and the time on this reader's clock. */
  dress(message) {
    if (message.dataset.author === this.dataset.user) this.own(message);
    const time = message.querySelector("[data-clock]");
    if (time) time.textContent = clock.format(new Date(time.dateTime)).replace(":", ".");
    return message;
  }

  /** One's own message can be taken back. */
  own(message) {
    message.dataset.mine = "";
    if (!this.form || message.classList.contains("message--gone")) return;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button button--quiet button--small message__delete";
    button.textContent = "×";
    button.setAttribute("aria-label", this.dataset.tDelete);
    button.title = this.dataset.tDelete;
    button.addEventListener("click", () => {
      const body = new FormData();
      body.set("do", "delete");
      body.set("csrfmiddlewaretoken", this.form.elements.csrfmiddlewaretoken.value);
      fetch(`${this.dataset.change}${message.dataset.n}/`, {
        method: "POST",
        body,
        credentials: "same-origin",
      });
    });
    message.querySelector("header").append(button);
  }

  /** Messages stand in the order of their numbers, whenever they come; what is not sent yet stays at the end. */
  put(html, author) {
    const message = this.dress(this.made(html));
    if (document.getElementById(message.id)) return;
    const end = this.atEnd;
    this.log.querySelector(".empty")?.remove();
    const shown = [...this.log.querySelectorAll(".message[data-n]")];
    const before = shown.findLast((other) => Number(other.dataset.n) < Number(message.dataset.n));
    if (before) before.after(message);
    else if (shown.length) shown[0].before(message);
    else this.log.insertBefore(message, this.log.querySelector(".message"));
    if (end || String(author) === this.dataset.user) this.toEnd();
    else {
      this.unseen += 1;
      this.jump.textContent = this.dataset.tNew.replace("{n}", this.unseen);
      this.jump.hidden = false;
    }
    this.seen();
  }

  /** Too much was missed to bring it one by one: the log is shown as it is now, with what is not sent at its end. */
  async anew() {
    const response = await fetch(location.pathname, { credentials: "same-origin" }).catch(() => null);
    if (!response || response.status >= 500) return setTimeout(() => this.anew(), 5000);
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    const fresh = page.querySelector("chat-room");
    if (!fresh) return freshen();
    const waiting = this.log.querySelectorAll(".message--wait, .message--bad");
    this.log.replaceChildren(...fresh.querySelector("[data-log]").children, ...waiting);
    for (const message of this.log.querySelectorAll(".message[data-n]")) this.dress(message);
    this.at = Number(fresh.getAttribute("at"));
    this.order = this.orderFrom(fresh);
    this.order.catchUp();
    this.read = this.after;
    this.toEnd();
    this.say(this.dataset.tLong);
  }

  /** Tell how far this reader is, once it shows and until it arrives. */
  seen() {
    clearTimeout(this.reading);
    if (document.hidden || this.after <= this.read) return;
    this.reading = setTimeout(async () => {
      const body = new FormData();
      const number = this.after;
      body.set("number", number);
      const headers = JSON.parse(document.body.getAttribute("hx-headers"));
      const sent = await fetch(this.dataset.read, {
        method: "POST",
        body,
        headers,
        credentials: "same-origin",
      }).catch(() => null);
      if (sent?.ok) this.read = Math.max(this.read, number);
    }, 400);
  }

  submit(event) {
    event.preventDefault();
    const field = this.form.elements.text;
    const text = field.value.trim();
    if (!text) return;
    const waiting = this.wait(text, this.form.elements.client_id.value);
    this.unsent((messages) => (messages[waiting.dataset.client] = text));
    this.toEnd();
    field.value = "";
    this.form.elements.client_id.value = crypto.randomUUID();
    this.deliver(waiting);
  }

  /** What this person said here and nobody has yet, kept by this device until it arrives. */
  unsent(change) {
    const key = `vonder ${this.dataset.user} unsent ${this.topic}`;
    try {
      const messages = JSON.parse(localStorage.getItem(key) ?? "{}");
      change(messages);
      if (Object.keys(messages).length) localStorage.setItem(key, JSON.stringify(messages));
      else localStorage.removeItem(key);
    } catch {
      /* a browser that keeps nothing */
    }
  }

  /** Sends what was left, in the order in which it was said. */
  async recall() {
    if (!this.form) return;
    const left = [];
    this.unsent((messages) => left.push(...Object.entries(messages)));
    const waiting = left.map(([client, text]) => this.wait(text, client));
    for (const message of waiting) await this.deliver(message);
  }

  /** A message that is not there yet, as it stands in the conversation. */
  wait(text, client) {
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
    this.log.querySelector(".empty")?.remove();
    this.log.append(waiting);
    return waiting;
  }

  async deliver(waiting) {
    const body = new FormData();
    body.set("text", waiting.dataset.text);
    body.set("client_id", waiting.dataset.client);
    body.set("_place", this.form.elements._place.value);
    waiting.className = "message message--wait";
    waiting.querySelector(".meta").textContent = this.dataset.tSending;
    waiting.querySelector(".button")?.remove();
    const { state, answer } = await send(this.form.action, body);
    if (state === "done") {
      waiting.remove();
      this.unsent((messages) => delete messages[waiting.dataset.client]);
      return this.put(answer.html, this.dataset.user);
    }
    const end = this.atEnd;
    waiting.className = "message message--bad";
    const out = state === "signed-out";
    const again = document.createElement(out ? "a" : "button");
    again.className = "button button--small";
    again.textContent = out ? this.dataset.tSignIn : this.dataset.tRetry;
    if (out) again.href = signInUrl();
    else {
      again.type = "button";
      again.addEventListener("click", () => this.deliver(waiting));
    }
    waiting.querySelector(".meta").textContent =
      (out ? this.dataset.tOut : answer.error) ?? this.dataset.tFailed;
    waiting.lastElementChild.append(again);
    if (end) this.toEnd();
  }
}

customElements.define("chat-room", ChatRoom);
