/* The total of the agenda while minutes are being typed; once saved it is counted by the server. */
const total = document.querySelector("[data-agenda-total]");

function count() {
  const fields = [...document.querySelectorAll("[data-minutes]")]; // zone.js may have brought the list in anew
  const slot = Number(total.dataset.agendaTotal);
  const sum = fields.reduce((all, field) => all + (Math.max(0, parseInt(field.value, 10)) || 0), 0);
  const words = sum > slot ? total.dataset.over : sum < slot ? total.dataset.left : total.dataset.full;
  const values = { total: sum, slot, rest: Math.abs(slot - sum) };
  const bar = total.querySelector("progress");
  bar.value = Math.min(sum, slot);
  bar.closest(".progress").classList.toggle("progress-warn", sum > slot);
  bar.closest("label").querySelector("span").textContent = words.replace(/\{(\w+)\}/g, (_, name) => values[name].toLocaleString(document.documentElement.lang));
}

if (total) {
  addEventListener("input", ({ target }) => {
    if (target.matches("[data-minutes]")) count();
  });
}
