// What is seen is read. The server takes nothing for read that a browser fetched ahead, or a script for a page that
// does not show; the page says itself when it shows.

const AGAIN = 5000;
/** Says with a request that what comes back is shown at once. */
export const SHOWN = { "X-Shown": "1" };

/** Somebody may be looking: this is no page made ahead, and no tab behind another. */
export function isShown() {
  return !document.hidden && !("prerendering" in document && document.prerendering);
}

/**
 * Now, or as soon as the page shows.
 * @param {() => void} act
 */
export function whenShown(act) {
  if (isShown()) return act();
  const waiting = new AbortController();
  const look = () => {
    if (!isShown()) return;
    waiting.abort();
    act();
  };
  for (const name of ["visibilitychange", "prerenderingchange"])
    document.addEventListener(name, look, { signal: waiting.signal });
}

/** A page that was fetched before anybody looked at it is asked for once more: now it is read. */
async function read() {
  const response = await fetch(location.href, { credentials: "same-origin", headers: SHOWN }).catch(
    () => null,
  );
  if (!response) setTimeout(() => whenShown(read), AGAIN);
}

if (document.body.hasAttribute("data-ahead")) whenShown(read);
