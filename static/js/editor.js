// The editor of a text with formatting: what one can write in it is what the server keeps. It is only fetched when
// somebody begins to write (rich-text.js).

// @ts-expect-error: the package tells no types
import * as prose from "django-prose-editor/editor";

/**
 * What we use of a chain of steps.
 * @typedef {object} Chain
 * @property {(place?: string) => Chain} focus
 * @property {() => Chain} toggleBold
 * @property {() => Chain} toggleItalic
 * @property {() => Chain} toggleStrike
 * @property {() => Chain} toggleCode
 * @property {() => Chain} toggleBulletList
 * @property {() => Chain} toggleOrderedList
 * @property {() => Chain} toggleBlockquote
 * @property {(attributes: {level: number}) => Chain} toggleHeading
 * @property {() => Chain} undo
 * @property {() => Chain} redo
 * @property {(mark: string) => Chain} extendMarkRange
 * @property {(attributes: {href: string}) => Chain} setLink
 * @property {() => Chain} unsetLink
 * @property {(content: string | object | object[]) => Chain} insertContent
 * @property {(place: number) => Chain} setNodeSelection
 * @property {(act: (on: {tr: any, state: any}) => boolean) => Chain} command
 * @property {() => boolean} run
 */
/**
 * What we use of the editor.
 * @typedef {object} Editor
 * @property {() => Chain} chain
 * @property {{setContent(content: string): void, setTextSelection(range: {from: number, to: number}): void}} commands
 * @property {(name: string, attributes?: object) => boolean} isActive
 * @property {(name: string) => Record<string, string>} getAttributes
 * @property {() => string} getHTML
 * @property {{selection: any, doc: any}} state
 * @property {{dom: HTMLElement, focus(): void, pasteHTML(html: string): void, pasteText(text: string): void,
 *   posAtDOM(node: Node, offset: number): number}} view
 * @property {(event: "transaction" | "update", act: () => void) => void} on
 */

/** All that the server keeps; a way of its own to ask for addresses and captions it does not bring. */
const KNOWS = [
  ...["Document", "Paragraph", "Text", "HardBreak", "HorizontalRule", "Gapcursor", "Dropcursor", "History"],
  ...["Bold", "Italic", "Strike", "Underline", "Code", "CodeBlock", "Blockquote", "ListItem", "BulletList"],
  ...["Image", "Caption"],
].map((name) => prose[name]);
const Heading = prose.Heading.configure({ levels: [3, 4] });
const OrderedList = prose.OrderedList.extend({ addKeyboardShortcuts: () => ({}) });
const Figure = prose.Figure.extend({ addExtensions: () => [] });
const Link = prose.Link.extend({ addKeyboardShortcuts: () => ({}) }).configure({
  enableTarget: false,
  protocols: ["http", "https", "mailto"],
});

/** @param {string} text */
export const hasMarkup = (text) => /<\/?[a-z]/i.test(text);

/**
 * Plain text as the editor holds it, letter for letter: the place after `n` letters is `n + 1`.
 * @param {string} text
 */
function paragraphs(text) {
  const lines = (/** @type {string} */ part) =>
    part
      .split("\n")
      .flatMap((line, at) => [
        ...(at ? [{ type: "hardBreak" }] : []),
        ...(line ? [{ type: "text", text: line }] : []),
      ]);
  const content = text.split("\n\n").map((part) => ({ type: "paragraph", content: lines(part) }));
  return { type: "doc", content };
}

/**
 * Takes the place of a field: what stands in it stands in the editor, and the cursor where it was.
 * @param {HTMLTextAreaElement} field
 * @param {HTMLElement} place
 * @param {Record<string, string>} attributes of what one writes on
 * @returns {Editor}
 */
export function edit(field, place, attributes) {
  const { value, selectionStart, selectionEnd } = field;
  const typing = document.activeElement === field;
  const plain = !hasMarkup(value);
  /** @type {Editor} */
  const editor = new prose.Editor({
    element: place,
    extensions: [...KNOWS, Heading, OrderedList, Figure, Link],
    content: plain ? paragraphs(value) : value,
    editorProps: { attributes },
    injectCSS: false, // our sheets have its rules; the policy lets no style in
  });
  editor.on("update", () => {
    const html = editor.getHTML();
    field.value = html === "<p></p>" ? "" : html;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  });
  if (typing) {
    const end = editor.state.doc.content.size - 1;
    const range = plain ? { from: selectionStart + 1, to: selectionEnd + 1 } : { from: end, to: end };
    editor.commands.setTextSelection(range);
    editor.view.focus();
  }
  return editor;
}
