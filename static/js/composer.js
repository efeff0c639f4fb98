// The editor of a form: its words, pictures that are put into the text, and quoting what is selected.
// It comes before the editor's modules, so that it listens when they say that they are ready.

import { send } from "vonder/send";

// The editor speaks English; the page brings the words of the reader, for its buttons and for its dialogs.
const words = JSON.parse(document.querySelector("meta[name=editor-words]")?.content ?? "{}");
window.gettext ??= (text) => words[text] ?? text;

function nameButtons(form) {
  for (const button of form.querySelectorAll(".prose-menubar [data-name]")) {
    const word = words[button.dataset.name];
    if (!word) continue;
    if (button.classList.contains("prose-menubar__option")) button.firstElementChild.textContent = word;
    else {
      button.title = word;
      button.setAttribute("aria-label", word);
    }
  }
  const style = form.querySelector(".prose-menubar button[aria-label=question_mark]");
  if (style && words.style) style.setAttribute("aria-label", (style.title = words.style));
}

// Pictures that are pasted, dropped or chosen go where the cursor is, once somebody said that no child is in them.
function takePictures(form, editor, surface) {
  const tick = form.elements.no_children;
  const state = form.querySelector("[data-pictures]");
  if (!tick || !state) return;
  const waiting = [];
  const asked = tick.closest("[data-scripted]");
  const chooser = document.createElement("input");
  chooser.type = "file";
  chooser.accept = "image/*";
  chooser.multiple = true;

  function say(words) {
    state.textContent = words;
    state.hidden = !words;
  }
  async function place(picture) {
    const body = new FormData();
    body.set("file", picture);
    body.set("audience", form.dataset.audience);
    body.set("client_id", crypto.randomUUID());
    body.set("no_children", "on");
    const { state: outcome, answer } = await send("/files/upload/", body);
    if (outcome !== "done") return answer.error ?? state.dataset.failed;
    const figure = { type: "figure", content: [{ type: "image", attrs: { src: answer.url, alt: "" } }] };
    editor.commands.insertContent([figure, { type: "paragraph" }]);
    return "";
  }
  async function go() {
    if (!waiting.length) return;
    if (!tick.checked) {
      say(state.dataset.tick);
      const folded = tick.closest("details");
      if (folded) folded.open = true;
      if (asked) asked.hidden = false;
      tick.focus();
      return;
    }
    say(state.dataset.busy);
    const wrong = [];
    for (const picture of waiting.splice(0)) wrong.push(await place(picture));
    say(wrong.filter(Boolean)[0] ?? "");
  }
  function take(event, files) {
    const pictures = [...(files ?? [])].filter((file) => file.type.startsWith("image/"));
    if (!pictures.length) return;
    event.preventDefault();
    event.stopPropagation();
    waiting.push(...pictures);
    go();
  }
  surface.addEventListener("paste", (event) => take(event, event.clipboardData?.files), true);
  surface.addEventListener("drop", (event) => take(event, event.dataTransfer?.files), true);
  surface.addEventListener("click", ({ target }) => {
    if (target.matches("figure img")) editor.commands.setNodeSelection(editor.view.posAtDOM(target, 0));
  });
  chooser.addEventListener("change", (event) => {
    take(event, chooser.files);
    chooser.value = "";
  });
  tick.addEventListener("change", go);
  form.addEventListener(
    "click",
    (event) => {
      if (!event.target.closest(".prose-menubar [data-name=figure]:not(.active)")) return; // active: describe this one
      event.preventDefault();
      event.stopPropagation();
      chooser.click();
    },
    true,
  );
}

document.addEventListener("prose-editor:ready", (event) => {
  const { editor, textarea } = event.detail;
  const form = textarea.form;
  textarea.addEventListener("put", () => editor.commands.setContent(textarea.value));
  editor.on?.("update", () => form.dispatchEvent(new Event("input", { bubbles: true })));
  const label = form.querySelector(`label[for="${textarea.id}"]`);
  const surface = textarea.closest(".prose-editor")?.querySelector("[contenteditable]");
  surface?.setAttribute("aria-label", label?.textContent.trim() || "");
  surface?.setAttribute("role", "textbox");
  surface?.setAttribute("aria-multiline", "true");
  nameButtons(form);
  editor.on("create", () => nameButtons(form));
  if (surface) takePictures(form, editor, surface);
  form.toggleAttribute("data-editor-ready", true);
  document.addEventListener("click", (click) => {
    const button = click.target.closest("[data-quote]");
    if (!button) return;
    click.preventDefault();
    const post = button.closest(".post");
    const chosen = String(getSelection()).trim();
    const words =
      chosen && post.contains(getSelection().anchorNode)
        ? chosen
        : post.querySelector(".rich-text").innerText.slice(0, 400);
    const name = post.querySelector(".post__head b").innerText;
    const quote = document.createElement("blockquote");
    const who = document.createElement("p");
    const strong = document.createElement("strong");
    strong.textContent = name;
    who.append(strong);
    const said = document.createElement("p");
    said.textContent = words;
    quote.append(who, said);
    editor.commands.insertContent(quote.outerHTML + "<p></p>");
    editor.commands.focus("end");
  });
});
