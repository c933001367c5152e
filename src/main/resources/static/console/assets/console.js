// Makes the console's pages quicker to use. They do their work without this.
"use strict";

const find = document.getElementById("find");
const found = document.getElementById("found");
const notice = document.getElementById("notice");

function options() {
  return Array.from(found?.querySelectorAll("[role=option]:not([aria-disabled])") ?? []);
}

function mark(next) {
  for (const option of options()) {
    option.setAttribute("aria-selected", String(option === next));
  }
  if (next) {
    find.setAttribute("aria-activedescendant", next.id);
    next.scrollIntoView({ block: "nearest" });
  } else {
    find.removeAttribute("aria-activedescendant");
  }
}

function close() {
  found.replaceChildren();
  find.setAttribute("aria-expanded", "false");
  mark(null);
}

function isTyping(target) {
  return target.closest("input, textarea, select, [contenteditable]") !== null;
}

document.addEventListener("keydown", (event) => {
  if (event.key === "/" && find && !isTyping(event.target) && !event.ctrlKey && !event.metaKey && !event.altKey) {
    event.preventDefault();
    find.focus();
    find.select();
  }
});

find?.addEventListener("keydown", (event) => {
  const all = options();
  const at = all.findIndex((option) => option.getAttribute("aria-selected") === "true");
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    const step = event.key === "ArrowDown" ? 1 : -1;
    mark(all[(at + step + all.length) % all.length] ?? null);
  } else if (event.key === "Enter" && all.length > 0 && at >= 0) {
    event.preventDefault();
    window.location.assign(all[at].href);
  } else if (event.key === "Escape") {
    close();
  }
});

document.addEventListener("htmx:afterSwap", (event) => {
  if (event.target === found) {
    const all = options();
    find.setAttribute("aria-expanded", String(found.children.length > 0));
    mark(all[0] ?? null);
  }
});

document.addEventListener("click", (event) => {
  if (found && !event.target.closest(".find")) {
    close();
  }
  for (const open of document.querySelectorAll("details.pop[open]")) {
    if (!open.contains(event.target)) {
      open.open = false;
    }
  }
});

document.addEventListener("htmx:responseError", (event) => {
  const page = new DOMParser().parseFromString(event.detail.xhr.responseText, "text/html");
  notice.textContent = page.querySelector("[data-error]")?.textContent ?? "That did not work. Load the page again.";
});

for (const rows of document.querySelectorAll("form.rows")) {
  const every = rows.querySelector(".every");
  const all = rows.querySelector("[name=all]");
  const picked = rows.querySelector(".picked");
  const ticks = Array.from(rows.querySelectorAll("[name=id]"));
  if (!every || !all) {
    continue;
  }
  every.hidden = false;
  const tell = () => {
    const count = all.checked ? Number(rows.dataset.total) : ticks.filter((tick) => tick.checked).length;
    every.checked = ticks.length > 0 && ticks.every((tick) => tick.checked);
    rows.dataset.picked = String(count);
    picked.textContent = count === 0 ? "" : `${count.toLocaleString("en")} selected`;
  };
  every.addEventListener("change", () => {
    for (const tick of ticks) {
      tick.checked = every.checked;
    }
    tell();
  });
  rows.addEventListener("change", tell);
  tell();
}

// A part of a page that is told when it has changed; when nothing more will happen, the whole page is read again.
const live = document.querySelector("[data-live]");

if (live) {
  const source = new EventSource(live.dataset.live);
  source.addEventListener("progress", () => document.getElementById(live.id)?.dispatchEvent(new Event("told")));
  source.addEventListener("end", () => {
    source.close();
    window.location.reload();
  });
}
