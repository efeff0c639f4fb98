// The clock of a method: it counts the current step down, says it in words too, and never needs sound.

class StepTimer extends HTMLElement {
  connectedCallback() {
    this.steps = [...this.querySelectorAll("li")];
    this.box = this.querySelector("[data-clock]");
    this.box.hidden = false;
    this.at = 0;
    this.ends = 0;
    this.load();
    this.querySelector("[data-go]").addEventListener("click", () => this.start());
    this.querySelector("[data-next]").addEventListener("click", () => this.next());
    this.ticking = setInterval(() => this.show(), 250);
  }

  disconnectedCallback() {
    clearInterval(this.ticking);
  }

  load() {
    this.steps.forEach((step, index) => {
      step.classList.toggle("is-done", index < this.at);
      if (index === this.at) step.setAttribute("aria-current", "step");
      else step.removeAttribute("aria-current");
    });
    this.left = Number(this.steps[this.at]?.dataset.minutes || 0) * 60;
    this.ends = 0;
    this.said = null;
    this.show();
  }

  start() {
    this.ends = Date.now() + this.left * 1000;
    this.querySelector("[data-go]").hidden = true;
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
    this.querySelector("[data-time]").textContent =
      `${sign}${Math.floor(size / 60)}:${String(size % 60).padStart(2, "0")}`;
    this.box.classList.toggle("is-over", left < 0);
    const minutes = Math.max(0, Math.ceil(left / 60));
    if (!this.ends || minutes === this.said) return;
    this.said = minutes;
    this.querySelector("[data-say]").textContent =
      left <= 0 ? this.dataset.done : this.dataset.left.replace("{n}", minutes);
  }
}

customElements.define("step-timer", StepTimer);
