// News on this device: asks the browser where it can be reached and hands that over.

import { find } from "vonder/find";
import { send } from "vonder/send";

class DevicePush extends HTMLElement {
  stay = new AbortController();

  connectedCallback() {
    this.stay = new AbortController();
    const button = find(this, "button", HTMLButtonElement);
    if (!("serviceWorker" in navigator && "PushManager" in window && "Notification" in window))
      return this.say("unknown");
    if (Notification.permission === "denied") return this.say("refused");
    button.hidden = false;
    button.addEventListener("click", () => this.switchOn(button), { signal: this.stay.signal });
  }

  disconnectedCallback() {
    this.stay.abort();
  }

  /** @param {string} what a sentence, or the name of one that the page brought */
  say(what) {
    find(this, "[role=status]", HTMLElement).textContent = this.dataset[what] ?? what;
  }

  /** @param {HTMLButtonElement} button */
  async switchOn(button) {
    button.setAttribute("aria-busy", "true");
    try {
      if ((await Notification.requestPermission()) !== "granted") return this.say("refused");
      await navigator.serviceWorker.register("/service-worker.js");
      const { pushManager } = await navigator.serviceWorker.ready;
      const subscription = await pushManager.subscribe({
        userVisibleOnly: true,
        applicationServerKey: this.dataset.key ?? null,
      });
      const { endpoint, keys } = subscription.toJSON();
      const body = new URLSearchParams({ endpoint: endpoint ?? "", ...keys });
      const { state, answer } = await send(this.dataset.url ?? "", body);
      if (state === "done") return location.reload();
      this.say(answer.error ?? "failed");
    } catch {
      this.say("failed");
    } finally {
      button.removeAttribute("aria-busy");
    }
  }
}

customElements.define("device-push", DevicePush);
