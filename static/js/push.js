// News on this device: asks the browser where it can be reached and hands that over.

import { send } from "vonder/send";

class DevicePush extends HTMLElement {
  connectedCallback() {
    const button = this.querySelector("button");
    if (!("serviceWorker" in navigator && "PushManager" in window && "Notification" in window))
      return this.say("unknown");
    if (Notification.permission === "denied") return this.say("refused");
    button.hidden = false;
    button.addEventListener("click", () => this.switchOn(button));
  }

  say(what) {
    this.querySelector("[role=status]").textContent = this.dataset[what] ?? what;
  }

  async switchOn(button) {
    button.setAttribute("aria-busy", "true");
    try {
      if ((await Notification.requestPermission()) !== "granted") return this.say("refused");
      await navigator.serviceWorker.register("/service-worker.js");
      const { pushManager } = await navigator.serviceWorker.ready;
      const subscription = await pushManager.subscribe({
        userVisibleOnly: true,
        applicationServerKey: this.dataset.key,
      });
      const { endpoint, keys } = subscription.toJSON();
      const body = new URLSearchParams({ endpoint, ...keys });
      const { state, answer } = await send(this.dataset.url, body);
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
