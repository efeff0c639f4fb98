// Parts of the page, named by their ids, that are fetched anew when something of these kinds happened; without names
// it is what stands inside.

import { made } from "vonder/find";
import { LiveElement } from "vonder/live";
import { isTypedIn, showAnew, showInside } from "vonder/parts";
import { SHOWN, isShown, whenShown } from "vonder/shown";

/** @import { News } from "vonder/order" */

const AGAIN = 5000;

class LiveRefresh extends LiveElement {
  timer = 0;
  asked = {};

  disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.timer);
  }

  /** The ids of the parts. */
  get targets() {
    return this.dataset.target?.split(" ") ?? [];
  }

  get parts() {
    return this.dataset.target ? this.targets.map((id) => document.getElementById(id)) : [this];
  }

  /** @param {News} frame */
  heard(frame) {
    if (this.dataset.kinds?.split(" ").includes(frame.kind)) this.soon(150);
  }

  missed() {
    this.soon(Math.random() * 1000); // who was away together does not come back all at once
  }

  /** @param {number} milliseconds */
  soon(milliseconds) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.load(), milliseconds);
  }

  /** Somebody is writing in one of these parts. */
  get busy() {
    return this.parts.some((part) => part && isTypedIn(part));
  }

  async load() {
    if (this.busy) return this.soon(2000);
    const asked = (this.asked = {}); // only the newest answer counts: an older one may come after it
    const shown = isShown();
    if (!shown) whenShown(() => this.isConnected && this.soon(0)); // it is read when it is seen
    const headers = { "HX-Request": "true", ...(shown && SHOWN) };
    const url = this.dataset.url ?? location.href;
    const response = await fetch(url, { credentials: "same-origin", headers }).catch(() => null);
    if (!this.isConnected) return;
    if (!response || response.status >= 500) return this.soon(AGAIN);
    const html = await response.text();
    if (!response.ok || asked !== this.asked) return;
    if (this.busy) return this.soon(2000);
    if (this.dataset.target) showAnew(made(html), this.targets);
    else showInside(made(html), this);
  }
}

customElements.define("live-refresh", LiveRefresh);
