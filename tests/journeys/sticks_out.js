// The outermost elements that make the page wider than its window; empty when nothing does.
() => {
  const room = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= room) return [];
  const wide = [...document.body.querySelectorAll("*")].filter((each) => {
    for (let box = each.parentElement; box; box = box.parentElement) {
      if (["auto", "scroll", "hidden"].includes(getComputedStyle(box).overflowX)) return false;
    }
    return each.getBoundingClientRect().right > room + 1;
  });
  return wide.slice(0, 5).map((each) => `${each.tagName.toLowerCase()}.${each.className}`);
}
