/* Forms: what is left of a length, a warning before typed text is lost, one sending per press, and the focus on what went wrong. */
for (const counter of document.querySelectorAll("[data-counter-for]")) {
  const field = document.getElementById(counter.dataset.counterFor);
  const most = field.maxLength;
  if (most < 0) continue;
  field.removeAttribute("maxlength"); // let people paste too much and shorten it, rather than cut it silently
  const count = () => {
    const left = most - [...field.value].length;
    counter.textContent = (left < 0 ? counter.dataset.tooMany : counter.dataset.left).replace("{n}", Math.abs(left).toLocaleString(document.documentElement.lang));
    counter.toggleAttribute("data-over", left < 0);
  };
  field.addEventListener("input", count);
  count();
}

document.getElementById("errors")?.focus();

const unsaved = new Set();
addEventListener("input", ({ target }) => {
  const form = target.closest?.("form[data-guard]");
  if (form) unsaved.add(form);
});
addEventListener("beforeunload", (event) => {
  if (unsaved.size) event.preventDefault();
});

function rest(form) {
  delete form.dataset.sent;
  for (const button of form.querySelectorAll("[aria-busy]")) button.removeAttribute("aria-busy");
}
addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.getAttribute("method") !== "post") return;
  unsaved.delete(form);
  if (form.dataset.sent) return event.preventDefault();
  form.dataset.sent = "yes";
  event.submitter?.setAttribute("aria-busy", "true");
  setTimeout(rest, 8000, form); // an answer that is a download leaves the page standing
});
addEventListener("pageshow", ({ persisted }) => {
  if (persisted) document.querySelectorAll("form[data-sent]").forEach(rest);
});
/* Parts that save by themselves (htmx) say when they are done. */
document.addEventListener("htmx:afterRequest", ({ detail }) => {
  const form = detail.elt.closest("form");
  if (!form) return;
  rest(form);
  if (detail.successful) unsaved.delete(form);
});
