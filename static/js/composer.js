// Where an answer is written: what is selected in a post, or its beginning, is quoted there.

import { find } from "vonder/find";
import { richText } from "vonder/rich-text";

/** @param {Element} post */
function quoted(post) {
  const selection = getSelection();
  const chosen = String(selection).trim();
  const within = chosen && post.contains(selection?.anchorNode ?? null);
  const said = within ? chosen : find(post, ".rich-text", HTMLElement).innerText.slice(0, 400);
  const who = find(post, ".post__head b", HTMLElement).innerText;
  /**
   * @param {string} text
   * @param {object[]} marks
   */
  const paragraph = (text, marks = []) => ({ type: "paragraph", content: [{ type: "text", text, marks }] });
  const lines = said.split(/\n+/).filter((line) => line.trim());
  const content = [paragraph(who, [{ type: "bold" }]), ...lines.map((line) => paragraph(line))];
  return [{ type: "blockquote", content }, { type: "paragraph" }];
}

document.addEventListener("click", async (click) => {
  const button = click.target instanceof Element && click.target.closest("[data-quote]");
  const post = button && button.closest(".post");
  const field = richText(document);
  if (!post || !field) return;
  click.preventDefault();
  const quote = quoted(post);
  const editor = await field.begin();
  editor?.chain().focus("end").insertContent(quote).run();
  editor?.view.dom.scrollIntoView({ block: "center" });
});
