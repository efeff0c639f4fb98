// The page of a plan is loaded again when there is another proposal, or when it was published.

import { maybe } from "vonder/find";
import { freshen } from "vonder/leaving";
import { LiveElement } from "vonder/live";

/** @import { News } from "vonder/order" */

class LivePlan extends LiveElement {
  /** @param {News} frame */
  heard(frame) {
    const bar = maybe(document, "progress[data-progress]", HTMLProgressElement);
    if (bar && frame.kind === "progress") bar.value = frame.percent ?? 0;
    const old = frame.kind === "proposal" || frame.kind === "published";
    const leaving = document.querySelector("button[data-sent]"); // an answer to this page is on its way
    if (!leaving && (old || (frame.kind === "state" && frame.state !== this.dataset.state))) freshen();
  }
}

customElements.define("live-plan", LivePlan);
