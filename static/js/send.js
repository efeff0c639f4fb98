// The only way in which a page sends or fetches something by script: one plain outcome, never an exception, and never a
// page that is taken for an answer.

/**
 * What came of it.
 *   done           it was taken; `answer` is what came back
 *   signed-out     the session has ended (401)
 *   other-account  somebody else is signed in in this browser now
 *   conflict       it changed elsewhere meanwhile (409)
 *   refused        it cannot be taken as it is; `answer.error` says why where there is something to do
 *   failed         something broke on the other side; try again later
 *   offline        nothing answered
 * @typedef {"done" | "signed-out" | "other-account" | "conflict" | "refused" | "failed" | "offline"} State
 */

/** @typedef {{error?: string, html?: string, left_out?: string, url?: string, other_account?: boolean,
 *   place?: string, at?: number}} Answer */

/** The token as the cookie holds it now: it is another one after somebody signed in in another tab. */
export function token() {
  return /(?:^|; )csrftoken=([^;]*)/.exec(document.cookie)?.[1] ?? "";
}

let out = false;

/** Tells this page that its reader was signed out: once, whatever notices it first and how many do. */
export function tellSignedOut() {
  if (out) return;
  out = true;
  document.dispatchEvent(new CustomEvent("signed-out"));
}

/**
 * @param {Response} response
 * @param {Answer} answer
 * @returns {State}
 */
function stateOf(response, answer) {
  if (response.ok || response.type === "opaqueredirect") return "done";
  if (response.status === 401) return "signed-out";
  if (response.status === 409) return "conflict";
  if (answer.other_account) return "other-account";
  return response.status >= 500 ? "failed" : "refused";
}

/**
 * Posts a body to an address of this site.
 * @param {string} url
 * @param {FormData | URLSearchParams} body
 * @param {AbortSignal} [signal] breaks it off
 * @returns {Promise<{state: State, answer: Answer}>}
 */
export async function send(url, body, signal) {
  const headers = { Accept: "application/json", "X-CSRFToken": token() };
  let response;
  try {
    response = await fetch(url, {
      method: "POST",
      body,
      headers,
      credentials: "same-origin",
      redirect: "manual",
      signal,
    });
  } catch {
    return { state: "offline", answer: {} };
  }
  const answer = (await response.json().catch(() => null)) ?? {};
  const state = stateOf(response, answer);
  if (state === "signed-out") tellSignedOut();
  return { state, answer };
}

/**
 * Fetches something to show, such as a part of a page; null when nothing whole came, so that one tries again later.
 * @param {string} url
 * @param {Record<string, string>} [headers]
 * @returns {Promise<{ok: boolean, text: string} | null>}
 */
export async function load(url, headers = {}) {
  try {
    const response = await fetch(url, { credentials: "same-origin", headers });
    return response.status < 500 ? { ok: response.ok, text: await response.text() } : null;
  } catch {
    return null; // also when it broke off halfway
  }
}

/** Where to sign in, to come back to `page` (this one, unless told otherwise). */
export function signInUrl(page = location.pathname + location.search + location.hash) {
  return `/account/login/?next=${encodeURIComponent(page)}`;
}
