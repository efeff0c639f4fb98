// The grid of answers. Arrows move, space changes an answer; l fixes, x swaps a turn, [ and ] show another plan.

import { all, maybe } from "vonder/find";

/** Where somebody stands stays theirs when the grid is fetched anew. */
let last = "";

class PlanGrid extends HTMLElement {
  stay = new AbortController();
  /** @type {HTMLButtonElement[][]} */
  rows = [];

  connectedCallback() {
    this.stay = new AbortController();
    this.rows = all(this, "tbody tr", HTMLElement).map((row) => all(row, "button.cell", HTMLButtonElement));
    if (!this.rows[0]?.length) return;
    const cells = this.rows.flat();
    const from = cells.find((cell) => cell.id === last) || cells[0];
    for (const cell of cells) cell.tabIndex = cell === from ? 0 : -1;
    const { signal } = this.stay;
    this.addEventListener("keydown", (event) => this.press(event), { signal });
    this.addEventListener("focusin", ({ target }) => this.stand(target), { signal });
  }

  disconnectedCallback() {
    this.stay.abort();
  }

  /** @param {EventTarget | null} cell */
  stand(cell) {
    if (!(cell instanceof HTMLButtonElement && cell.matches(".cell"))) return;
    for (const other of all(this, 'button.cell[tabindex="0"]', HTMLButtonElement)) other.tabIndex = -1;
    cell.tabIndex = 0;
    last = cell.id;
  }

  /** @param {KeyboardEvent} event */
  press(event) {
    const cell = event.target;
    if (event.ctrlKey || event.metaKey || event.altKey || !(cell instanceof HTMLButtonElement)) return;
    const row = this.rows.findIndex((cells) => cells.includes(cell));
    if (row < 0) return;
    const to = this.beside(row, this.rows[row].indexOf(cell), event.key);
    if (to) {
      event.preventDefault();
      return to.focus();
    }
    const turn = cell.dataset.turn;
    if (event.key === "l" && turn) maybe(document, `[data-lock="${turn}"]`, HTMLElement)?.click();
    if (event.key === "x" && turn) maybe(document, `[data-swap="${turn}"]`, HTMLElement)?.click();
    if (event.key === "[" || event.key === "]") this.variant(event.key === "]" ? 1 : -1);
  }

  /**
   * The cell to which a key leads.
   * @param {number} row
   * @param {number} column
   * @param {string} key
   */
  beside(row, column, key) {
    switch (key) {
      case "ArrowUp":
        return this.rows[row - 1]?.[column];
      case "ArrowDown":
        return this.rows[row + 1]?.[column];
      case "ArrowLeft":
        return this.rows[row][column - 1];
      case "ArrowRight":
        return this.rows[row][column + 1];
      case "Home":
        return this.rows[row][0];
      case "End":
        return this.rows[row].at(-1);
    }
  }

  /** @param {1 | -1} step */
  variant(step) {
    const plans = all(document, "a[data-variant]", HTMLAnchorElement);
    const at = plans.findIndex((plan) => plan.hasAttribute("aria-current"));
    plans[(at + step + plans.length) % plans.length]?.click();
  }
}

customElements.define("plan-grid", PlanGrid);
