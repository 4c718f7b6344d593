// The search page: reads the query from the address, leads straight to the entry of an id, and lists what is found.
"use strict";

const SHOWN = 20;
const field = document.querySelector(".search-form textarea");

function show(query) {
  const site = { ...indexed(searched.units), ids: searched.ids };
  const found = search(site, query);
  const missing = unknown(site, query);
  document.getElementById("search-hints").hidden = true;
  document.getElementById("search-summary").textContent = summary(found.length, missing);
  document.getElementById("search-results").replaceChildren(...found.slice(0, SHOWN).map((unit) => result(unit, query)));
  document.title = `${query} - ${document.title}`;
}

function summary(count, missing) {
  const listed = count > SHOWN ? `The best ${SHOWN} of ${count} places.` : `${count} ${count === 1 ? "place" : "places"}.`;
  const without = missing.length ? ` No page has ${missing.join(", ")}.` : "";
  return count ? listed + without : `Nothing was found.${without}`;
}

function result(unit, query) {
  const item = document.createElement("li");
  const link = document.createElement("a");
  link.href = unit.at;
  link.textContent = unit.title;
  item.append(link);
  if (unit.page) item.append(part("span", "search-page", unit.page));
  const { begin, end, marks } = excerpt(unit, query);
  const words = part("p", "search-excerpt", begin ? "… " : "");
  let at = begin;
  for (const [from, to] of marks) {
    words.append(unit.text.slice(at, from), part("mark", "", unit.text.slice(from, to)));
    at = to;
  }
  words.append(unit.text.slice(at, end), end < unit.text.length ? " …" : "");
  item.append(words);
  return item;
}

function part(name, style, text) {
  const element = document.createElement(name);
  if (style) element.className = style;
  element.append(text);
  return element;
}

const query = new URLSearchParams(location.search).get("q")?.trim() ?? "";
const entry = entryOf(query, searched.ids);
field.value = query;
field.rows = Math.min(8, query.split("\n").length);
field.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.shiftKey) return;
  event.preventDefault();
  field.form.requestSubmit();
});
if (entry) location.replace(entry);
else if (query) show(query);
