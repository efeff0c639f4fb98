// A field for a text with formatting: plain until somebody begins to write, then the editor stands there with what was
// typed. Its tools are one stop of the keyboard.

import { all, find, maybe } from "vonder/find";
import { paste } from "vonder/pasting";
import { Pictures } from "vonder/pictures";

/** @import { Chain, Editor } from "vonder/editor" */

/** @type {Record<string, (chain: Chain) => Chain>} */
const ACTS = {
  bold: (chain) => chain.toggleBold(),
  italic: (chain) => chain.toggleItalic(),
  strike: (chain) => chain.toggleStrike(),
  code: (chain) => chain.toggleCode(),
  heading: (chain) => chain.toggleHeading({ level: 3 }),
  subheading: (chain) => chain.toggleHeading({ level: 4 }),
  bulletList: (chain) => chain.toggleBulletList(),
  orderedList: (chain) => chain.toggleOrderedList(),
  blockquote: (chain) => chain.toggleBlockquote(),
  undo: (chain) => chain.undo(),
  redo: (chain) => chain.redo(),
};
/** @type {Record<string, number>} */
const LEVELS = { heading: 3, subheading: 4 };
const KEYS = ["ArrowLeft", "ArrowRight", "Home", "End"];

export class RichText extends HTMLElement {
  /**
   * The editor, once it is asked for.
   * @type {Promise<Editor | null> | null}
   */
  coming = null;
  /** @type {Editor | null} */
  editor = null;
  composing = false;

  connectedCallback() {
    if (this.pictures) return; // it was only moved
    this.pictures = new Pictures(this);
    const { field } = this;
    field.addEventListener("compositionstart", () => (this.composing = true));
    field.addEventListener("compositionend", () => (this.composing = false));
    field.addEventListener("focus", () => this.begin());
    field.addEventListener("put", () => this.put());
    this.tools.addEventListener("mousedown", (event) => event.preventDefault()); // the cursor stays where it is
    this.tools.addEventListener("click", (event) => this.press(event));
    this.tools.addEventListener("keydown", (event) => this.walk(event));
    this.addEventListener("paste", (event) => paste(event, this), true);
    for (const window of all(this, "dialog", HTMLDialogElement)) this.answers(window);
    this.put();
  }

  get field() {
    return find(this, "textarea", HTMLTextAreaElement);
  }

  get tools() {
    return find(this, "[role=toolbar]", HTMLElement);
  }

  get buttons() {
    return all(this.tools, "[data-tool]", HTMLButtonElement);
  }

  /** What stands in the field now came from elsewhere; formatted words are not for reading as they are. */
  put() {
    if (this.editor) this.editor.commands.setContent(this.field.value);
    else if (/<\/?[a-z]/i.test(this.field.value)) this.begin();
  }

  /** The editor; null when it cannot be had, and the plain field goes on. */
  begin() {
    return (this.coming ??= this.arrive());
  }

  async arrive() {
    const { field } = this;
    const module = await import("vonder/editor").catch(() => null);
    if (!module) return (this.coming = null);
    if (this.composing)
      await new Promise((done) => field.addEventListener("compositionend", done, { once: true }));
    const label = this.labels[0];
    const place = find(this, ".rich-field__paper", HTMLElement);
    const editor = module.edit(field, place, {
      class: "rich-text",
      role: "textbox",
      dir: "auto",
      "aria-multiline": "true",
      "aria-label": label?.textContent?.trim() ?? "",
      "aria-describedby": field.getAttribute("aria-describedby") ?? "",
    });
    this.editor = editor;
    this.pictures?.listen(editor);
    field.hidden = true;
    editor.view.dom.id = field.id; // who is led to the field comes to the editor
    field.removeAttribute("id");
    label?.addEventListener("click", () => editor.view.focus());
    editor.on("transaction", () => this.show());
    this.show();
    field.form?.toggleAttribute("data-editor-ready", true);
    return editor;
  }

