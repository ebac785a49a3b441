/* A photo is cut to a square before it is sent: by dragging, or with three sliders that keys move as well.
   What is cut takes the place of the file in its field; without scripts the server cuts. */
const box = document.querySelector("[data-crop]");
const form = box?.closest("form");
const input = form?.querySelector("input[type=file]");
const canvas = box?.querySelector("canvas");
const [zoom, across, down] = ["zoom", "across", "down"].map((name) => box?.querySelector(`[data-${name}]`));
const SIDE = 1024;
let picture, own;

/* Whoever checks the file's size looks again; we do not. */
function tell() {
  own = true;
  input.dispatchEvent(new Event("change", { bubbles: true }));
  own = false;
}

function cut(side) {
  const context = Object.assign(document.createElement("canvas"), { width: side, height: side }).getContext("2d");
  const kept = Math.min(picture.width, picture.height) / Number(zoom.value);
  const [x, y] = [(picture.width - kept) * across.value, (picture.height - kept) * down.value];
  context.fillStyle = "white"; // what is transparent would be black in a JPEG
  context.fillRect(0, 0, side, side);
  context.imageSmoothingQuality = "high";
  context.drawImage(picture, x, y, kept, kept, 0, 0, side, side);
  return context.canvas;
}
function show() {
  canvas.getContext("2d").drawImage(cut(canvas.width), 0, 0);
}
function keep() {
  cut(SIDE).toBlob((data) => {
    const files = new DataTransfer();
    files.items.add(new File([data], "photo.jpg", { type: "image/jpeg" }));
    input.files = files.files;
    tell();
  }, "image/jpeg", 0.92);
}
async function take(event) {
  if (own || !input.files[0]) return;
  event.stopPropagation();
  picture = await createImageBitmap(input.files[0]).catch(() => null);
  box.hidden = !picture;
  box.closest("form").querySelector("[data-plain-cut]").hidden = Boolean(picture);
  if (!picture) return tell();
  [zoom.value, across.value, down.value] = [1, 0.5, 0.3];
  show();
  keep();
}
function drag({ movementX, movementY, buttons }) {
  if (!buttons) return;
  for (const [slider, moved, length] of [[across, movementX, picture.width], [down, movementY, picture.height]]) {
    const kept = Math.min(picture.width, picture.height) / Number(zoom.value);
    if (length > kept) slider.value = Number(slider.value) - (moved * kept) / canvas.clientWidth / (length - kept);
  }
  show();
}
if (box && window.createImageBitmap && window.DataTransfer) {
  input.addEventListener("change", take);
  for (const slider of [zoom, across, down]) {
    slider.addEventListener("input", show);
    slider.addEventListener("change", keep);
  }
  canvas.style.touchAction = "none";
  canvas.addEventListener("pointerdown", ({ pointerId }) => canvas.setPointerCapture(pointerId));
  canvas.addEventListener("pointermove", drag);
  canvas.addEventListener("pointerup", keep);
}
