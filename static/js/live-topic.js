// A topic that is read: new posts wait behind a button, and what was changed, removed or chosen shows where it stands.

import { made } from "vonder/find";
import { LiveElement } from "vonder/live";
import { NewPosts } from "vonder/new-posts";
import { showAnew } from "vonder/parts";
import { load } from "vonder/send";

/** @import { News } from "vonder/order" */

const AGAIN = 5000;
const heading = () => document.querySelector("#topic-head h1")?.textContent ?? "";

class LiveTopic extends LiveElement {
  /**
   * The numbers of the posts that read otherwise now.
   * @type {Set<number>}
   */
  changed = new Set();
  fetching = false;

  /** @param {News} frame */
  heard(frame) {
    const waiting = this.querySelector("new-posts");
    if (frame.kind === "post" && waiting instanceof NewPosts) waiting.count(this.told);
    if (frame.kind === "changed" && frame.post) this.renew(frame.post);
  }

  /**
   * One after another; with each come the head of the topic and the answer that helped.
   * @param {number} post its number
   */
  async renew(post) {
    this.changed.add(post);
    if (this.fetching) return;
    this.fetching = true;
    try {
      for (const number of this.changed) {
        this.changed.delete(number);
        if (!(await this.show(number))) setTimeout(() => this.renew(number), AGAIN);
      }
    } finally {
      this.fetching = false;
    }
  }

  /**
   * Says whether there was an answer.
   * @param {number} number
   */
  async show(number) {
    const url = (this.dataset.post ?? "").replace(/0\/$/, `${number}/`);
    const found = await load(url);
    if (!found) return !this.isConnected;
    if (!found.ok) return true;
    const before = heading();
    showAnew(made(found.text), ["topic-head", "topic-answer", `p${number}`]);
    document.title = document.title.replace(before, heading);
    return true;
  }
}

customElements.define("live-topic", LiveTopic);
