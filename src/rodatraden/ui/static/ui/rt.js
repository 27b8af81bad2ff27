// What pages do beyond plain links and forms. Hooks are data-rt-* attributes; everything works without this file.
"use strict";

// The menu folds on narrow screens; without script it stands open.
function menu(button) {
  const top = button.closest(".rt-top");
  const fold = (folded) => {
    top.toggleAttribute("data-rt-folded", folded);
    button.setAttribute("aria-expanded", String(!folded));
  };
  button.hidden = false;
  fold(true);
  button.addEventListener("click", () => fold(button.getAttribute("aria-expanded") === "true"));
  top.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && button.getAttribute("aria-expanded") === "true") {
      fold(true);
      button.focus();
    }
  });
}

// Rows with rows under them get a button that folds those away.
function tree(region) {
  const rows = [...region.querySelectorAll("tbody > .rt-row")];
  const level = (row) => Number(row.dataset.rtLevel);
  const below = (row) => {
    const rest = rows.slice(rows.indexOf(row) + 1);
    const end = rest.findIndex((other) => level(other) <= level(row));
    return end < 0 ? rest : rest.slice(0, end);
  };
  const parents = rows.filter((row) => below(row).length > 0);
  if (parents.length === 0) return;
  const refresh = () => {
    const hidden = new Set();
    for (const row of parents) {
      if (row.querySelector(".rt-fold").getAttribute("aria-expanded") === "false") below(row).forEach((each) => hidden.add(each));
    }
    rows.forEach((row) => { row.hidden = hidden.has(row); });
  };
  for (const row of parents) {
    const head = row.querySelector("th");
    const button = document.createElement("button");
    button.type = "button";
    button.className = "rt-fold";
    button.setAttribute("aria-expanded", String(rows.length <= 40 || level(row) < 1));
    button.setAttribute("aria-label", head.textContent.trim());
    button.addEventListener("click", () => {
      button.setAttribute("aria-expanded", String(button.getAttribute("aria-expanded") === "false"));
      refresh();
    });
    head.prepend(button);
  }
  region.setAttribute("data-rt-folds", "");
  refresh();
}

// A form that is saved while one writes says when that failed and tries again, and is not sent past a save that is under
// way. Whoever leaves with words that nobody has saved is asked first.
function draft(form) {
  const said = form.querySelector("[data-rt-failed]");
  const RETRY_MS = 10000;
  let typed = form.dataset.rtDraft ? 1 : 0, sent = 0, kept = 0, again = 0, waiting = null, leaving = false;
  const underWay = () => form.classList.contains("htmx-request");
  const failed = () => {
    const words = document.createElement("span");
    words.className = "rt-autosave__failed";
    words.textContent = said.dataset.rtFailed;
    said.replaceChildren(words);
    clearTimeout(again);
    again = setTimeout(() => form.dispatchEvent(new CustomEvent("rt-again")), RETRY_MS);
  };
  form.addEventListener("input", () => { typed += 1; leaving = false; });
  form.addEventListener("htmx:beforeSend", () => { sent = typed; clearTimeout(again); });
  form.addEventListener("rt-kept", () => { kept = sent; });
  for (const name of ["htmx:sendError", "htmx:responseError", "htmx:timeout"]) form.addEventListener(name, failed);
  form.addEventListener("htmx:afterRequest", () => setTimeout(() => {
    if (!waiting || underWay()) return;
    const { by } = waiting;
    waiting = null;
    form.requestSubmit(by);
  }));
  form.addEventListener("submit", (event) => {
    if (underWay()) {
      event.preventDefault();
      waiting = { by: event.submitter };
    } else leaving = true;
  });
  addEventListener("beforeunload", (event) => { if (typed > kept && !leaving) event.preventDefault(); });
}

function start(root) {
  root.querySelectorAll("[data-rt-scripted]").forEach((each) => { each.hidden = false; });
  root.querySelectorAll("[data-rt-draft]").forEach(draft);
  root.querySelectorAll("[data-rt-menu]").forEach(menu);
  root.querySelectorAll("[data-rt-tree]:not([data-rt-folds])").forEach(tree);
  const faulty = root.querySelector("[data-rt-focus]");
  if (!faulty || faulty.closest("[data-rt-still]")) return;
  faulty.removeAttribute("data-rt-focus"); // once: what is swapped in later must not take the focus from who writes
  faulty.focus();
}

start(document);
document.addEventListener("htmx:load", (event) => {
  if (event.target !== document.body) start(event.target.parentElement ?? document);
});
