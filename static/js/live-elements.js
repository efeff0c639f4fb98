// What listens on ordinary pages: new posts, parts that are fetched anew, a plan, and the counts in the frame.

import { freshen } from "vonder/leaving";
import { LiveElement, stop } from "vonder/live";

const AGAIN = 5000;

/** New posts in a topic wait behind a button, so that nothing moves under the reader. */
class LiveTopic extends LiveElement {
  connectedCallback() {
    super.connectedCallback();
    this.last = Number(this.dataset.last || 0);
    this.more = this.querySelector("[data-more]");
    this.more.addEventListener("click", () => this.load());
  }

  heard(frame) {
    if (frame.kind === "post") this.count();
  }

  count() {
    const count = this.after - this.last;
    this.more.textContent = count === 1 ? this.dataset.one : this.dataset.many.replace("{n}", count);
    this.more.hidden = count < 1;
  }

  async load() {
    if (this.hasAttribute("data-elsewhere")) return location.assign(location.pathname + "?page=99999");
    const url = `${this.dataset.url}?after=${this.last}`;
    const response = await fetch(url, { credentials: "same-origin" }).catch(() => null);
    if (!response?.ok) return response && freshen();
    const list = this.querySelector("[data-posts]");
    const holder = document.createElement("template");
    holder.innerHTML = await response.text();
    const posts = [...holder.content.querySelectorAll("article")];
    this.last = posts.length ? Math.max(...posts.map((post) => Number(post.dataset.n))) : this.after;
    for (const post of posts) if (document.getElementById(post.id)) post.remove();
    const first = holder.content.querySelector("article");
    list.append(holder.content);
    window.htmx?.process(list);
    this.count();
    first?.setAttribute("tabindex", "-1");
    first?.focus({ preventScroll: false });
  }
}

/** The page of a plan is loaded again when there is another proposal, or when it was published. */
class LivePlan extends LiveElement {
  heard(frame) {
    const bar = document.querySelector("progress[data-progress]");
    if (bar && frame.kind === "progress") bar.value = frame.percent;
    const old = frame.kind === "proposal" || frame.kind === "published";
    const leaving = document.querySelector("button[data-sent]"); // an answer to this page is on its way
    if (!leaving && (old || (frame.kind === "state" && frame.state !== this.dataset.state))) freshen();
  }
}

/** Parts of the page, named by their ids, that are fetched anew when something of these kinds happened. */
class LiveRefresh extends LiveElement {
  heard(frame) {
    if (this.dataset.kinds.split(" ").includes(frame.kind)) this.soon(150);
  }

  missed() {
    this.soon(Math.random() * 1000); // who was away together does not come back all at once
  }

  soon(milliseconds) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.load(), milliseconds);
  }

  /** Somebody is writing in one of these parts: what they typed is never replaced. */
  get busy() {
    const parts = this.dataset.target.split(" ").map((id) => document.getElementById(id));
    const fields = parts.flatMap((part) => (part ? [...part.querySelectorAll("textarea, input")] : []));
    return fields.some((field) => field.value !== field.defaultValue);
  }

  async load() {
    if (this.busy) return this.soon(2000);
    const asked = (this.asked = {}); // only the newest answer counts: an older one may come after it
    const headers = { "HX-Request": "true" };
    const response = await fetch(this.dataset.url, { credentials: "same-origin", headers }).catch(() => null);
    if (!response || response.status >= 500) return this.soon(AGAIN);
    const html = await response.text();
    if (!response.ok || asked !== this.asked) return;
    if (this.busy) return this.soon(2000);
    this.replace(html);
  }

  replace(html) {
    const holder = document.createElement("template");
    holder.innerHTML = html;
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

const COUNTS = { bell: "/notifications/bell/", chat: "/chat/unread/" };

/** The counts beside the bell and Chat. */
class LiveCounts extends LiveElement {
  asked = {};

  heard(frame) {
    if (frame.kind in COUNTS) this.load(frame.kind);
  }

  missed() {
    setTimeout(() => Object.keys(COUNTS).forEach((kind) => this.load(kind)), Math.random() * 1000);
  }

  async load(kind) {
    const asked = (this.asked[kind] = {}); // only the newest answer counts
    const response = await fetch(COUNTS[kind], { credentials: "same-origin" }).catch(() => null);
    if (!response || response.status >= 500) return setTimeout(() => this.load(kind), AGAIN);
    const count = await response.text();
    if (!/^\d+$/.test(count) || asked !== this.asked[kind]) return; // not the page on which to sign in
    for (const place of document.querySelectorAll(`[data-count="${kind}"]`)) {
      place.textContent = count;
      place.hidden = count === "0";
    }
  }

  /** What only this person hears is refused: somebody else is signed in in this browser now. */
  refused() {
    stop();
  }
}

customElements.define("live-topic", LiveTopic);
customElements.define("live-plan", LivePlan);
customElements.define("live-refresh", LiveRefresh);
customElements.define("live-counts", LiveCounts);

const user = document.body.dataset.user;
if (user) {
  const counts = document.createElement("live-counts");
  counts.setAttribute("name", `user.${user}`);
  counts.hidden = true;
  document.body.append(counts);
}
