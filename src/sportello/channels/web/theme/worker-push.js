// What the service worker does when word of a message comes (Web Push), and when a notice is pressed. Imported by worker.js.
// `core/pushing.py` writes what comes; a notice is shown whatever it is: browsers end a subscription that shows nothing.

/** Read what came; a browser may be woken with nothing. */
function read(data) {
  try {
    return data.json();
  } catch {
    return { title: self.location.hostname };
  }
}

function show({ topic, language, title, text, link, stop, stop_text }) {
  return self.registration.showNotification(title, {
    body: text,
    lang: language,
    tag: topic, // a later notice of the same message takes its place
    data: { link, stop },
    actions: stop ? [{ action: "stop", title: stop_text }] : [],
  });
}

/** Show a page of ours: where it is open already, else in a window of its own. */
async function open(path = "/my/inbox") {
  const address = new URL(path, self.location.origin);
  if (address.origin !== self.location.origin) return;
  const windows = await self.clients.matchAll({ type: "window" });
  const there = windows.find((one) => one.url === address.href);
  await (there ? there.focus() : self.clients.openWindow(address.href));
}

self.addEventListener("push", (event) => event.waitUntil(show(read(event.data))));

self.addEventListener("notificationclick", (event) => {
  const { link, stop } = event.notification.data;
  event.notification.close();
  event.waitUntil(open(event.action === "stop" ? stop : link));
});
