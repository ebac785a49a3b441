/* The time until the way in opens; then the page asks again by itself. Without this the button does the same. */
const line = document.querySelector("[data-countdown]");
const opens = Date.parse(line.dataset.countdown);
const two = (number) => String(number).padStart(2, "0");
let asked = false;

function tick() {
  const left = Math.max(0, Math.ceil((opens - Date.now()) / 1000));
  if (!left) {
    if (!asked) setTimeout(() => location.reload(), Math.random() * 2000); // not everybody in the same moment
    asked = true;
    return;
  }
  if (left >= 86400) return; // more than a day ahead the sentence says enough
  const clock = `${Math.floor(left / 3600)}:${two(Math.floor(left / 60) % 60)}:${two(left % 60)}`;
  line.textContent = line.dataset.words.replace("{time}", clock);
}

tick();
setInterval(tick, 1000);
