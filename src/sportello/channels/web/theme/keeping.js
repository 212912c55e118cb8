// The folder that a resident keeps on this device: pages to read, in one cache, with what they need to look as they do.
// The server says whose an answer is and whether it may be kept (channels/pages/keeping.py).

const CACHE = "folder";
const LIST = "/my/device/kept";
const OFFLINE = "/offline";
const AT = "sportello-kept-at";
const DAY = 24 * 3600 * 1000;

/** What is kept: whose, the words for reading it, since when. Null where nothing is; past its days it is wiped. */
export async function find() {
  const found = (await caches.has(CACHE)) && (await caches.match(LIST, { cacheName: CACHE }));
  if (!found) return null;
  const kept = { ...(await found.json()), at: readMoment(found) };
  if (Date.now() < kept.at.getTime() + kept.days * DAY) return kept;
  await wipe();
  return null;
}

export const wipe = () => caches.delete(CACHE);

/**
 * Keep the folder as it is now: all of it is here before what was kept gives way, so that a connection which is lost on
 * the way changes nothing. Wipes all where the server says that nobody may, and where the browser has no room for it.
 */
export async function keep() {
  const list = await fetch(LIST);
  const pages = list.ok ? await fetchAll(await list.json()) : [];
  const still = await fetch(LIST); // who has signed out meanwhile keeps nothing
  await wipe();
  if (!still.ok) return false;
  try {
    const cache = await caches.open(CACHE); // whoever wipes it from here on takes from us what we put
    await store(cache, LIST, still);
    for (const [path, page] of pages) await put(cache, path, page);
  } catch (error) {
    await wipe();
    throw error;
  }
  return true;
}

async function fetchAll(list) {
  const pages = [];
  for (const path of [OFFLINE, ...list.pages]) {
    const page = await fetch(path);
    if (path === OFFLINE ? page.ok : mayKeep(page, list)) pages.push([path, new Response(await page.blob(), page)]);
  }
  return pages;
}

/** Keep a page that was opened just now, if it may be kept. */
export async function add(path, answer, kept) {
  if (!mayKeep(answer, kept)) return;
  const cache = await caches.open(CACHE);
  await put(cache, path, answer);
  if (!(await cache.match(LIST))) await wipe(); // meanwhile it was wiped
}

/** Give a kept page as it was, with the day and no form to send; the page that says so where it is not kept. */
export async function read(path, kept) {
  const found = await caches.match(path, { cacheName: CACHE });
  if (found && !isPage(found)) return found;
  const page = found ?? (await caches.match(OFFLINE, { cacheName: CACHE }));
  if (!page) return Response.error();
  const language = (await page.clone().text()).match(/<html lang="([\w-]+)"/)?.[1];
  const day = new Intl.DateTimeFormat(language, { dateStyle: "long", timeStyle: "short" }).format(readMoment(page));
  const banner = found ? `<aside class="sp-kept">${kept.words.kept.replace("%s", day)}</aside>` : "";
  const html = (await page.text())
    .replace(/<body[^>]*>/, (body) => body + banner)
    .replace(/<form[^>]*>/g, (form) => `${form}<fieldset class="sp-unsent" disabled><p>${kept.words.form}</p>`)
    .replaceAll("</form>", "</fieldset></form>");
  return new Response(html, { status: found ? 200 : 503, headers: page.headers });
}

/** Give a style, script or picture that kept pages need. */
export const readAsset = (request) => caches.match(request, { cacheName: CACHE });

export const isPage = (answer) => (answer.headers.get("content-type") ?? "").startsWith("text/html");

export const isTheirs = (answer, kept) => answer.headers.get("sportello-whose") === kept.whose;

export function mayKeep(answer, kept) {
  return answer.ok && !answer.redirected && isTheirs(answer, kept) && answer.headers.has("sportello-keep");
}

async function put(cache, path, answer) {
  if (isPage(answer)) {
    const html = await answer.clone().text();
    for (const [, asset] of html.matchAll(/(?:href|src)="(\/static\/[^"#]+)/g)) {
      if (!(await cache.match(asset))) await cache.add(asset);
    }
  }
  await store(cache, path, answer);
}

async function store(cache, path, answer) {
  const headers = new Headers(answer.headers);
  headers.set(AT, new Date().toISOString());
  for (const name of ["content-encoding", "content-length", "vary"]) headers.delete(name); // the cache has it plain
  await cache.put(path, new Response(await answer.blob(), { status: answer.status, headers }));
}

const readMoment = (answer) => new Date(answer.headers.get(AT));
