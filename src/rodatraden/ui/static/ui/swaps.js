// Part of a page that changes in its place, and the line of time. Both work as plain links and forms without this file.
"use strict";

// In a region marked data-rt-swap, a link to this same page brings only the region anew. The focus stays on what has the
// same id, the page keeps its place, and what came is said aloud (data-rt-said).
document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-rt-swap] a[href]");
  if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  const to = new URL(link.getAttribute("href"), location.href);
  if (to.origin !== location.origin || to.pathname !== location.pathname || link.closest("[data-rt-whole]")) return;
  event.preventDefault();
  swap(link.closest("[data-rt-swap]"), link, to);
});

async function swap(region, link, to) {
  const wide = region.querySelector("[data-rt-wide]")?.scrollLeft ?? 0;
  await htmx.ajax("GET", to.pathname + to.search, { source: link, target: region, swap: "outerHTML" });
  const fresh = document.getElementById(region.id);
  const drawing = fresh.querySelector("[data-rt-wide]");
  if (drawing) drawing.scrollLeft = wide;
  const said = document.querySelector("[data-rt-status]");
  if (said) said.textContent = fresh.dataset.rtSaid ?? "";
  const kept = link.id && document.getElementById(link.id);
  if (kept) kept.focus({ preventScroll: false });
  if (fresh.getBoundingClientRect().bottom < innerHeight / 2) fresh.scrollIntoView();
}

// The line of time: arrow keys step from tick to tick, and the page follows when one rests.
const RESTS_MS = 450, MEMORY = "rt-time";

function timeline(line) {
  const range = line.querySelector("input[type=range]"), now = line.querySelector("[data-rt-now]");
  const ticks = [...line.querySelectorAll("[data-rt-day]")];
  const days = ticks.map((tick) => Number(tick.dataset.rtDay));
  const words = new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "long", timeZone: "UTC" });
  const BEFORE_1970 = 719163;
  const asDate = (number) => new Date((number - BEFORE_1970) * 86400000);
  let waiting = 0;
  line.setAttribute("data-rt-stepping", "");
  const say = () => {
    const at = days.indexOf(Number(range.value));
    now.textContent = words.format(asDate(Number(range.value)));
    range.setAttribute("aria-valuetext", at < 0 ? now.textContent : ticks[at].title);
    range.style.setProperty("--rt-here", `${((range.value - range.min) / (range.max - range.min)) * 100}%`);
  };
  const go = () => {
    const to = new URL(location.href);
    to.searchParams.set("on", asDate(Number(range.value)).toISOString().slice(0, 10));
    sessionStorage.setItem(MEMORY, "range");
    location.assign(to);
  };
  const step = (key) => {
    const at = Number(range.value);
    if (key === "Home") return days[0];
    if (key === "End") return days.at(-1);
    if (key === "ArrowRight" || key === "ArrowUp") return days.find((day) => day > at);
    if (key === "ArrowLeft" || key === "ArrowDown") return days.findLast((day) => day < at);
    return null;
  };
  range.addEventListener("keydown", (event) => {
    const next = step(event.key);
    if (next === null) return;
    event.preventDefault();
    if (next === undefined) return;
    range.value = next;
    say();
    clearTimeout(waiting);
    waiting = setTimeout(go, RESTS_MS);
  });
  range.addEventListener("input", say);
  range.addEventListener("change", go);
  const near = Math.max(0, days.findLastIndex((day) => day <= Number(range.value)));
  ticks.forEach((tick, index) => {
    tick.tabIndex = index === near ? 0 : -1;
    tick.addEventListener("keydown", (event) => {
      const next = { ArrowRight: ticks[index + 1], ArrowLeft: ticks[index - 1], Home: ticks[0], End: ticks.at(-1) }[event.key];
      if (!next) return;
      event.preventDefault();
      tick.tabIndex = -1;
      next.tabIndex = 0;
      next.focus();
    });
  });
  if (sessionStorage.getItem(MEMORY) && !line.closest("[data-rt-still]")) {
    sessionStorage.removeItem(MEMORY);
    range.focus();
  }
}

const startTimelines = () => document.querySelectorAll("[data-rt-time]:not([data-rt-stepping])").forEach(timeline);
startTimelines();
document.addEventListener("htmx:load", startTimelines);
