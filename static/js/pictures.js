// Pictures that are pasted, dropped or chosen go where the cursor of an editor is, once somebody said that no child is
// in them.

import { maybe } from "vonder/find";
import { send } from "vonder/send";

/** @import { Editor } from "vonder/composer" */

/**
 * @param {HTMLFormElement} form
 * @param {Editor} editor
 * @param {Element} surface where one writes
 */
export function takePictures(form, editor, surface) {
  const tick = maybe(form, "[name=no_children]", HTMLInputElement);
  const state = maybe(form, "[data-pictures]", HTMLElement);
  if (tick && state) new Pictures(form, editor, tick, state).listen(surface);
}

class Pictures {
  /** @type {File[]} */
  waiting = [];
  chooser = document.createElement("input");

  /**
   * @param {HTMLFormElement} form
   * @param {Editor} editor
   * @param {HTMLInputElement} tick
   * @param {HTMLElement} state
   */
  constructor(form, editor, tick, state) {
    this.form = form;
    this.editor = editor;
    this.tick = tick;
    this.state = state;
    this.asked = tick.closest("[data-scripted]");
    this.chooser.type = "file";
    this.chooser.accept = "image/*";
    this.chooser.multiple = true;
  }

  /** @param {Element} surface */
  listen(surface) {
    const { chooser, editor } = this;
    surface.addEventListener(
      "paste",
      (event) => this.take(event, /** @type {ClipboardEvent} */ (event).clipboardData?.files),
      true,
    );
    surface.addEventListener(
      "drop",
      (event) => this.take(event, /** @type {DragEvent} */ (event).dataTransfer?.files),
      true,
    );
    surface.addEventListener("click", ({ target }) => {
      if (target instanceof Element && target.matches("figure img"))
        editor.commands.setNodeSelection(editor.view.posAtDOM(target, 0));
    });
    chooser.addEventListener("change", (event) => {
      this.take(event, chooser.files);
      chooser.value = "";
    });
    this.tick.addEventListener("change", () => this.go());
    this.form.addEventListener("click", (event) => this.choose(event), true);
  }

  /** @param {MouseEvent} event */
  choose(event) {
    const button = ".prose-menubar [data-name=figure]:not(.active)"; // active: describe this one
    if (!(event.target instanceof Element && event.target.closest(button))) return;
    event.preventDefault();
    event.stopPropagation();
    this.chooser.click();
  }

  /**
   * @param {Event} event
   * @param {FileList | null | undefined} files
   */
  take(event, files) {
    const pictures = [...(files ?? [])].filter((file) => file.type.startsWith("image/"));
    if (!pictures.length) return;
    event.preventDefault();
    event.stopPropagation();
    this.waiting.push(...pictures);
    this.go();
  }

  async go() {
    if (!this.waiting.length) return;
    if (!this.tick.checked) return this.ask();
    this.say(this.state.dataset.busy);
    const wrong = [];
    for (const picture of this.waiting.splice(0)) wrong.push(await this.place(picture));
    this.say(wrong.find(Boolean));
  }

  /** The tick is missing. */
  ask() {
    this.say(this.state.dataset.tick);
    const folded = this.tick.closest("details");
    if (folded) folded.open = true;
    if (this.asked instanceof HTMLElement) this.asked.hidden = false;
    this.tick.focus();
  }

  /**
   * Gives what went wrong, if something did.
   * @param {File} picture
   */
  async place(picture) {
    const body = new FormData();
    body.set("file", picture);
    body.set("audience", this.form.dataset.audience ?? "");
    body.set("client_id", crypto.randomUUID());
    body.set("no_children", "on");
    const { state, answer } = await send("/files/upload/", body);
    if (state !== "done") return answer.error ?? this.state.dataset.failed;
    const figure = { type: "figure", content: [{ type: "image", attrs: { src: answer.url, alt: "" } }] };
    this.editor.commands.insertContent([figure, { type: "paragraph" }]);
    return "";
  }

  /** @param {string | undefined} words */
  say(words) {
    this.state.textContent = words ?? "";
    this.state.hidden = !words;
  }
}
