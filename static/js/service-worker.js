// Shows news while no page of ours is open. It keeps nothing and answers no requests.

const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));

worker.addEventListener("push", (event) => {
  const news = event.data?.json() ?? {};
  event.waitUntil(
    worker.registration.showNotification(news.title ?? "Vonder", {
      body: news.body ?? "",
      tag: news.tag,
      data: { url: news.url },
    }),
  );
});

worker.addEventListener("notificationclick", (event) => {
  event.notification.close();
  const url = new URL(event.notification.data?.url ?? "/notifications/", worker.location.origin);
  if (url.origin === worker.location.origin) event.waitUntil(show(url));
});

/**
 * In the window that is open already, or in a new one.
 * @param {URL} url
 */
async function show(url) {
  const [open] = await worker.clients.matchAll({ type: "window" });
  if (!open) return worker.clients.openWindow(url);
  await open.focus();
  return open.navigate(url);
}
