// Shows the editions in which every word of the search stands, with or without its accents.
"use strict";
const search = document.getElementById("search");
const words = document.getElementById("words");
const found = document.getElementById("found");
const folded = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
const editions = [...document.querySelectorAll(".editions > li")].map((item) => ({
  item,
  text: folded(item.textContent),
}));
words.addEventListener("input", () => {
  const wanted = folded(words.value).split(/\s+/).filter(Boolean);
  let count = 0;
  for (const { item, text } of editions) {
    item.hidden = !wanted.every((word) => text.includes(word));
    if (!item.hidden) count += 1;
  }
  for (const month of document.querySelectorAll("main > section")) {
    month.hidden = !month.querySelector("li:not([hidden])");
  }
  found.textContent = wanted.length ? found.dataset.found + " " + count : "";
});
search.hidden = false;
