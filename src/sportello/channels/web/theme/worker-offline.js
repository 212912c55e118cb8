// Without a connection, the folder that was kept on this device is shown instead; with one, the server answers as always,
// and what is kept is wiped as soon as an answer is not its owner's. What is not asked by GET never passes here.
import { add, find, isPage, isTheirs, keep, mayKeep, read, readAsset, wipe } from "./keeping.js";

const HOUR = 3600 * 1000;

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (origin !== self.location.origin) return;
  if (request.method !== "GET") {
    if (pathname === "/sign-out") event.waitUntil(wipe());
  } else if (request.mode === "navigate") {
    event.respondWith(open(event, pathname));
  } else if (pathname.startsWith("/static/")) {
    event.respondWith(fetch(request).catch(async (error) => (await readAsset(request)) ?? Promise.reject(error)));
  }
});

async function open(event, path) {
  let answer;
  try {
    answer = await fetch(event.request);
  } catch (error) {
    const kept = await find().catch(() => null);
    if (!kept) throw error;
    return read(path, kept);
  }
  await compare(event, path, answer).catch(() => {}); // a browser may refuse its storage: the page is shown all the same
  return answer;
}

async function compare(event, path, answer) {
  const kept = await find();
  if (!kept) return;
  const isWhole = event.request.url.endsWith(path); // no query: it is the page itself
  if (answer.ok && isPage(answer) && !isTheirs(answer, kept)) await wipe();
  else if (path === "/my" && mayKeep(answer, kept) && Date.now() > kept.at.getTime() + HOUR) event.waitUntil(keep());
  else if (isWhole) event.waitUntil(add(path, answer.clone(), kept));
}
