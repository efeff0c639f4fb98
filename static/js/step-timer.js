// The clock of a method: it counts the current step down, says it in words too, and never needs sound.

import { all, find } from "vonder/find";

class StepTimer extends HTMLElement {
  stay = new AbortController();
  ticking = 0;
  /** The place of the current step. */
  at = 0;
  /** Seconds that remain of it while it does not run. */
  left = 0;
  /** When it ends, in milliseconds since 1970; 0 while it does not run. */
  ends = 0;
  /** The minutes that were said last. */
  said = -1;

  connectedCallback() {
    this.stay = new AbortController();
    const { signal } = this.stay;
    this.box.hidden = false;
    this.load();
    find(this, "[data-go]", HTMLElement).addEventListener("click", () => this.start(), { signal });
    find(this, "[data-next]", HTMLElement).addEventListener("click", () => this.next(), { signal });
    this.ticking = setInterval(() => this.show(), 250);
  }

  disconnectedCallback() {
    this.stay.abort();
    clearInterval(this.ticking);
  }

  get box() {
    return find(this, "[data-clock]", HTMLElement);
  }

  get steps() {
    return all(this, "li", HTMLLIElement);
  }

  load() {
    this.steps.forEach((step, index) => {
      step.classList.toggle("is-done", index < this.at);
      if (index === this.at) step.setAttribute("aria-current", "step");
      else step.removeAttribute("aria-current");
    });
    this.left = Number(this.steps[this.at]?.dataset.minutes || 0) * 60;
    this.ends = 0;
    this.said = -1;
    this.show();
  }

  start() {
    this.ends = Date.now() + this.left * 1000;
    find(this, "[data-go]", HTMLElement).hidden = true;
    this.show();
  }

  next() {
    if (this.at >= this.steps.length - 1) return;
    const running = this.ends > 0;
    this.at += 1;
    this.load();
    this.steps[this.at].scrollIntoView({ block: "nearest" });
    if (running) this.start();
  }

  show() {
    const left = this.ends ? Math.round((this.ends - Date.now()) / 1000) : this.left;
    const size = Math.abs(left);
    const sign = left < 0 ? "−" : "";
    find(this, "[data-time]", HTMLElement).textContent =
      `${sign}${Math.floor(size / 60)}:${String(size % 60).padStart(2, "0")}`;
    this.box.classList.toggle("is-over", left < 0);
    const minutes = Math.max(0, Math.ceil(left / 60));
    if (!this.ends || minutes === this.said) return;
    this.said = minutes;
    const words = left <= 0 ? this.dataset.done : this.dataset.left?.replace("{n}", String(minutes));
    find(this, "[data-say]", HTMLElement).textContent = words ?? "";
  }
}

customElements.define("step-timer", StepTimer);