  get labels() {
    return [...(this.field.labels ?? [])];
  }

  /** Which tools are at work where the cursor is. */
  show() {
    for (const button of this.buttons) {
      const name = button.dataset.tool ?? "";
      const level = LEVELS[name];
      const active = level ? this.editor?.isActive("heading", { level }) : this.editor?.isActive(name);
      if (button.hasAttribute("aria-pressed")) button.setAttribute("aria-pressed", String(Boolean(active)));
    }
  }

  /** @param {MouseEvent} event */
  async press(event) {
    const button = event.target instanceof Element && event.target.closest("[data-tool]");
    if (!(button instanceof HTMLButtonElement)) return;
    this.stand(button);
    const name = button.dataset.tool ?? "";
    if (name === "figure" && !this.pictures?.chosen) return this.pictures?.chooser.click();
    const editor = await this.begin();
    if (!editor) return;
    if (name === "link") this.ask("link", { href: editor.getAttributes("link").href ?? "" });
    else if (name === "figure") this.ask("figure", this.pictures?.words ?? {});
    else ACTS[name](editor.chain().focus()).run();
  }

  /**
   * One of the tools is in the order of the keyboard; arrows lead to the others.
   * @param {KeyboardEvent} event
   */
  walk(event) {
    const { buttons } = this;
    const at = buttons.findIndex((button) => button === event.target);
    if (at < 0 || !KEYS.includes(event.key)) return;
    event.preventDefault();
    const steps = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: -1 };
    const next = buttons.at(steps[/** @type {keyof typeof steps} */ (event.key)] % buttons.length);
    if (!next) return;
    this.stand(next);
    next.focus();
  }

  /** @param {HTMLButtonElement} chosen */
  stand(chosen) {
    for (const button of this.buttons) button.tabIndex = button === chosen ? 0 : -1;
  }

  /**
   * @param {string} name of a window
   * @param {Record<string, string>} words that stand in it
   */
  ask(name, words) {
    const asked = find(this, `dialog[data-ask=${name}]`, HTMLDialogElement);
    for (const input of all(asked, "input", HTMLInputElement))
      input.value = words[input.dataset.of ?? ""] ?? "";
    asked.showModal();
  }

  /** @param {HTMLDialogElement} asked */
  answers(asked) {
    asked.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || !(event.target instanceof HTMLInputElement)) return;
      event.preventDefault(); // the form around it is not sent
      this.take(asked);
    });
    asked.addEventListener("click", ({ target }) => {
      if (target instanceof Element && target.closest("[data-save]")) this.take(asked);
      if (target instanceof Element && target.closest("[data-close]")) asked.close();
    });
    asked.addEventListener("close", () => {
      for (const input of all(asked, "input", HTMLInputElement)) input.value = "";
      this.editor?.view.focus();
    });
  }

  /** @param {HTMLDialogElement} asked */
  take(asked) {
    const inputs = all(asked, "input", HTMLInputElement);
    const words = Object.fromEntries(inputs.map((input) => [input.dataset.of ?? "", input.value.trim()]));
    asked.close();
    if (asked.dataset.ask === "figure") this.pictures?.describe(words);
    else this.link(words.href);
  }

  /** @param {string} address */
  link(address) {
    const { editor } = this;
    if (!editor) return;
    const chain = editor.chain().focus().extendMarkRange("link");
    const href = /^[a-z]+:|^[/#]/i.test(address) ? address : `https://${address}`;
    if (!address) chain.unsetLink().run();
    else if (!editor.state.selection.empty || editor.isActive("link")) chain.setLink({ href }).run();
    else {
      const text = { type: "text", text: address, marks: [{ type: "link", attrs: { href } }] };
      editor.chain().focus().insertContent(text).run();
    }
  }
}

customElements.define("rich-text", RichText);

/**
 * The field in which somebody writes on this page.
 * @param {ParentNode} root
 */
export const richText = (root) => maybe(root, "rich-text", RichText);
