// The key / leads to the search field, from wherever nobody is writing. Readers can turn it off at the foot of the page.
"use strict";

document.addEventListener("keydown", (event) => {
  const field = document.querySelector("[data-rt-search]");
  const writing = event.target.closest("input, textarea, select, [contenteditable]");
  if (!field || event.key !== "/" || event.ctrlKey || event.altKey || event.metaKey || writing) return;
  event.preventDefault();
  const menu = document.querySelector('[data-rt-menu][aria-expanded="false"]');
  if (menu && !field.checkVisibility()) menu.click(); // the menu is folded on narrow screens
  field.focus();
  field.select();
});
