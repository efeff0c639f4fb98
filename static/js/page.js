// What every page does: the search palette, keys, errors that take the focus, buttons that cannot be pressed twice.
// It stands alone: pages of visitors have no import map.

const palette = document.querySelector("dialog#palette");

/** @param {Event} event */
function openPalette(event) {
  if (!(palette instanceof HTMLDialogElement)) return;
  event.preventDefault();
  palette.showModal();
  palette.querySelector("input")?.select();
}

document.addEventListener("click", ({ target }) => {
  if (target === palette && palette instanceof HTMLDialogElement) palette.close();
  if (target instanceof Element && target.closest("[data-print]")) print();
});
document.addEventListener("click", (event) => {
  if (event.target instanceof Element && event.target.closest("[data-palette]")) openPalette(event);
});
palette?.addEventListener("open", openPalette);

/** @param {EventTarget | null} target */
function typing(target) {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || Boolean(target.closest("input, textarea, select"));
}

document.addEventListener("keydown", (event) => {
  const { target } = event;
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") return openPalette(event);
  if ((event.ctrlKey || event.metaKey) && event.key === "Enter" && typing(target))
    if (target instanceof Element) target.closest("form")?.requestSubmit();
});

const asked = palette?.querySelector("input");
const hits = () => [...(palette?.querySelectorAll("[role=option]") ?? [])];

/**
 * The hit that Enter opens: it is told to who does not see it.
 * @param {Element | undefined} hit
 */
function choose(hit) {
  for (const [at, other] of hits().entries()) {
    other.id ||= `hit-${at}`;
    other.setAttribute("aria-selected", String(other === hit));
  }
  if (hit) asked?.setAttribute("aria-activedescendant", hit.id);
  else asked?.removeAttribute("aria-activedescendant");
  hit?.scrollIntoView({ block: "nearest" });
}

palette?.addEventListener("htmx:afterSwap", () => choose(undefined));
palette?.addEventListener("keydown", (event) => {
  if (!(event instanceof KeyboardEvent)) return;
  const all = hits();
  const at = all.findIndex((hit) => hit.getAttribute("aria-selected") === "true");
  const hit = all[at];
  if (event.key === "Enter" && hit instanceof HTMLElement) {
    event.preventDefault();
    hit.click();
  }
  if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
  event.preventDefault();
  choose(event.key === "ArrowDown" ? all[(at + 1) % all.length] : all.at(at < 0 ? -1 : at - 1));
});

const errors = document.querySelector("[data-errors]");
if (errors instanceof HTMLElement) errors.focus();

// Signing in leads back to the very place in the page, which only the browser knows.
document.addEventListener("click", ({ target }) => {
  const link = target instanceof Element && target.closest('a[href^="/account/login/?next="]');
  if (!(link instanceof HTMLAnchorElement)) return;
  const back = new URL(link.href).searchParams.get("next");
  if (!location.hash || back !== location.pathname + location.search) return;
  link.href = `/account/login/?next=${encodeURIComponent(back + location.hash)}`;
});
for (const field of document.querySelectorAll(".auth input[name=next]")) {
  if (!(field instanceof HTMLInputElement)) continue;
  if (location.hash && field.value && !field.value.includes("#")) field.value += location.hash;
}

document.addEventListener("submit", (event) => {
  const { target, submitter } = event;
  if (event.defaultPrevented || !submitter || !(target instanceof HTMLFormElement)) return;
  if (target.method !== "post" || target.hasAttribute("hx-post")) return;
  if (submitter.dataset.sent) return event.preventDefault();
  submitter.dataset.sent = "1";
  submitter.setAttribute("aria-busy", "true");
});

addEventListener("pageshow", () => {
  for (const button of document.querySelectorAll("button[data-sent]")) {
    button.removeAttribute("data-sent");
    button.removeAttribute("aria-busy");
  }
});

document.querySelector(".tabs [aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" });
