// A link to what lies in a folded part unfolds it, and all that it lies in.
"use strict";

function unfold() {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (!target) return;
  for (let part = target.closest("details"); part; part = part.parentElement.closest("details")) part.open = true;
  target.scrollIntoView({ behavior: "instant" });
}

addEventListener("hashchange", unfold);
unfold();
