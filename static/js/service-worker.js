// Shows news while no page of ours is open. It keeps nothing and answers no requests.

addEventListener("push", (event) => {
  const news = event.data?.json() ?? {};
  event.waitUntil(
    registration.showNotification(news.title ?? "Vonder", {
      body: news.body ?? "",
      tag: news.tag,
      data: { url: news.url },
    }),
  );
});

addEventListener("notificationclick", (event) => {
  event.notification.close();
  const url = new URL(event.notification.data?.url ?? "/notifications/", location.origin);
  if (url.origin !== location.origin) return;
  event.waitUntil(
    clients.matchAll({ type: "window" }).then(async (windows) => {
      const [open] = windows;
      if (!open) return clients.openWindow(url);
      await open.focus();
      return open.navigate(url);
    }),
  );
});
