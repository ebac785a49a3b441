"""Links as people paste them: a bare host, a player's code, an address with its passcode beside it."""

import html
import re
from typing import NamedTuple

from app.domain.web_address import completed

LONGEST_NOTE = 200
_PLAYER = re.compile(
    r"<(?:iframe|embed|video|source|a)\b[^>]*?\s(?:src|href)\s*=\s*([\"'])(.*?)\1", re.IGNORECASE | re.DOTALL
)
_ADDRESS = re.compile(r"https?://[^\s<>\"]+", re.IGNORECASE)
_BARE = re.compile(
    r"(?<![\w@.-])(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.)+[^\W\d_]{2,24}(?::\d{1,5})?/[^\s<>\"]*", re.IGNORECASE
)
_WORDS = (
    "pass(?:code|word|wort)|pwd|pin|code|kennwort|kenncode|mot de passe|code secret|contraseña|clave|código"
    "|senha|пароль|код|رمز المرور|كلمة المرور|密码|口令"
)
_SECRET = re.compile(rf"\b(?:{_WORDS})\b\s*[:=：]?\s*[^\s)]+", re.IGNORECASE)
_TAIL = ".,;:!?)]}’”»"


class PastedLink(NamedTuple):
    """The address alone, and what was said beside it for those who may know: "Passcode: x&9"."""

    address: str
    note: str


def pasted(text: str) -> PastedLink:
    """Find the address in what was pasted; text without one comes back as it is, to be refused."""
    text = text.strip()
    player = _PLAYER.search(text)
    if player:
        address = html.unescape(player[2]).strip()
        return PastedLink(completed(f"https:{address}" if address.startswith("//") else address), "")
    found = _ADDRESS.search(text) or _BARE.search(text)
    if not found:
        return PastedLink(completed(text), "")
    address = found[0].rstrip(_TAIL)
    around = f"{text[: found.start()]} {text[found.start() + len(address) :]}"
    secret = _SECRET.search(around)
    if secret is None and len(text) - len(address) > 2:
        return PastedLink(text, "")  # other words: nobody's sentence is thrown away
    return PastedLink(completed(address), " ".join(secret[0].split())[:LONGEST_NOTE] if secret else "")
