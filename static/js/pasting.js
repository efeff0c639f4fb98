// What is pasted into a text with formatting. The server makes of it what one may write here (pasting.py); until it
// comes back nothing of it is read as a page, with styles that the policy refuses. A picture alone is uploaded.

import { picturesIn } from "vonder/pictures";
import { send } from "vonder/send";

/** @import { Editor } from "vonder/editor" */
/** @import { RichText } from "vonder/rich-text" */

const OWN = "data-pm-slice"; // what the editor itself copied

/**
 * HTML as it was copied, without what only its own program reads: its sheets, and pictures that are written out in it.
 * @param {string} html
 */
function cut(html) {
  const [, fragment = html] = /<!--StartFragment-->([^]*?)<!--EndFragment-->/.exec(html) ?? [];
  return fragment.replace(/<style[^]*?<\/style>/gi, "").replace(/(["'])data:[^"']*\1/g, '"data:,"');
}

/** @param {string} html */
const hasWords = (html) => Boolean(cut(html).replace(/<!--[^]*?-->|<[^>]*>|&nbsp;|\s/g, ""));

/**
 * @param {ClipboardEvent} event
 * @param {RichText} place
 */
export function paste(event, place) {
  const data = event.clipboardData;
  const html = data?.getData("text/html") ?? "";
  const text = data?.getData("text/plain") ?? "";
  const pictures = picturesIn(data?.files);
  const words = hasWords(html); // a program that gives words gives a picture of them too
  if (!words && !pictures.length && !html) return;
  if (words && place.editor && (html.includes(OWN) || place.editor.isActive("codeBlock"))) return;
  event.preventDefault();
  event.stopPropagation();
  if (pictures.length && !words) place.pictures?.take(pictures);
  else put(html, text, place);
}

/**
 * @param {string} html
 * @param {string} text the same without formatting
 * @param {RichText} place
 */
async function put(html, text, place) {
  const body = new FormData();
  body.set("html", cut(html));
  const [editor, { state, answer }] = await Promise.all([place.begin(), send("/files/pasted/", body)]);
  if (!editor) {
    place.field.setRangeText(text, place.field.selectionStart, place.field.selectionEnd, "end");
    place.field.dispatchEvent(new Event("input", { bubbles: true }));
    return;
  }
  editor.view.focus();
  if (state === "done") editor.view.pasteHTML(answer.html ?? "");
  else if (!answer.error) editor.view.pasteText(text);
  place.pictures?.say(state === "done" ? answer.left_out : (answer.error ?? place.dataset.tPlain));
}
