// Above the tables of defects: a choice of kind, which hides the rows of the others.
const rows = document.querySelectorAll("table.ledger-table tr[class*='kind-']:not(.kind-)");
const kinds = [...new Set([...rows].map((row) => row.className.match(/kind-(\w+)/)[1]))].sort();
if (kinds.length > 1) {
  const label = document.createElement("label");
  label.className = "ledger-filter";
  label.append("Show defects of kind ");
  const choice = document.createElement("select");
  for (const kind of ["every", ...kinds]) choice.append(new Option(kind, kind));
  choice.addEventListener("change", () => {
    for (const row of rows) row.hidden = choice.value !== "every" && !row.classList.contains(`kind-${choice.value}`);
  });
  label.append(choice);
  rows[0].closest("section").before(label);
}
