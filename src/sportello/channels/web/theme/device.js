// What a resident may ask for on the device at hand. Nobody gets a service worker who has not asked for one.
import { find, keep, wipe } from "./keeping.js";

export const isAble = "serviceWorker" in navigator && "caches" in window; // over HTTPS only

/** Register the service worker, once somebody asked for something it does; resolves when it works. */
export async function register() {
  await navigator.serviceWorker.register("/worker.js", { scope: "/", updateViaCache: "none" });
  return navigator.serviceWorker.ready;
}

// <div data-module="sp-keep" hidden>: [data-kept=no] with a button to keep the folder, [data-kept=yes] with one to end it.
const place = document.querySelector('[data-module="sp-keep"]');

async function show() {
  const isKept = Boolean(await find());
  for (const one of place.querySelectorAll("[data-kept]")) one.hidden = (one.dataset.kept === "yes") !== isKept;
  place.hidden = false;
}

async function change(deed, button) {
  const told = place.querySelector('[role="status"]');
  button.disabled = true;
  told.textContent = place.dataset.wait;
  const isDone = await deed().catch(() => false);
  await show();
  told.textContent = isDone ? place.dataset.done : place.dataset.failed;
  button.disabled = false;
}

if (place && isAble) {
  const [start, end] = ["no", "yes"].map((kept) => place.querySelector(`[data-kept="${kept}"] button`));
  start.addEventListener("click", () => change(async () => (await register()) && keep(), start));
  end.addEventListener("click", () => change(wipe, end));
  show();
}
