/* Uploads: a file that is too large is named at once, a bar shows how far it is, and the answer replaces the page.
   Without this the form is sent as any other. */
const say = (form, text) => {
  const bar = form.querySelector("[data-progress]");
  bar.hidden = false;
  bar.querySelector("[data-progress-text]").textContent = text;
  return bar.querySelector("progress");
};
const rest = (form) => {
  delete form.dataset.sent;
  for (const button of form.querySelectorAll("[aria-busy]")) button.removeAttribute("aria-busy");
};
addEventListener("change", ({ target }) => {
  if (!target.matches?.("[data-most]")) return;
  const file = target.files[0];
  target.setCustomValidity(file && file.size > Number(target.dataset.most) ? target.dataset.tooLarge : "");
  target.reportValidity();
});
addEventListener("submit", (event) => {
  const form = event.target;
  const input = form.matches("[data-upload]") && form.querySelector("[data-most]");
  if (!input || event.defaultPrevented || !input.files[0]) return;
  event.preventDefault();
  if (!input.reportValidity()) return rest(form);
  const data = new FormData(form, event.submitter);
  const request = new XMLHttpRequest();
  const words = form.querySelector("[data-progress-text]").dataset;
  request.upload.addEventListener("progress", ({ loaded, total }) => {
    const percent = Math.floor((100 * loaded) / total);
    say(form, loaded < total ? words.words.replace("{n}", (percent / 100).toLocaleString(document.documentElement.lang, { style: "percent" })) : words.done).value = percent;
  });
  request.addEventListener("load", () => {
    const page = request.responseXML;
    if (!page?.querySelector("main")) return location.assign(request.responseURL);
    document.title = page.title;
    document.body.replaceWith(document.adoptNode(page.body));
    history.replaceState(null, "", request.responseURL);
    (document.getElementById("errors") ?? document.querySelector("main")).focus();
  });
  request.addEventListener("error", () => {
    rest(form);
    say(form, form.querySelector("[data-progress]").dataset.broken).value = 0;
  });
  request.open("POST", form.action);
  request.responseType = "document";
  request.send(data);
});
