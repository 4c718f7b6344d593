// On the page of an address that does not exist: an id in it, such as .../E4.2.4-4, leads to its entry by the search.
"use strict";

const name = decodeURIComponent(location.pathname).split("/").filter(Boolean).pop() ?? "";
if (/^[esocf]\d+([.-]\d+)+$/i.test(name)) {
  location.replace(`${document.querySelector(".sidebar-search-container").action}?q=${encodeURIComponent(name)}`);
}
