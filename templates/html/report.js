// Makes the headings of a sortable table into buttons; numbers sort from the largest down, empty cells go last.
for (const table of document.querySelectorAll("table.sortable")) {
  const headings = [...table.tHead.rows[0].cells];
  headings.forEach((heading, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = heading.textContent;
    heading.replaceChildren(button);
    button.addEventListener("click", () => {
      const isNumber = heading.classList.contains("n");
      const former = heading.getAttribute("aria-sort");
      const down = former ? former === "ascending" : isNumber;
      const key = (row) => row.cells[column].textContent;
      const number = (row) => Number(key(row).replaceAll(",", ""));
      const sorted = [...table.tBodies[0].rows].sort((a, b) => {
        if (!key(a) || !key(b)) {
          return !key(a) - !key(b);
        }
        const order = isNumber ? number(a) - number(b) : key(a).localeCompare(key(b), "en");
        return down ? -order : order;
      });
      headings.forEach((other) => other.removeAttribute("aria-sort"));
      heading.setAttribute("aria-sort", down ? "descending" : "ascending");
      table.tBodies[0].append(...sorted);
    });
  });
}
