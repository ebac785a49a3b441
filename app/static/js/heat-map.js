// The heat map by keyboard: one stop for Tab, arrows between cells; the start under the pointer or focus is shown above.
const map = document.querySelector("[data-heat]");
const panel = document.getElementById("start");

if (map && panel) {
  const links = [...map.querySelectorAll("td a")];
  const current = map.querySelector("a[aria-current]") || links[0];
  for (const link of links) link.tabIndex = link === current ? 0 : -1;
  let shown = "";
  let waiting;

  const show = (link) => {
    clearTimeout(waiting);
    waiting = setTimeout(async () => {
      if (link.href === shown) return;
      shown = link.href;
      const answer = await fetch(link.href, { headers: { "HX-Request": "true" }, credentials: "same-origin" });
      const text = await answer.text();
      if (answer.ok && link.href === shown) panel.innerHTML = text;
    }, 140);
  };

  const step = (link, down, across) => {
    const cell = link.closest("td");
    let row = cell.parentElement;
    let at = cell.cellIndex;
    while (row) {
      at += across;
      if (down) row = down > 0 ? row.nextElementSibling : row.previousElementSibling;
      const found = row?.cells[at];
      if (!found) return null;
      const next = found.querySelector("td a");
      if (next) return next;
    }
    return null;
  };

  const moves = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };
  map.addEventListener("keydown", (event) => {
    const link = event.target.closest("td a");
    const move = moves[event.key];
    if (!link || !move) return;
    event.preventDefault();
    const turned = getComputedStyle(map).direction === "rtl" ? -1 : 1;
    const next = step(link, move[0], move[1] * turned);
    if (!next) return;
    link.tabIndex = -1;
    next.tabIndex = 0;
    next.focus();
  });
  map.addEventListener("focusin", (event) => event.target.closest("td a") && show(event.target.closest("td a")));
  map.addEventListener("pointerover", (event) => event.pointerType === "mouse" && event.target.closest("td a") && show(event.target.closest("td a")));
}
