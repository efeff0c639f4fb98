// Keeps a draft on the server while somebody writes, and quotes the words that are selected.
// A classic script, so that it listens before the editor's modules say that they are ready.

{
  const PAUSE = 1200;

  function token(form) {
    return form.querySelector("[name=csrfmiddlewaretoken]").value;
  }

  function keepDraft(form) {
    const state = form.querySelector("[data-draft-state]");
    let timer = 0;
    async function save() {
      const body = new FormData();
      body.set("place", form.dataset.draft);
      body.set("title", form.elements.title?.value ?? "");
      body.set("body", form.elements.html.value);
      body.set("csrfmiddlewaretoken", token(form));
      const response = await fetch("/files/draft/", { method: "POST", body, credentials: "same-origin" }).catch(() => null);
      if (state) state.textContent = response?.ok ? "✓" : "…";
      form.toggleAttribute("data-draft-kept", Boolean(response?.ok));
    }
    form.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(save, PAUSE);
    });
    form.addEventListener("submit", () => clearTimeout(timer));
  }

  document.addEventListener("prose-editor:ready", (event) => {
    const { editor, textarea } = event.detail;
    const form = textarea.form;
    editor.on?.("update", () => form.dispatchEvent(new Event("input", { bubbles: true })));
    const label = form.querySelector(`label[for="${textarea.id}"]`);
    const surface = textarea.closest(".prose-editor")?.querySelector("[contenteditable]");
    surface?.setAttribute("aria-label", label?.textContent.trim() || "");
    surface?.setAttribute("role", "textbox");
    surface?.setAttribute("aria-multiline", "true");
    textarea.closest("form").toggleAttribute("data-editor-ready", true);
    document.addEventListener("click", (click) => {
      const button = click.target.closest("[data-quote]");
      if (!button) return;
      click.preventDefault();
      const post = button.closest(".post");
      const chosen = String(getSelection()).trim();
      const words = chosen && post.contains(getSelection().anchorNode) ? chosen : post.querySelector(".txt").innerText.slice(0, 400);
      const name = post.querySelector(".post__h b").innerText;
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

  for (const form of document.querySelectorAll("form[data-draft]")) keepDraft(form);
}
