// What a resident may ask for on the device at hand. Nobody gets a service worker who has not asked for one.

export const isAble = "serviceWorker" in navigator && "caches" in window; // over HTTPS only, and not in every private window

/** Register the service worker, once somebody asked for something it does; resolves when it works. */
export async function register() {
  await navigator.serviceWorker.register("/worker.js", { scope: "/", updateViaCache: "none" });
  return navigator.serviceWorker.ready;
}
