// To unfold what cites an entry also copies its BibTeX; where the browser refuses, the text is selected.
"use strict";

for (const cite of document.querySelectorAll("details.cite")) {
  const summary = cite.querySelector("summary");
  const record = cite.querySelector("pre");
  const said = document.createElement("p");
  said.setAttribute("role", "status");
  summary.after(said);
  summary.append(": copy BibTeX");
  summary.addEventListener("click", async () => {
    said.textContent = "";
    if (cite.open) return;
    try {
      await navigator.clipboard.writeText(record.textContent.trim());
      said.textContent = "Copied.";
    } catch {
      getSelection().selectAllChildren(record);
      said.textContent = "Selected: now copy it.";
    }
  });
}
