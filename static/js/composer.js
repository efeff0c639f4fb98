// The editor of a form: its words, pictures that are put into the text, and quoting what is selected.
// It comes before the editor's modules, so that it listens when they say that they are ready.

import { all, find, maybe } from "vonder/find";
import { takePictures } from "vonder/pictures";

/**
 * What we use of the editor.
 * @typedef {object} Editor
 * @property {{setContent(html: string): void, insertContent(content: string | object[]): void,
 *   setNodeSelection(place: number): void, focus(where: string): void}} commands
 * @property {{posAtDOM(node: Node, offset: number): number}} view
 * @property {(event: "create" | "update", act: () => void) => void} on
 */

/**
 * The editor speaks English; the page brings the words of the reader, for its buttons and for its dialogs.
 * @type {Record<string, string>}
 */
const words = JSON.parse(maybe(document, "meta[name=editor-words]", HTMLMetaElement)?.content ?? "{}");
if (!("gettext" in window))
  Object.assign(window, { gettext: (/** @type {string} */ text) => words[text] ?? text });

/** @param {HTMLFormElement} form */
function nameButtons(form) {
  for (const button of all(form, ".prose-menubar [data-name]", HTMLElement)) {
    const word = words[button.dataset.name ?? ""];
    if (!word) continue;
    if (button.classList.contains("prose-menubar__option")) {
      if (button.firstElementChild) button.firstElementChild.textContent = word;
    } else {
      button.title = word;
      button.setAttribute("aria-label", word);
    }
  }
  const style = maybe(form, ".prose-menubar button[aria-label=question_mark]", HTMLButtonElement);
  if (style && words.style) style.setAttribute("aria-label", (style.title = words.style));
}

/**
 * Puts what is selected in a post, or its beginning, into the editor.
 * @param {Editor} editor
 * @param {Element} post
 */
function quote(editor, post) {
  const selection = getSelection();
  const chosen = String(selection).trim();
  const within = chosen && post.contains(selection?.anchorNode ?? null);
  const quoted = document.createElement("blockquote");
  const who = document.createElement("p");
  const strong = document.createElement("strong");
  strong.textContent = find(post, ".post__head b", HTMLElement).innerText;
  who.append(strong);
  const said = document.createElement("p");
  said.textContent = within ? chosen : find(post, ".rich-text", HTMLElement).innerText.slice(0, 400);
  quoted.append(who, said);
  editor.commands.insertContent(quoted.outerHTML + "<p></p>");
  editor.commands.focus("end");
}

document.addEventListener("prose-editor:ready", (event) => {
  const { detail } = /** @type {CustomEvent<{editor: Editor, textarea: HTMLTextAreaElement}>} */ (event);
  const { editor, textarea } = detail;
  const form = textarea.form;
  if (!form) return;
  textarea.addEventListener("put", () => editor.commands.setContent(textarea.value));
  editor.on("update", () => form.dispatchEvent(new Event("input", { bubbles: true })));
  const label = form.querySelector(`label[for="${textarea.id}"]`);
  const surface = textarea.closest(".prose-editor")?.querySelector("[contenteditable]");
  surface?.setAttribute("aria-label", label?.textContent?.trim() || "");
  surface?.setAttribute("role", "textbox");
  surface?.setAttribute("aria-multiline", "true");
  nameButtons(form);
  editor.on("create", () => nameButtons(form));
  if (surface) takePictures(form, editor, surface);
  form.toggleAttribute("data-editor-ready", true);
  document.addEventListener("click", (click) => {
    const button = click.target instanceof Element && click.target.closest("[data-quote]");
    const post = button && button.closest(".post");
    if (!post) return;
    click.preventDefault();
    quote(editor, post);
  });
});
