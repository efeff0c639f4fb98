// What this device keeps for its reader.

/** With what begins every name under which something of this account is kept here. */
export const OWN = `vonder ${document.body.dataset.user} `;

/**
 * Looks at or changes what is kept; null in a browser that keeps nothing.
 * @template T
 * @param {(store: Storage) => T} change
 * @returns {T | null}
 */
export function stored(change) {
  try {
    return change(localStorage);
  } catch {
    return null;
  }
}
