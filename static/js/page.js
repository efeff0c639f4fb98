// What every page does: the search palette, keys, errors that take the focus, buttons that cannot be pressed twice.

const palette = document.getElementById("palette");

function openPalette(event) {
  if (!palette) return;
  event.preventDefault();
  palette.showModal();
  palette.querySelector("input").select();
}

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-palette]")) openPalette(event);
  if (event.target === palette) palette.close();
  if (event.target.closest("[data-print]")) print();
});

function typing(event) {
  const field = event.target.closest?.("input, textarea, select, [contenteditable=true]");
  return Boolean(field) || event.target.isContentEditable;
}

document.addEventListener("keydown", (event) => {
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") return openPalette(event);
  if (event.key === "/" && !typing(event)) return openPalette(event);
  if ((event.ctrlKey || event.metaKey) && event.key === "Enter") {
    const form = event.target.closest?.("form");
    if (form && typing(event)) form.requestSubmit();
  }
});

palette?.addEventListener("keydown", (event) => {
  if (event.key !== "ArrowDown" && event.key !== "ArrowUp" && event.key !== "Enter") return;
  const hits = [...palette.querySelectorAll("[role=option]")];
  const at = hits.findIndex((hit) => hit.getAttribute("aria-selected") === "true");
  if (event.key === "Enter") {
    if (at >= 0) {
      event.preventDefault();
      hits[at].click();
    }
    return;
  }
  event.preventDefault();
  const next = hits[(at + (event.key === "ArrowDown" ? 1 : -1) + hits.length) % hits.length];
  hits[at]?.setAttribute("aria-selected", "false");
  next?.setAttribute("aria-selected", "true");
  next?.scrollIntoView({ block: "nearest" });
});

document.querySelector("[data-errors]")?.focus();

// Signing in leads back to the very place in the page, which only the browser knows.
document.addEventListener("click", ({ target }) => {
  const link = target.closest('a[href^="/account/login/?next="]');
  const back = link && new URL(link.href).searchParams.get("next");
  if (!location.hash || back !== location.pathname + location.search) return;
  link.href = `/account/login/?next=${encodeURIComponent(back + location.hash)}`;
});
for (const field of document.querySelectorAll(".auth input[name=next]")) {
  if (location.hash && field.value && !field.value.includes("#")) field.value += location.hash;
}

document.addEventListener("submit", (event) => {
  const button = event.submitter;
  if (
    event.defaultPrevented ||
    !button ||
    event.target.method !== "post" ||
    event.target.hasAttribute("hx-post")
  )
    return;
  if (button.dataset.sent) return event.preventDefault();
  button.dataset.sent = "1";
  button.setAttribute("aria-busy", "true");
});

addEventListener("pageshow", () => {
  for (const button of document.querySelectorAll("button[data-sent]")) {
    delete button.dataset.sent;
    button.removeAttribute("aria-busy");
  }
});

document.querySelector(".tabs [aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" });
