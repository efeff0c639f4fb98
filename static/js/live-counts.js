// The counts beside the bell and Chat, on every page of somebody who is signed in.

import { all } from "vonder/find";
import { LiveElement, stop } from "vonder/live";
import { load } from "vonder/send";

/** @import { News } from "vonder/order" */

const AGAIN = 5000;
/** Where each count is asked. */
const COUNTS = new Map([
  ["bell", "/notifications/bell/"],
  ["chat", "/chat/unread/"],
]);

class LiveCounts extends LiveElement {
  /** @type {Map<string, object>} */
  asked = new Map();

  /** @param {News} frame */
  heard(frame) {
    this.load(frame.kind);
  }

  missed() {
    setTimeout(() => [...COUNTS.keys()].forEach((kind) => this.load(kind)), Math.random() * 1000);
  }

  /** @param {string} kind */
  async load(kind) {
    const url = COUNTS.get(kind);
    if (!url) return;
    const asked = {}; // only the newest answer counts
    this.asked.set(kind, asked);
    const found = await load(url);
    if (!found) return setTimeout(() => this.load(kind), AGAIN);
    const count = found.text;
    if (!/^\d+$/.test(count) || asked !== this.asked.get(kind)) return; // not the page on which to sign in
    for (const place of all(document, `[data-count="${kind}"]`, HTMLElement)) {
      place.textContent = count;
      place.hidden = count === "0";
    }
  }

  /** What only this person hears is refused: somebody else is signed in in this browser now. */
  refused() {
    stop();
  }
}

customElements.define("live-counts", LiveCounts);

const user = document.body.dataset.user;
if (user) {
  const counts = document.createElement("live-counts");
  counts.setAttribute("name", `user.${user}`);
  counts.hidden = true;
  document.body.append(counts);
}
