// The service worker of a device whose resident asked for one (theme/device.js). Built into static/built/worker.js, served
// at /worker.js. Each thing that it does has a file of its own, which adds its listeners.
import "./worker-offline.js";
import "./worker-push.js";

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
