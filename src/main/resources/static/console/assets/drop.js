// Takes a file that is dropped on a form. The pages do their work without this.
"use strict";

const drop = document.querySelector("form.drop");

function onDrop(take) {
  drop.addEventListener("dragover", (event) => {
    event.preventDefault();
    drop.classList.add("over");
  });
  drop.addEventListener("dragleave", () => drop.classList.remove("over"));
  drop.addEventListener("drop", (event) => {
    event.preventDefault();
    drop.classList.remove("over");
    take(event.dataTransfer.files);
  });
}

// A form that sends the file says before it is sent that it is too large.
function sendsFile(file) {
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
  onDrop((files) => {
    file.files = files;
    tell();
  });
}

// A form that sends rows which are typed or pasted fills them in from the file.
function sendsRows(rows) {
  const pick = drop.querySelector("#pick");
  const take = async (file) => {
    if (file) {
      rows.value = await file.text();
      rows.focus();
    }
  };
  drop.querySelector(".pick").hidden = false;
  pick.addEventListener("change", () => take(pick.files[0]));
  onDrop((files) => take(files[0]));
}

if (drop) {
  const rows = drop.querySelector("#csv");
  if (rows) {
    sendsRows(rows);
  } else {
    sendsFile(drop.querySelector("#file"));
  }
}
