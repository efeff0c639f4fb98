// Elements, by what they are.

/**
 * The element that has to be there.
 * @template {Element} T
 * @param {ParentNode} root
 * @param {string} selector
 * @param {new () => T} kind
 * @returns {T}
 */
export function find(root, selector, kind) {
  const found = maybe(root, selector, kind);
  if (found) return found;
  throw new Error(`There is no ${kind.name} at ${selector}`);
}

/**
 * The element that may be there.
 * @template {Element} T
 * @param {ParentNode} root
 * @param {string} selector
 * @param {new () => T} kind
 * @returns {T | null}
 */
export function maybe(root, selector, kind) {
  const found = root.querySelector(selector);
  return found instanceof kind ? found : null;
}

/**
 * All elements of a kind.
 * @template {Element} T
 * @param {ParentNode} root
 * @param {string} selector
 * @param {new () => T} kind
 * @returns {T[]}
 */
export function all(root, selector, kind) {
  return [...root.querySelectorAll(selector)].flatMap((found) => (found instanceof kind ? [found] : []));
}

/**
 * What a piece of HTML of our own server holds.
 * @param {string} html
 */
export function made(html) {
  const holder = document.createElement("template");
  holder.innerHTML = html;
  return holder.content;
}

/**
 * Lets htmx work in what was put on the page.
 * @param {Element} element
 */
export function wake(element) {
  const { htmx } = /** @type {{htmx?: {process(element: Element): void}}} */ (
    /** @type {unknown} */ (window)
  );
  htmx?.process(element);
}
