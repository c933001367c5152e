// Signs in with a passkey, or makes one. Where this does not run, the pages do without: the forms stay hidden.
"use strict";
const bytes = (text) => Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (letter) => letter.charCodeAt(0));
const text = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer)))
  .replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
const named = (keys) => (keys ?? []).map((key) => ({ ...key, id: bytes(key.id) }));

function question(form) {
  const asked = JSON.parse(form.dataset.passkey);
  return {
    ...asked,
    challenge: bytes(asked.challenge),
    allowCredentials: named(asked.allowCredentials),
    excludeCredentials: named(asked.excludeCredentials),
    ...(asked.user && { user: { ...asked.user, id: bytes(asked.user.id) } }),
  };
}

function answer(key) {
  const told = key.response;
  const response = told.attestationObject
    ? { attestationObject: text(told.attestationObject), transports: told.getTransports?.() ?? [] }
    : {
      authenticatorData: text(told.authenticatorData),
      signature: text(told.signature),
      ...(told.userHandle && { userHandle: text(told.userHandle) }),
    };
  return JSON.stringify({
    id: key.id,
    rawId: text(key.rawId),
    type: key.type,
    clientExtensionResults: {},
    response: { clientDataJSON: text(told.clientDataJSON), ...response },
  });
}

function why(problem, form) {
  switch (problem.name) {
    case "SecurityError": return `Passkeys only work at ${form.dataset.at}.`;
    case "InvalidStateError": return "This device has a passkey of yours already.";
    default: return "No passkey was used. Try again, or go another way.";
  }
}

async function use(form) {
  const told = form.querySelector("[role=status]");
  told.textContent = "";
  try {
    const publicKey = question(form);
    const key = publicKey.user
      ? await navigator.credentials.create({ publicKey })
      : await navigator.credentials.get({ publicKey });
    form.elements.answer.value = answer(key);
    form.submit();
  } catch (problem) {
    told.textContent = why(problem, form);
  }
}

for (const form of document.querySelectorAll("form[data-passkey]")) {
  form.hidden = !window.PublicKeyCredential;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    use(form);
  });
}
