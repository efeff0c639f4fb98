// One websocket for this tab. Elements ask for a topic by name; frames come to them as `frame` events.
// The database is the truth: after a break every element says the last number it saw and is caught up.

const WAIT = [500, 1000, 2000, 5000, 10000];
const elements = new Map();
let socket = null;
let tries = 0;
let timer = 0;

function send(content) {
  if (socket?.readyState === WebSocket.OPEN) socket.send(JSON.stringify(content));
}

function connect() {
  clearTimeout(timer);
  const scheme = location.protocol === "https:" ? "wss" : "ws";
  socket = new WebSocket(`${scheme}://${location.host}/ws/`);
  socket.onopen = () => {
    tries = 0;
    document.dispatchEvent(new CustomEvent("live:up"));
    for (const element of elements.keys()) send({ join: element.topic, after: element.after });
  };
  socket.onmessage = ({ data }) => {
    const frame = JSON.parse(data);
    for (const element of elements.keys()) {
      if (element.topic === frame.topic) element.receive(frame);
    }
  };
  socket.onclose = ({ code }) => {
    document.dispatchEvent(new CustomEvent("live:down"));
    if (code === 4401) return location.reload();
    if (code === 4403) return;
    timer = setTimeout(connect, WAIT[Math.min(tries++, WAIT.length - 1)] * (0.75 + Math.random() / 2));
  };
}

/** Listens to one topic; subclasses or event listeners act on its frames. */
export class LiveElement extends HTMLElement {
  connectedCallback() {
    this.topic = this.getAttribute("name");
    this.after = Number(this.getAttribute("after") || 0);
    elements.set(this, true);
    if (socket?.readyState === WebSocket.OPEN) send({ join: this.topic, after: this.after });
    else if (!socket) connect();
  }

  disconnectedCallback() {
    elements.delete(this);
    if (![...elements.keys()].some((other) => other.topic === this.topic)) send({ leave: this.topic });
  }

  receive(frame) {
    if (frame.joined) this.toggleAttribute("data-joined", true);
    if (frame.n !== undefined) {
      if (frame.n <= this.after) return; // a number seen before
      if (frame.n > this.after + 1 && !this.asked) {
        this.asked = true; // one came past another: ask once for what lies between, and for this one again
        return send({ join: this.topic, after: this.after });
      }
      this.asked = false;
      this.after = frame.n;
    }
    this.heard(frame);
  }

  heard() {}
}

/** New posts in a topic wait behind a button, so that nothing moves under the reader. */
class LiveTopic extends LiveElement {
  connectedCallback() {
    super.connectedCallback();
    this.last = Number(this.dataset.last || 0);
    this.more = this.querySelector("[data-more]");
    this.more?.addEventListener("click", () => this.load());
  }

  heard(frame) {
    if (this.hasAttribute("data-reload")) {
      const bar = document.querySelector("progress[data-progress]");
      if (bar && frame.kind === "progress") bar.value = frame.percent;
      const leaving = document.querySelector("button[data-sent]"); // an answer to this page is on its way
      if (!leaving && (frame.kind === "proposal" || frame.kind === "published")) location.reload();
      return;
    }
    if (frame.kind !== "post" || !this.more) return;
    const count = this.after - this.last;
    if (count < 1) return;
    this.more.textContent = count === 1 ? this.dataset.one : this.dataset.many.replace("{n}", count);
    this.more.hidden = false;
  }

  async load() {
    if (this.hasAttribute("data-elsewhere")) return location.assign(location.pathname + "?page=99999");
    const response = await fetch(`${this.dataset.url}?after=${this.last}`, { credentials: "same-origin" });
    if (!response.ok) return location.reload();
    const list = this.querySelector("[data-posts]");
    const holder = document.createElement("template");
    holder.innerHTML = await response.text();
    const first = holder.content.querySelector("article");
    for (const post of [...holder.content.querySelectorAll("article")]) {
      if (document.getElementById(post.id)) post.remove();
    }
    list.append(holder.content);
    window.htmx?.process(list);
    this.last = this.after;
    this.more.hidden = true;
    first?.setAttribute("tabindex", "-1");
    first?.focus({ preventScroll: false });
  }
}

/** Parts of the page, named by their ids, that are fetched anew when something of these kinds happened. */
class LiveRefresh extends LiveElement {
  async heard(frame) {
    if (!this.dataset.kinds.split(" ").includes(frame.kind)) return;
    clearTimeout(this.soon);
    this.soon = setTimeout(() => this.load(), 150);
  }

  /** Somebody is writing in one of these parts: what they typed is never replaced. */
  get busy() {
    const parts = this.dataset.target.split(" ").map((id) => document.getElementById(id));
    const fields = parts.flatMap((part) => (part ? [...part.querySelectorAll("textarea, input")] : []));
    return fields.some((field) => field.value !== field.defaultValue);
  }

  async load() {
    clearTimeout(this.soon);
    if (this.busy) return (this.soon = setTimeout(() => this.load(), 2000));
    const headers = { "HX-Request": "true" };
    const response = await fetch(this.dataset.url, { credentials: "same-origin", headers });
    if (!response.ok) return;
    if (this.busy) return this.load();
    const holder = document.createElement("template");
    holder.innerHTML = await response.text();
    for (const id of this.dataset.target.split(" ")) {
      const old = document.getElementById(id);
      const fresh = holder.content.getElementById(id);
      if (!old || !fresh) continue;
      const focused = old.contains(document.activeElement) ? document.activeElement.id : "";
      old.replaceWith(fresh);
      window.htmx?.process(fresh);
      if (focused) document.getElementById(focused)?.focus();
    }
  }
}

/** The counts beside the bell and Chat. */
class LiveCounts extends LiveElement {
  async heard(frame) {
    const url = { bell: "/notifications/bell/", chat: "/chat/unread/" }[frame.kind];
    if (!url) return;
    const count = Number(await (await fetch(url, { credentials: "same-origin" })).text());
    for (const place of document.querySelectorAll(`[data-count="${frame.kind}"]`)) {
      place.textContent = count;
      place.hidden = !count;
    }
  }
}

customElements.define("live-topic", LiveTopic);
customElements.define("live-refresh", LiveRefresh);
customElements.define("live-counts", LiveCounts);
window.vonderLive = { LiveElement };

const user = document.body.dataset.user;
if (user) {
  const counts = document.createElement("live-counts");
  counts.setAttribute("name", `user.${user}`);
  counts.hidden = true;
  document.body.append(counts);
}
