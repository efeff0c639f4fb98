// The grid of answers. Arrows move, space shows the answers of a cell and 1 to 4 choose one; l fixes, x swaps a turn,
// [ and ] show another plan.

import { all, find, maybe } from "vonder/find";

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
    this.style.setProperty("--dates", `${this.rows[0].length}`); // no wider than the days need
    const cells = this.rows.flat();
    const from = cells.find((cell) => cell.id === last) || cells[0];
    for (const cell of cells) cell.tabIndex = cell === from ? 0 : -1;
    const { signal } = this.stay;
    this.addEventListener("keydown", (event) => this.press(event), { signal });
    this.addEventListener("focusin", ({ target }) => this.stand(target), { signal });
    this.addEventListener("click", (event) => this.open(event), { signal });
    const menu = maybe(document, "#cell-menu", HTMLFormElement);
    menu?.addEventListener("submit", () => setTimeout(() => this.send(menu)), { signal }); // after htmx has read it
    menu?.addEventListener("keydown", (event) => this.choose(event, menu), { signal });
  }

  /**
   * The answers of a cell, beside it. Without this script they stand below the grid, on a page of their own.
   * @param {MouseEvent} event
   */
  open(event) {
    const cell = event.target instanceof Element && event.target.closest("button.cell");
    const menu = maybe(document, "#cell-menu", HTMLFormElement);
    if (!(cell instanceof HTMLButtonElement) || !menu?.showPopover) return;
    event.preventDefault();
    find(menu, "input[name=cell]", HTMLInputElement).value = cell.value;
    find(menu, "#cell-menu-who", HTMLElement).textContent = cell.ariaLabel;
    const stands = cell.value.split(":").at(-1);
    for (const answer of all(menu, "button", HTMLButtonElement))
      answer.ariaCurrent = answer.value === stands ? "true" : null;
    menu.popover = "auto";
    menu.hidden = false;
    menu.showPopover();
    const at = cell.getBoundingClientRect();
    const left = Math.min(at.left, document.documentElement.clientWidth - menu.offsetWidth - 8);
    const below = at.bottom + menu.offsetHeight + 8 < window.innerHeight;
    menu.style.left = `${Math.max(8, left)}px`;
    menu.style.top = `${below ? at.bottom : Math.max(8, at.top - menu.offsetHeight)}px`;
    (maybe(menu, "[aria-current]", HTMLElement) ?? find(menu, "button", HTMLElement)).focus();
  }

  /**
   * The answer is on its way: the cell says so until the grid comes back.
   * @param {HTMLFormElement} menu
   */
  send(menu) {
    const { value } = find(menu, "input[name=cell]", HTMLInputElement);
    const cell = this.rows.flat().find((one) => one.value === value);
    if (cell) cell.ariaBusy = "true";
    if (menu.popover) menu.hidePopover();
    cell?.focus();
  }

  /**
   * @param {KeyboardEvent} event
   * @param {HTMLFormElement} menu
   */
  choose(event, menu) {
    const answers = all(menu, "button", HTMLButtonElement);
    const at = answers.findIndex((answer) => answer === document.activeElement);
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) answers[(at + step + answers.length) % answers.length].focus();
    else if (answers[Number(event.key) - 1]) answers[Number(event.key) - 1].click();
    else return;
    event.preventDefault();
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
