// Pictures that are pasted, dropped or chosen go where the cursor of an editor is, once somebody said that no child is
// in them. What is in a picture, and its caption, is told afterwards.

import { maybe } from "vonder/find";
import { buttonFor } from "vonder/message";
import { send } from "vonder/send";

/** @import { Editor } from "vonder/editor" */
/** @import { RichText } from "vonder/rich-text" */

/** @param {FileList | null | undefined} files */
export const picturesIn = (files) =>
  [...(files ?? [])].filter(({ type, name }) => type.startsWith("image/") || /\.(hei[cf]|avif)$/i.test(name));

export class Pictures {
  /** @type {File[]} */
  waiting = [];
  chooser = document.createElement("input");

  /** @param {RichText} place */
  constructor(place) {
    this.place = place;
    this.form = place.field.form;
    this.tick = this.form && maybe(this.form, "[name=no_children]", HTMLInputElement);
    this.state = this.form && maybe(this.form, "[data-pictures]", HTMLElement);
    this.chooser.type = "file";
    this.chooser.accept = "image/*";
    this.chooser.multiple = true;
    this.chooser.addEventListener("change", () => {
      this.take(picturesIn(this.chooser.files));
      this.chooser.value = "";
    });
    this.tick?.addEventListener("change", () => this.go());
  }

  /** @param {Editor} editor */
  listen(editor) {
    const surface = editor.view.dom;
    surface.addEventListener("drop", (event) => {
      const files = picturesIn(event.dataTransfer?.files);
      if (!files.length) return;
      event.preventDefault();
      event.stopPropagation();
      this.take(files);
    });
    surface.addEventListener("click", ({ target }) => {
      if (target instanceof Element && target.matches("figure img"))
        editor.chain().setNodeSelection(editor.view.posAtDOM(target, 0)).run();
    });
  }

  /**
   * Pictures to put into the text.
   * @param {File[]} files
   */
  take(files) {
    this.waiting.push(...files);
    this.go();
  }

  async go() {
    if (!this.waiting.length || !this.tick || !this.state) return;
    if (!this.tick.checked) return this.ask(this.tick);
    this.say(this.state.dataset.busy);
    const wrong = [];
    for (const picture of this.waiting.splice(0)) wrong.push(await this.put(picture));
    this.say(wrong.find(Boolean));
  }

  /** @param {HTMLInputElement} tick that is missing */
  ask(tick) {
    this.say(this.state?.dataset.tick);
    const folded = tick.closest("details");
    if (folded) folded.open = true;
    const asked = tick.closest("[data-scripted]");
    if (asked instanceof HTMLElement) asked.hidden = false;
    tick.focus();
  }

  /**
   * Gives what went wrong, if something did.
   * @param {File} picture
   */
  async put(picture) {
    const body = new FormData();
    body.set("file", picture);
    body.set("audience", this.form?.dataset.audience ?? "");
    body.set("client_id", crypto.randomUUID());
    body.set("no_children", "on");
    const [editor, { state, answer }] = await Promise.all([this.place.begin(), send("/files/upload/", body)]);
    if (state !== "done" || !editor) {
      if (state !== "refused") this.hold(picture);
      return answer.error ?? this.state?.dataset.failed;
    }
    const figure = { type: "figure", content: [{ type: "image", attrs: { src: answer.url, alt: "" } }] };
    editor
      .chain()
      .insertContent([figure, { type: "paragraph" }])
      .run();
    return "";
  }

  /**
   * A picture that did not arrive stands below the text, to send it again or to leave it out.
   * @param {File} picture
   */
  hold(picture) {
    const list = this.form && maybe(this.form, "[data-unsent]", HTMLElement);
    if (!list) return;
    const row = document.createElement("li");
    const name = document.createElement("span");
    name.textContent = picture.name;
    const leave = () => {
      row.remove();
      list.hidden = !list.children.length;
      this.say("");
    };
    const again = buttonFor(list.dataset.again, () => {
      leave();
      this.take([picture]);
    });
    const without = buttonFor(list.dataset.without, leave);
    for (const button of [again, without]) {
      button.className = "button button--small";
      button.setAttribute("aria-label", `${button.textContent}: ${picture.name}`);
    }
    row.append(name, again, without);
    list.append(row);
    list.hidden = false;
  }

  /** The picture of the text that is chosen. */
  get chosen() {
    const node = this.place.editor?.state.selection.node;
    return node?.type.name === "image" ? node : null;
  }

  /** What is told of the one that is chosen. */
  get words() {
    const caption = this.place.editor?.state.selection.$from.parent.maybeChild(1);
    return { alt: this.chosen?.attrs.alt ?? "", caption: caption?.textContent ?? "" };
  }

  /** @param {Record<string, string>} words what is in the picture that is chosen, and its caption */
  describe({ alt, caption }) {
    const { chosen } = this;
    const same = caption === this.words.caption; // one with formatting stays as it is
    if (!chosen) return;
    /** @param {{tr: any, state: any}} on */
    const change = ({ tr, state }) => {
      const { from, $from } = state.selection;
      const end = from + chosen.nodeSize;
      const old = $from.parent.maybeChild(1);
      const kind = state.schema.nodes.caption;
      tr.setNodeMarkup(from, undefined, { ...chosen.attrs, alt });
      const fresh = caption ? [kind.create({}, state.schema.text(caption))] : [];
      if (!same) tr.replaceWith(end, end + (old?.nodeSize ?? 0), fresh);
      return true;
    };
    this.place.editor?.chain().command(change).run();
  }

  /** @param {string | undefined} words */
  say(words) {
    if (!this.state) return;
    this.state.textContent = words ?? "";
    this.state.hidden = !words;
  }
}
