// The entry of the page that is read is in view in the list of pages.
"use strict";

{
  const pages = document.querySelector(".sidebar-scroll");
  const entry = pages.querySelector(".current-page > a")?.getBoundingClientRect();
  const list = pages.getBoundingClientRect();
  if (entry?.bottom > list.bottom) pages.scrollBy({ top: entry.top - list.top - list.height / 2, behavior: "instant" });
}
