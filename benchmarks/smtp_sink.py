"""A mail server that takes everything and keeps Message-IDs: a process of its own, on a port it prints.

`python -m benchmarks.smtp_sink FILE` appends one line per mail, written before the mail is acknowledged.
"""

import socketserver
import sys
from pathlib import Path


class _Sink(socketserver.StreamRequestHandler):
    """One conversation. `wbufsize` 0: every answer leaves at once."""

    def handle(self) -> None:
        """Answer yes to everything."""
        self._say(b"220 sink")
        while line := self.rfile.readline(2000):
            word = line[:4].upper()
            if word == b"DATA":
                self._say(b"354 go on")
                self._keep()
                self._say(b"250 2.0.0 taken")
            elif word == b"QUIT":
                self._say(b"221 bye")
                return
            else:
                self._say(b"250 sink" if word == b"EHLO" else b"250 ok")

    def _keep(self) -> None:
        name = b""
        while (line := self.rfile.readline(100_000)) not in {b".\r\n", b""}:
            if not name and line.lower().startswith(b"message-id:"):
                name = line.partition(b":")[2].strip()
        if line:
            self.server.log.write(name + b"\n")  # type: ignore[attr-defined]
            self.server.log.flush()  # type: ignore[attr-defined]

    def _say(self, answer: bytes) -> None:
        self.wfile.write(answer + b"\r\n")


class _Server(socketserver.ThreadingTCPServer):
    allow_reuse_address, daemon_threads = True, True

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing: a client that is killed hangs up without a word."""


def main() -> None:
    with _Server(("127.0.0.1", 0), _Sink) as server, Path(sys.argv[1]).open("ab") as log:
        server.log = log  # type: ignore[attr-defined]
        print(server.server_address[1], flush=True)
        server.serve_forever()


if __name__ == "__main__":
    main()
