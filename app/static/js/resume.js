/* A long file goes in pieces (tus 1.0, core and creation), so that a broken line costs one piece.
   Where it broke off is asked of the server; its address is remembered under what the file looks like. */
const PIECE = 4 * 1024 ** 2;
const PAUSES = [1, 2, 4, 8, 15];
const pause = (seconds) => new Promise((wake) => setTimeout(wake, seconds * 1000));

export const isLong = (input) => Boolean(input.dataset.resume) && input.files[0]?.size > PIECE;

/* Return the name of the upload once the whole file has arrived; null when the line stays broken. */
export async function send(input, token, told) {
  const file = input.files[0];
  const mark = `upload ${input.dataset.resume} ${file.name} ${file.size} ${file.lastModified}`;
  const call = (method, address, headers = {}, body) =>
    fetch(address, { method, body, headers: { "Tus-Resumable": "1.0.0", "X-CSRFToken": token, ...headers } });
  const begin = async () => {
    const name = btoa(String.fromCharCode(...new TextEncoder().encode(file.name)));
    const answer = await call("POST", input.dataset.resume, { "Upload-Length": file.size, "Upload-Metadata": `filename ${name}` });
    if (!answer.ok) throw new Refused(await answer.text());
    localStorage.setItem(mark, answer.headers.get("Location"));
    return 0;
  };
  const ask = async () => {
    const address = localStorage.getItem(mark);
    if (!address) return begin();
    const answer = await call("HEAD", address);
    if (answer.status >= 500) throw new Error("away");
    return answer.ok ? Number(answer.headers.get("Upload-Offset")) : begin();
  };
  for (let broken = 0; broken <= PAUSES.length; broken++) {
    try {
      let at = await ask();
      told(at / file.size);
      while (at < file.size) {
        const piece = file.slice(at, at + PIECE);
        const headers = { "Upload-Offset": at, "Content-Type": "application/offset+octet-stream" };
        const answer = await call("PATCH", localStorage.getItem(mark), headers, piece);
        if ([404, 409].includes(answer.status)) { at = await ask(); continue; } // another window was quicker
        if (!answer.ok) throw new Error("away");
        at = Number(answer.headers.get("Upload-Offset"));
        broken = 0;
        told(at / file.size);
      }
      const address = localStorage.getItem(mark);
      localStorage.removeItem(mark);
      return address.split("/").pop();
    } catch (reason) {
      if (reason instanceof Refused) throw reason;
      if (broken < PAUSES.length) told(null);
      await pause(PAUSES[broken] ?? 0);
    }
  }
  return null;
}

/* The server does not want the file at all; its words say why. */
export class Refused extends Error {}
