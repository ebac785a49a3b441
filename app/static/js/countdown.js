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
  const days = Math.floor(left / 86400);
  const clock = `${two(Math.floor(left / 3600) % 24)}:${two(Math.floor(left / 60) % 60)}:${two(left % 60)}`;
  line.textContent = line.dataset.words.replace("{time}", days ? `${days} × 24 h + ${clock}` : clock);
}

tick();
setInterval(tick, 1000);
