// The turns of a proposal: one that is dragged onto another asks what their swap would change.

import { all } from "vonder/find";

class TurnList extends HTMLElement {
  stay = new AbortController();
  /** The turn that is on its way. */
  dragged = "";

  connectedCallback() {
    this.stay = new AbortController();
    for (const turn of all(this, "[data-turn]", HTMLElement)) this.listen(turn, turn.dataset.turn ?? "");
  }

  disconnectedCallback() {
    this.stay.abort();
  }

  /**
   * @param {HTMLElement} turn
   * @param {string} name
   */
  listen(turn, name) {
    const { signal } = this.stay;
    /** @param {DragEvent} event */
    const begin = ({ dataTransfer }) => {
      this.dragged = name;
      if (dataTransfer) dataTransfer.effectAllowed = "move";
    };
    /** @param {DragEvent} event */
    const over = (event) => {
      if (this.dragged && this.dragged !== name) event.preventDefault();
      turn.classList.toggle("is-over", this.dragged !== name);
    };
    /** @param {DragEvent} event */
    const drop = (event) => {
      event.preventDefault();
      location.assign(`?first=${this.dragged}&second=${name}#swap`);
    };
    turn.draggable = true;
    turn.addEventListener("dragstart", begin, { signal });
    turn.addEventListener("dragover", over, { signal });
    turn.addEventListener("dragleave", () => turn.classList.remove("is-over"), { signal });
    turn.addEventListener("drop", drop, { signal });
  }
}

customElements.define("turn-list", TurnList);
