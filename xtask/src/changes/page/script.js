"use strict";
(() => {
  const all = (selector, from = document) => [...from.querySelectorAll(selector)];
  const search = document.getElementById("search");
  const rule = document.getElementById("rule");
  const shown = document.getElementById("shown");
  const nothing = document.getElementById("nothing");
  const chips = all(".chip");
  const findings = all(".finding").map((element) => (
    { element, text: element.textContent.toLowerCase(), number: Number(element.dataset.count) }
  ));
  const total = findings.reduce((sum, { number }) => sum + number, 0);

  const filter = () => {
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    const off = new Set(chips.filter((chip) => chip.ariaPressed === "false").map((chip) => chip.dataset.group));
    let count = 0;
    for (const { element, text, number } of findings) {
      const fits = !off.has(element.dataset.group)
        && (!rule.value || element.dataset.rule === rule.value)
        && words.every((word) => text.includes(word));
      element.hidden = !fits;
      count += fits ? number : 0;
    }
    for (const group of all("details.group")) {
      group.hidden = !all(".finding:not([hidden])", group).length;
    }
    shown.textContent = count === total ? `${count} findings` : `${count} of ${total} findings`;
    nothing.hidden = count > 0;
  };

  const fold = (open) => all(".finding:not([hidden])").forEach((finding) => { finding.open = open; });

  for (const chip of chips) {
    chip.addEventListener("click", () => {
      chip.ariaPressed = chip.ariaPressed === "true" ? "false" : "true";
      filter();
    });
  }
  search.addEventListener("input", filter);
  rule.addEventListener("change", filter);
  document.getElementById("unfold").addEventListener("click", () => fold(true));
  document.getElementById("fold").addEventListener("click", () => fold(false));
  document.querySelector(".tools form").addEventListener("submit", (event) => event.preventDefault());
  document.addEventListener("keydown", (event) => {
    const isTyping = ["INPUT", "SELECT"].includes(document.activeElement.tagName);
    if (event.key === "/" && !isTyping) {
      event.preventDefault();
      search.focus();
    } else if (event.key === "Escape" && isTyping) {
      search.value = "";
      filter();
    }
  });
  document.querySelector(".tools").hidden = false;
  filter();
})();
