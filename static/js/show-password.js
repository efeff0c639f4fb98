// A password that one may look at while one types it. Needs no other module: it stands on pages without a map of them.

class ShowPassword extends HTMLElement {
  stay = new AbortController();

  connectedCallback() {
    this.stay = new AbortController();
    const [button, field] = [this.querySelector("button"), this.previousElementSibling];
    if (!button || !(field instanceof HTMLInputElement)) return;
    const show = button.textContent;
    button.hidden = false;
    const { signal } = this.stay;
    const look = (/** @type {boolean} */ open) => {
      field.type = open ? "text" : "password";
      button.setAttribute("aria-pressed", String(open));
      button.textContent = open ? (this.dataset.hide ?? "") : show;
    };
    button.addEventListener("click", () => look(field.type === "password"), { signal });
    field.form?.addEventListener("submit", () => look(false), { signal });
  }

  disconnectedCallback() {
    this.stay.abort();
  }
}

customElements.define("show-password", ShowPassword);
