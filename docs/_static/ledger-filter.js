// Above the lists of entries: choices of kind and of section, which hide the other rows. The address keeps them.
"use strict";

const rows = [...document.querySelectorAll("table.ledger-table tr[class*='kind-']")];
const sections = [...document.querySelectorAll("article section section")].filter((part) => part.querySelector("tr[class*='kind-']"));
// The slips of copies are counted apart, as they are no defects of the chapter.
const ofCopies = (row) => row.closest("table.of-copies");
const kinds = rows.some(ofCopies)
  ? [["defects", rows.filter((row) => !ofCopies(row))], ["slips of copies", rows.filter(ofCopies)]]
  : [["entries", rows]];
const asked = new URLSearchParams(location.search);
const form = document.createElement("form");
const count = document.createElement("output");
const choices = ["kind", "section"].map((name) => {
  const values = [...new Set(rows.map((row) => valueOf(row, name)))];
  const label = document.createElement("label");
  const choice = document.createElement("select");
  choice.name = name;
  choice.append(new Option("every", ""), ...values.map((value) => new Option(shown(name, value), value)));
  if (values.includes(asked.get(name))) choice.value = asked.get(name);
  label.append(`${name[0].toUpperCase()}${name.slice(1)} `, choice);
  form.append(label);
  return choice;
});

function valueOf(row, name) {
  return row.className.match(new RegExp(`\\b${name}-(\\S+)`))[1];
}

function shown(name, value) {
  return value.replaceAll("-", name === "section" ? "." : " ");
}

function filter() {
  for (const row of rows) row.hidden = choices.some(({ name, value }) => value && value !== valueOf(row, name));
  for (const part of sections) part.hidden = !part.querySelector("tr[class*='kind-']:not([hidden])");
  count.value = kinds.map(([name, rows]) => `${rows.filter((row) => !row.hidden).length} of ${rows.length} ${name}`).join(", ");
}

// The anchor goes, so that another click on the same link is followed.
function keep() {
  const query = new URLSearchParams(choices.filter(({ value }) => value).map(({ name, value }) => [name, value]));
  history.replaceState(null, "", location.pathname + (query.size ? `?${query}` : ""));
  filter();
}

// What a link leads to is shown, whatever was chosen.
function showTarget() {
  const target = document.getElementById(location.hash.slice(1));
  if (!target?.closest("[hidden]")) return;
  for (const choice of choices) choice.value = "";
  filter();
  target.scrollIntoView({ behavior: "instant" });
}

form.className = "ledger-filter";
form.append(count);
form.addEventListener("change", keep);
sections[0].before(form);
filter();
showTarget();
addEventListener("hashchange", showTarget);
