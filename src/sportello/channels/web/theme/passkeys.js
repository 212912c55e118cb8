// Makes passkeys and asks for them (WebAuthn): account/pages/parts.html. The one thing here that needs scripts.
//
// <form data-module="sp-passkey" data-deed="create|get" data-options="…" or data-options-from="/address"> holds a button, a
// hidden field `credential`, and two lines that stay hidden: `data-failed`, and `data-unable` for browsers without.
const able = window.isSecureContext && "PublicKeyCredential" in window && /[a-z]/.test(location.hostname);

const toBytes = (text) =>
  Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (character) => character.charCodeAt(0));

const toText = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer))).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");

const read = (key) => ({ ...key, id: toBytes(key.id) });

/** Turn what came as JSON into what the browser's functions take. */
function prepare({ publicKey }) {
  const known = { ...publicKey, challenge: toBytes(publicKey.challenge) };
  if (known.user) known.user = read(known.user);
  for (const list of ["excludeCredentials", "allowCredentials"]) if (known[list]) known[list] = known[list].map(read);
  return { publicKey: known };
}

/** Turn what the browser gave into JSON: bytes into base64url. */
function write(credential) {
  const { response } = credential;
  const parts = ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"];
  return JSON.stringify({
    id: credential.id,
    rawId: toText(credential.rawId),
    type: credential.type,
    clientExtensionResults: credential.getClientExtensionResults(),
    response: Object.fromEntries(parts.filter((part) => response[part]).map((part) => [part, toText(response[part])])),
  });
}

async function ask(form) {
  const { options, optionsFrom, deed } = form.dataset;
  const told = options ?? (await (await fetch(optionsFrom, { headers: { Accept: "application/json" } })).text());
  const asked = JSON.parse(told);
  const credential = await navigator.credentials[deed](prepare(asked.request_options ?? asked));
  form.elements.credential.value = write(credential);
  form.submit();
}

for (const form of document.querySelectorAll('[data-module="sp-passkey"]')) {
  const button = form.querySelector("button");
  const show = (line) => {
    form.querySelector(`[${line}]`).hidden = false;
  };
  if (!able) {
    button.disabled = true;
    show("data-unable");
  }
  button.addEventListener("click", () => {
    form.querySelector("[data-failed]").hidden = true;
    ask(form).catch(() => show("data-failed"));
  });
}
