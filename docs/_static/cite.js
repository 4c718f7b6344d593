// To unfold what cites an entry also copies its BibTeX; where the browser refuses, the text is selected. A site that was
// built without its address takes the one that the browser has; of a file there is none that others could follow.
"use strict";

function addAddress(cite, record) {
  if (!location.protocol.startsWith("http") || /^ *url *= /m.test(record.textContent)) return;
  const link = cite.querySelector("a[href^='#']");
  link.textContent = link.href;
  const width = record.textContent.match(/^ *author */m)[0].length;
  const line = `${"  url".padEnd(width)}= {${link.href}},`;
  record.textContent = record.textContent.trimEnd().replace(/\}$/, `${line}\n}`);
}

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
    addAddress(cite, record);
    try {
      await navigator.clipboard.writeText(record.textContent.trim());
      said.textContent = "Copied.";
    } catch {
      getSelection().selectAllChildren(record);
      said.textContent = "Selected: now copy it.";
    }
  });
}
