"""A real SMTP server on the loopback that takes mail, refuses it, stalls or breaks the line as told."""

import asyncio
import socket
from contextlib import contextmanager

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult

A_LONG_WHILE = 60  # seconds


class Inbox:
    """What the server was given, and the answers it gives: a reply per command, `drop`, or `stall`."""

    def __init__(self):
        self.envelopes = []
        self.connections = 0
        self.answers = {}
        self.waited_for = 0  # how often somebody had the patience to wait for the end of a stall

    async def handle_MAIL(self, server, session, envelope, address, options):  # noqa: N802 - aiosmtpd's names
        return await self._answer("MAIL", server) or self._keep(envelope, "mail_from", address)

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802
        answer = await self._answer("RCPT", server)
        if answer:
            return answer
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 ok"

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        if self.answers.get("DATA") == "drop after taking":
            self.envelopes.append(envelope)
            self.answers.pop("DATA")
            server.transport.abort()
            return "250 never heard"
        answer = await self._answer("DATA", server)
        if answer:
            return answer
        self.envelopes.append(envelope)
        return "250 2.0.0 taken"

    def _keep(self, envelope, name, value):
        setattr(envelope, name, value)
        return "250 2.1.0 ok"

    async def _answer(self, command, server):
        answer = self.answers.get(command)
        if answer == "drop":
            server.transport.abort()
            return "421 gone"
        if answer == "stall":
            await asyncio.sleep(A_LONG_WHILE)
            self.waited_for += 1
        return answer


class _Server(SMTP):
    def connection_made(self, transport):
        self.event_handler.connections += 1
        super().connection_made(transport)


class _Controller(Controller):
    def factory(self):
        return _Server(self.handler, **self.SMTP_kwargs)


def _sign_in(server, session, envelope, mechanism, data):
    known = data.login == b"side" and data.password == b"p@ss/word"
    return AuthResult(success=known, handled=known)


@contextmanager
def mail_server(**options):
    """Run a server; yield its inbox and the address of a mailer for it."""
    inbox = Inbox()
    if options.pop("sign_in", False):
        options |= {"authenticator": _sign_in, "auth_required": True, "auth_require_tls": False}
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    controller = _Controller(inbox, hostname="127.0.0.1", port=port, **options)
    controller.start()
    inbox.connections = 0  # the controller tries the door once itself
    try:
        yield inbox, f"smtp://127.0.0.1:{port}"
    finally:
        controller.stop()
