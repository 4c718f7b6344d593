// What is wider than its frame can be reached with the keyboard, so that it can be scrolled, and says what it is.
const watcher = new ResizeObserver((changes) => {
  for (const { target } of changes) {
    if (target.scrollWidth > target.clientWidth) {
      target.tabIndex = 0;
      target.setAttribute("role", "group");
      target.setAttribute("aria-label", "scrolls sideways");
    } else {
      for (const name of ["tabindex", "role", "aria-label"]) target.removeAttribute(name);
    }
  }
});
for (const element of document.querySelectorAll("pre, .table-wrapper, div.math")) watcher.observe(element);
