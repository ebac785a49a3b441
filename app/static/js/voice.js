/* A name said into the microphone becomes the file of its field, so that saving it is sending the form.
   Without a microphone or scripts the field takes a file as any other. */
const KINDS = [["audio/webm;codecs=opus", "webm"], ["audio/ogg;codecs=opus", "ogg"], ["audio/mp4", "m4a"]];
let recorder, clock, box, input, record, stop, listen, said;

async function start() {
  const stream = await navigator.mediaDevices.getUserMedia({ audio: true }).catch(() => null);
  if (!stream) return void (said.textContent = box.dataset.refused);
  const [type, ending] = KINDS.find(([kind]) => MediaRecorder.isTypeSupported(kind)) ?? ["", "webm"];
  const pieces = [];
  recorder = new MediaRecorder(stream, { mimeType: type, audioBitsPerSecond: 64000 });
  recorder.addEventListener("dataavailable", ({ data }) => pieces.push(data));
  recorder.addEventListener("stop", () => {
    clearInterval(clock);
    for (const track of stream.getTracks()) track.stop();
    const files = new DataTransfer();
    files.items.add(new File(pieces, `name.${ending}`, { type: type.split(";")[0] }));
    input.files = files.files;
    input.dispatchEvent(new Event("change", { bubbles: true }));
    said.textContent = box.dataset.done;
    record.disabled = listen.disabled = false;
    stop.disabled = true;
    listen.focus();
  });
  let left = Number(box.dataset.seconds);
  const tell = () => (said.textContent = box.dataset.running.replace("{n}", left.toLocaleString(document.documentElement.lang)));
  clock = setInterval(() => (--left > 0 ? tell() : recorder.stop()), 1000);
  recorder.start();
  tell();
  record.disabled = listen.disabled = true;
  stop.disabled = false;
  stop.focus();
}
async function play() {
  const context = new AudioContext();
  const source = context.createBufferSource();
  source.buffer = await context.decodeAudioData(await input.files[0].arrayBuffer());
  source.connect(context.destination);
  source.addEventListener("ended", () => context.close());
  source.start();
}
function begin() {
  box = document.querySelector("[data-voice]");
  if (!box || !navigator.mediaDevices?.getUserMedia || !window.MediaRecorder || !window.DataTransfer) return;
  input = box.closest("form").querySelector("input[type=file]");
  [record, stop, listen, said] = ["record", "stop", "listen", "said"].map((name) => box.querySelector(`[data-${name}]`));
  box.hidden = false;
  record.addEventListener("click", start);
  stop.addEventListener("click", () => recorder.stop());
  listen.addEventListener("click", play);
  input.addEventListener("change", () => (listen.disabled = !input.files[0]));
}
begin();
addEventListener("swapped", begin);
