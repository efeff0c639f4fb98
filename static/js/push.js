// News on this device: asks the browser where it can be reached and hands that over.

class DevicePush extends HTMLElement {
  connectedCallback() {
    const button = this.querySelector("button");
    if (!("serviceWorker" in navigator && "PushManager" in window && "Notification" in window)) return this.say("unknown");
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
      const subscription = await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: this.dataset.key });
      const { endpoint, keys } = subscription.toJSON();
      const body = new URLSearchParams({ endpoint, ...keys });
      const token = JSON.parse(document.body.getAttribute("hx-headers"))["X-CSRFToken"];
      const response = await fetch(this.dataset.url, { method: "POST", body, headers: { "X-CSRFToken": token } });
      if (response.ok) return location.reload();
      this.say((await response.json().catch(() => ({}))).error ?? "failed");
    } catch {
      this.say("failed");
    } finally {
      button.removeAttribute("aria-busy");
    }
  }
}

customElements.define("device-push", DevicePush);
