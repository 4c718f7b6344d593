// A button plays the film in the place of the still picture before it, from the beginning each time.
"use strict";

for (const button of document.querySelectorAll("button.film")) {
  const before = button.previousElementSibling;
  const picture = before.matches("img") ? before : before.querySelector("img");
  let plays = 0;
  button.hidden = false;
  button.addEventListener("click", () => {
    picture.removeAttribute("srcset");
    picture.src = `${button.dataset.film}?${++plays}`; // a new address begins anew
    button.textContent = "Play it again";
  });
}
