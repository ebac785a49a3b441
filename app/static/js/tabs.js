/* Bring the current part into view where the row of tabs scrolls. */
for (const current of document.querySelectorAll("[data-tabs] [aria-current]")) {
  const row = current.closest("[data-tabs]");
  const away = current.getBoundingClientRect();
  const frame = row.getBoundingClientRect();
  row.scrollLeft += away.left + away.width / 2 - (frame.left + frame.width / 2);
}
