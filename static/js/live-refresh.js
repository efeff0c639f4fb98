// Parts of the page, named by their ids, that are fetched anew when something of these kinds happened; without names
// it is what stands inside.

import { made } from "vonder/find";
import { LiveElement } from "vonder/live";
import { isTypedIn, showAnew, showInside } from "vonder/parts";
import { load } from "vonder/send";
import { SHOWN, isShown, whenShown } from "vonder/shown";

/** @import { News } from "vonder/order" */

const AGAIN = 5000;

class LiveRefresh extends LiveElement {
  timer = 0;
  /** It was fetched while nobody saw it, and is read when it is seen. */
  unseen = false;
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
    if (!shown && !this.unseen) whenShown(() => this.seen());
    this.unseen = !shown;
    const headers = { "HX-Request": "true", ...(shown && SHOWN) };
    const found = await load(this.dataset.url ?? location.href, headers);
    if (!this.isConnected) return;
    if (!found) return this.soon(AGAIN);
    if (!found.ok || asked !== this.asked) return;
    if (this.busy) return this.soon(2000);
    if (this.dataset.target) showAnew(made(found.text), this.targets);
    else showInside(made(found.text), this);
  }

  seen() {
    this.unseen = false;
    if (this.isConnected) this.soon(0);
  }
}

customElements.define("live-refresh", LiveRefresh);
