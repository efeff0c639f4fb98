// A topic that is read: it hears of new posts.

import { LiveElement } from "vonder/live";
import { NewPosts } from "vonder/new-posts";

/** @import { News } from "vonder/order" */

class LiveTopic extends LiveElement {
  /** @param {News} frame */
  heard(frame) {
    const waiting = this.querySelector("new-posts");
    if (frame.kind === "post" && waiting instanceof NewPosts) waiting.count(this.told);
  }
}

customElements.define("live-topic", LiveTopic);
