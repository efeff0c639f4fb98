// The planner: turns that are dragged onto each other, and a grid that is walked with the arrow keys.

/** The turns of a proposal: one that is dragged onto another asks what their swap would change. */
class TurnList extends HTMLElement {
  connectedCallback() {
    for (const turn of this.querySelectorAll("[data-turn]")) {
      turn.draggable = true;
      turn.addEventListener("dragstart", (event) => {
        this.dragged = turn.dataset.turn;
        event.dataTransfer.effectAllowed = "move";
      });
      turn.addEventListener("dragover", (event) => {
        if (this.dragged && this.dragged !== turn.dataset.turn) event.preventDefault();
        turn.classList.toggle("is-over", this.dragged !== turn.dataset.turn);
      });
      turn.addEventListener("dragleave", () => turn.classList.remove("is-over"));
      turn.addEventListener("drop", (event) => {
        event.preventDefault();
        location.assign(`?first=${this.dragged}&second=${turn.dataset.turn}#swap`);
      });
    }
  }
}

/** The grid of answers. Arrows move, space changes an answer; l fixes, x swaps a turn, [ and ] show another plan. */
class PlanGrid extends HTMLElement {
  connectedCallback() {
    this.rows = [...this.querySelectorAll("tbody tr")].map((row) => [...row.querySelectorAll("button.cell")]);
    if (!this.rows[0]?.length) return;
    const cells = this.rows.flat();
    const from = cells.find((cell) => cell.id === PlanGrid.last) || cells[0];
    for (const cell of cells) cell.tabIndex = cell === from ? 0 : -1;
    this.addEventListener("keydown", (event) => this.press(event));
    this.addEventListener("focusin", (event) => this.stand(event.target));
  }

  stand(cell) {
    if (!cell.matches?.("button.c")) return;
    for (const other of this.querySelectorAll('button.cell[tabindex="0"]')) other.tabIndex = -1;
    cell.tabIndex = 0;
    PlanGrid.last = cell.id;
  }

  press(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const cell = event.target;
    const row = this.rows.findIndex((cells) => cells.includes(cell));
    if (row < 0) return;
    const column = this.rows[row].indexOf(cell);
    const to = {
      ArrowUp: this.rows[row - 1]?.[column],
      ArrowDown: this.rows[row + 1]?.[column],
      ArrowLeft: this.rows[row][column - 1],
      ArrowRight: this.rows[row][column + 1],
      Home: this.rows[row][0],
      End: this.rows[row].at(-1),
    }[event.key];
    if (to) {
      event.preventDefault();
      return to.focus();
    }
    const turn = cell.dataset.turn;
    if (event.key === "l" && turn) document.querySelector(`[data-lock="${turn}"]`)?.click();
    if (event.key === "x" && turn) document.querySelector(`[data-swap="${turn}"]`)?.click();
    if (event.key === "[" || event.key === "]") this.variant(event.key === "]" ? 1 : -1);
  }

  variant(step) {
    const plans = [...document.querySelectorAll("a[data-variant]")];
    const at = plans.findIndex((plan) => plan.hasAttribute("aria-current"));
    plans[(at + step + plans.length) % plans.length]?.click();
  }
}

customElements.define("turn-list", TurnList);
customElements.define("plan-grid", PlanGrid);
