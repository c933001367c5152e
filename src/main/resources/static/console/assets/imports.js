// Takes a file that is dropped, and says before it is sent that it is too large. The page does its work without this.
"use strict";

const drop = document.querySelector("form.drop");

if (drop) {
  const file = drop.querySelector("#file");
  const tooLarge = document.querySelector("#too-large");
  const isTooLarge = () => file.files.length > 0 && file.files[0].size > Number(drop.dataset.max);
  const tell = () => {
    tooLarge.hidden = !isTooLarge();
    file.setAttribute("aria-invalid", String(isTooLarge()));
  };
  file.addEventListener("change", tell);
  drop.addEventListener("submit", (event) => {
    if (isTooLarge()) {
      event.preventDefault();
      tell();
    }
  });
  drop.addEventListener("dragover", (event) => {
    event.preventDefault();
    drop.classList.add("over");
  });
  drop.addEventListener("dragleave", () => drop.classList.remove("over"));
  drop.addEventListener("drop", (event) => {
    event.preventDefault();
    drop.classList.remove("over");
    file.files = event.dataTransfer.files;
    tell();
  });
}
