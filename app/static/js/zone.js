/* The reader's zone: taken from the device, followed when the device travels, left alone when a person chose one (row T5).
   The server renders every time; this only sets the cookie and brings the re-rendered parts in, in place. */
const COOKIE = "sidestage_zone";
const PARTS = "[data-reader-time]";

const device = Intl.DateTimeFormat().resolvedOptions().timeZone;
const stored = document.cookie.split("; ").find((pair) => pair.startsWith(`${COOKIE}=`));
const [how, known] = stored ? decodeURIComponent(stored.slice(COOKIE.length + 1)).split(/:(.*)/s) : [];

/* Old and new names of one zone count as equal: the browser itself knows which are. */
function same(one, other) {
  try {
    return Intl.DateTimeFormat("en", { timeZone: one }).resolvedOptions().timeZone === Intl.DateTimeFormat("en", { timeZone: other }).resolvedOptions().timeZone;
  } catch {
    return false;
  }
}

function follow() {
  const secure = location.protocol === "https:" ? "; secure" : "";
  document.cookie = `${COOKIE}=${encodeURIComponent(`auto:${device}`)}; path=/; max-age=31536000; samesite=lax${secure}`;
  return swap();
}

const outermost = (page) => [...page.querySelectorAll(PARTS)].filter((part) => !part.parentElement.closest(PARTS));

async function swap() {
  const here = outermost(document);
  if (!here.length && !document.querySelector("[data-zone-chip]")) return;
  const answer = await fetch(location.href, { cache: "no-cache" });
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  const there = outermost(fresh);
  if (there.length === here.length && here.every((part, at) => part.dataset.readerTime === there[at].dataset.readerTime)) {
    here.forEach((part, at) => {
      const height = part.offsetHeight;
      part.replaceWith(there[at]);
      there[at].style.minBlockSize = `${height}px`; // what follows keeps its place
    });
  }
  const chip = fresh.querySelector("[data-zone-chip]");
  const before = document.querySelector("[data-zone-chip]");
  if (chip && before) {
    chip.style.minInlineSize = `${before.offsetWidth}px`; // the menu beside it keeps its place
    before.replaceWith(chip);
  }
}

/* A chosen zone stays. Where the device is elsewhere, one line offers to follow it, once per place. */
function offer() {
  const line = document.querySelector("template[data-zone-offer]")?.content.firstElementChild;
  if (!line || localStorage.getItem("sidestage_zone_kept") === device) return;
  const city = device.split("/").pop().replaceAll("_", " ");
  for (const slot of line.querySelectorAll("[data-city]")) slot.textContent = slot.textContent.replace("{city}", city);
  line.querySelector("[data-follow]").addEventListener("click", () => { line.remove(); follow(); });
  line.querySelector("[data-keep]").addEventListener("click", () => { line.remove(); localStorage.setItem("sidestage_zone_kept", device); });
  document.querySelector(".bar").append(line);
}

if (device) {
  if (how !== "chosen") {
    if (!known || !same(known, device)) follow();
  } else if (!same(known, device)) {
    offer();
  }
}
