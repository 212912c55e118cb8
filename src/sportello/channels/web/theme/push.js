// Adds this device to those that are told of messages (Web Push): web/pages/devices.html. The service worker shows them.
//
// <form data-module="sp-push" data-key="…"> holds a button, hidden fields `endpoint`, `p256dh` and `auth`, and three lines
// that stay hidden: `data-denied`, `data-failed`, and `data-unable` for browsers that cannot.
import { register } from "./device.js";

const able = "serviceWorker" in navigator && "PushManager" in window && "Notification" in window; // over HTTPS only
const LONGEST_WAIT = 20_000;

const late = () => new Promise((_, refuse) => setTimeout(refuse, LONGEST_WAIT, new Error("no answer")));

/** Subscribe with the city's key; what was subscribed with another one is of no use any more. */
async function subscribe(key) {
  const { pushManager } = await register();
  const wanted = { userVisibleOnly: true, applicationServerKey: key };
  try {
    return await pushManager.subscribe(wanted);
  } catch (error) {
    const old = await pushManager.getSubscription();
    if (!old) throw error;
    await old.unsubscribe();
    return pushManager.subscribe(wanted);
  }
}

async function add(form) {
  if ((await Notification.requestPermission()) !== "granted") return "data-denied";
  const { endpoint, keys } = (await Promise.race([subscribe(form.dataset.key), late()])).toJSON();
  for (const [name, value] of Object.entries({ endpoint, ...keys })) form.elements[name].value = value;
  form.submit();
  return null;
}

for (const form of document.querySelectorAll('[data-module="sp-push"]')) {
  const button = form.querySelector("button");
  const show = (line) => {
    for (const one of form.querySelectorAll("[role=alert]")) one.hidden = line === null || !one.hasAttribute(line);
    button.disabled = line === null || line === "data-unable";
  };
  if (!able) show("data-unable");
  button.addEventListener("click", () => {
    show(null);
    add(form).then(show, () => show("data-failed"));
  });
}
