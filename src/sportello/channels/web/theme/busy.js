// Sends a draft again by itself while the city's queue is full: web/pages/busy.html. The button does the same by hand.
//
// Waits as long as the city says (Retry-After), longer each time, and never as long as the next phone: those turned away
// at once must not come back at once. Sending twice does no harm: a draft becomes one application.
const TRIES = 12;
const LONGEST = 120; // seconds
const form = document.querySelector('[data-module="sp-busy"]');

function show(name) {
  for (const part of document.querySelectorAll("[data-shown]")) part.hidden = part.dataset.shown !== name;
}

function plan(tries, seconds) {
  if (tries === TRIES) return show("tired");
  const more = Math.random() * Math.min(LONGEST, seconds * 1.5 ** tries);
  setTimeout(send, (seconds + more) * 1000, tries + 1, seconds);
}

async function send(tries, seconds) {
  let answer;
  try {
    answer = await fetch(form.action, { method: "POST", body: new URLSearchParams(new FormData(form)) });
  } catch {
    return plan(tries, seconds); // no connection just now
  }
  if (answer.redirected) return location.assign(answer.url);
  if (answer.status === 503) return plan(tries, Number(answer.headers.get("Retry-After")) || seconds);
  form.submit(); // whatever else the city says is for people to read
}

show("trying");
plan(0, Number(form.dataset.seconds));
