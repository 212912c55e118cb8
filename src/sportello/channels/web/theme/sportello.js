// What scripts add to pages that work without them. Built into static/built/sportello.js by scripts/build_assets.mjs.
import {
  Button,
  CharacterCount,
  Checkboxes,
  ErrorSummary,
  FileUpload,
  NotificationBanner,
  PasswordInput,
  Radios,
  ServiceNavigation,
  SkipLink,
  Tabs,
  createAll,
} from "govuk-frontend";
import "./device.js";

// GOV.UK components wait for these classes; the policy against inline scripts forbids the usual line in the template.
document.body.classList.add("js-enabled", "govuk-frontend-supported");

const components = [
  CharacterCount,
  Checkboxes,
  ErrorSummary,
  FileUpload,
  NotificationBanner,
  PasswordInput,
  Radios,
  ServiceNavigation,
  SkipLink,
  Tabs,
];
createAll(Button, { preventDoubleClick: true });
for (const component of components) createAll(component);

// <button class="sp-needs-script" data-module="sp-print">
for (const button of document.querySelectorAll('[data-module="sp-print"]')) {
  button.addEventListener("click", () => window.print());
}

// <button class="sp-needs-script" data-module="sp-copy" data-copy="R7K-3F9-2Q" data-copied="Copied">
for (const button of document.querySelectorAll('[data-module="sp-copy"]')) {
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(button.dataset.copy);
    button.textContent = button.dataset.copied;
  });
}

// <p data-module="sp-wait">: asks for the page again until it has what it waits for, a little later each time.
const waiting = document.querySelector('[data-module="sp-wait"]');

async function look(tries) {
  const answer = await fetch(location.href).catch(() => null); // no connection just now
  if (answer?.ok && !(await answer.text()).includes('data-module="sp-wait"')) return location.reload();
  if (tries < 16) setTimeout(look, 200 * 1.4 ** tries, tries + 1);
}

if (waiting) setTimeout(look, 150, 0);
