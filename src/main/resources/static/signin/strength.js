// Says how hard a new password would be to guess while it is typed. The page does its work without this.
"use strict";
const next = document.getElementById("next");
const told = document.getElementById("strength");
const value = (name) => document.querySelector(`input[name="${name}"]`)?.value ?? "";
let waiting = 0;

async function hint() {
  const asked = next.value;
  if (asked === "") {
    told.textContent = "";
    return;
  }
  const body = new URLSearchParams({
    proof: value("proof"), next: asked, name: value("name"), "display-name": value("display-name"),
  });
  const answer = await fetch("/account/strength", { method: "POST", body });
  if (answer.ok && next.value === asked) {
    const found = await answer.json();
    told.textContent = found.words;
    told.dataset.score = found.score;
  }
}

next.addEventListener("input", () => {
  clearTimeout(waiting);
  waiting = setTimeout(hint, 300);
});
