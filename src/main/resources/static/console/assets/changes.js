// Shows how far a change is while it is applied. The page does its work without this.
"use strict";

const progress = document.querySelector(".progress[data-events]");

if (progress) {
  const bar = progress.querySelector("progress");
  const told = progress.querySelector("[data-told]");
  const number = (value) => Number(value).toLocaleString("en");
  const source = new EventSource(progress.dataset.events);
  source.addEventListener("progress", (event) => {
    const now = JSON.parse(event.data);
    bar.max = Math.max(1, now.total);
    bar.value = now.finished;
    const parts = [`${number(now.finished)} of ${number(now.total)}`];
    if (now.troubled > 0) {
      parts.push(`${number(now.troubled)} in conflict or failed`);
    }
    if (now.perSecond > 0) {
      parts.push(`${number(now.perSecond)} a second`);
    }
    if (now.secondsLeft !== null && now.secondsLeft > 0) {
      parts.push(`about ${number(now.secondsLeft)} s left`);
    }
    told.textContent = parts.join(" · ");
    if (now.state !== progress.dataset.state) {
      source.close();
      window.location.reload();
    }
  });
}
