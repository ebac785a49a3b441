// The heat map by keyboard and pointer: one stop for Tab, arrows between cells. The start under the pointer or the focus is shown above, and in
// one line that stays in sight: everybody's own hour. Its column is marked in the people's own days.
const map = document.querySelector("[data-heat]");
const panel = document.getElementById("start");
const now = document.querySelector("[data-heat-now]");

if (map && panel && now) {
  const links = [...map.querySelectorAll("td a")];
  const current = map.querySelector("a[aria-current]") || links[0];
  for (const link of links) link.tabIndex = link === current ? 0 : -1;
  let shown = "";
  let waiting;

  // On a narrow screen the chosen hour comes into sight; the page itself does not move.
  const frame = map.parentElement;
  if (current) {
    const [cell, box] = [current.getBoundingClientRect(), frame.getBoundingClientRect()];
    frame.scrollLeft += cell.left + cell.width / 2 - (box.left + box.width * 0.65);
  }

  const mark = (link) => {
    const at = link.closest("td").cellIndex;
    for (const own of map.querySelectorAll(".own")) own.classList.toggle("at", own.closest("td").cellIndex === at);
  };

  const tell = () => {
    now.textContent = panel.querySelector("[data-brief]")?.textContent || "";
    now.hidden = !now.textContent;
  };

  const show = (link) => {
    clearTimeout(waiting);
    mark(link);
    waiting = setTimeout(async () => {
      if (link.href === shown) return;
      shown = link.href;
      const answer = await fetch(link.href, { headers: { "HX-Request": "true" }, credentials: "same-origin" });
      const text = await answer.text();
      if (!answer.ok || link.href !== shown) return;
      panel.innerHTML = text;
      tell();
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
