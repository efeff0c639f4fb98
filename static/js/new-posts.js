// New posts wait behind a button, so that nothing moves under the reader.

import { find, made, wake } from "vonder/find";
import { freshen } from "vonder/leaving";
import { load } from "vonder/send";
import { SHOWN } from "vonder/shown";

export class NewPosts extends HTMLElement {
  stay = new AbortController();
  /** The numbers of the last post on the page, and of the newest there is. */
  shown = Number(this.dataset.last || 0);
  newest = this.shown;

  connectedCallback() {
    this.stay = new AbortController();
    this.button.addEventListener("click", () => this.load(), { signal: this.stay.signal });
  }

  disconnectedCallback() {
    this.stay.abort();
  }

  get button() {
    return find(this, "button", HTMLButtonElement);
  }

  /**
   * Says how many wait.
   * @param {number} newest the number of the newest post
   */
  count(newest) {
    this.newest = newest;
    const count = newest - this.shown;
    const words = count === 1 ? this.dataset.one : this.dataset.many?.replace("{n}", String(count));
    this.button.textContent = words ?? "";
    this.button.hidden = count < 1;
  }

  async load() {
    if (this.hasAttribute("data-elsewhere")) return location.assign(location.pathname + "?page=99999");
    const url = `${this.dataset.url}?after=${this.shown}`;
    const found = await load(url, SHOWN);
    if (!found?.ok) return found && freshen();
    const list = find(document, "[data-posts]", HTMLElement);
    const content = made(found.text);
    const posts = [...content.querySelectorAll("article")];
    this.shown = posts.length ? Math.max(...posts.map((post) => Number(post.dataset.n))) : this.newest;
    for (const post of posts) if (document.getElementById(post.id)) post.remove();
    const first = content.querySelector("article");
    list.append(content);
    wake(list);
    this.count(this.newest);
    first?.setAttribute("tabindex", "-1");
    first?.focus({ preventScroll: false });
  }
}

customElements.define("new-posts", NewPosts);
