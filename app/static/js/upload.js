/* Uploads: a file that is too large is named at once, a bar shows how far it is, and the answer replaces the page.
   Without this the form is sent as any other. */
import { Refused, isLong, send } from "./resume.js";

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
const words = (form) => form.querySelector("[data-progress-text]").dataset;
const far = (form, part) => {
  const percent = Math.floor(100 * part);
  const text = words(form).words.replace("{n}", (percent / 100).toLocaleString(document.documentElement.lang, { style: "percent" }));
  say(form, part < 1 ? text : words(form).done).value = percent;
};
addEventListener("change", ({ target }) => {
  if (!target.matches?.("[data-most]")) return;
  const file = target.files[0];
  target.setCustomValidity(file && file.size > Number(target.dataset.most) ? target.dataset.tooLarge : "");
  target.reportValidity();
});
addEventListener("submit", async (event) => {
  const form = event.target;
  const input = form.matches("[data-upload]") && form.querySelector("[data-most]");
  if (!input || event.defaultPrevented || !input.files[0]) return;
  event.preventDefault();
  if (!input.reportValidity()) return rest(form);
  const data = new FormData(form, event.submitter);
  if (isLong(input)) {
    const name = await inPieces(form, input);
    if (!name) return rest(form);
    data.set("upload", name);
    data.delete(input.name);
  }
  post(form, data);
});
async function inPieces(form, input) {
  const busy = setInterval(() => (form.dataset.sent = "yes"), 1000); // form.js lets a form go after a while
  try {
    const token = form.querySelector("[name=csrf_token]")?.value ?? "";
    const name = await send(input, token, (part) => (part === null ? say(form, words(form).waiting) : far(form, part)));
    if (!name) say(form, words(form).kept);
    return name;
  } catch (reason) {
    say(form, reason instanceof Refused ? reason.message : words(form).kept);
  } finally {
    clearInterval(busy);
  }
}
function post(form, data) {
  const request = new XMLHttpRequest();
  request.upload.addEventListener("progress", ({ loaded, total }) => far(form, loaded / total));
  request.addEventListener("load", () => {
    const page = request.responseXML;
    if (!page?.querySelector("main")) return location.assign(request.responseURL);
    document.title = page.title;
    document.body.replaceWith(document.adoptNode(page.body));
    history.replaceState(null, "", request.responseURL);
    dispatchEvent(new Event("swapped")); // scripts of parts that came with the new body begin again
    (document.getElementById("errors") ?? document.querySelector("main")).focus();
  });
  request.addEventListener("error", () => {
    rest(form);
    say(form, form.querySelector("[data-progress]").dataset.broken).value = 0;
  });
  request.open("POST", form.action);
  request.responseType = "document";
  request.send(data);
}
