"""Text as an attacker or an accident types it, for every field that reaches a calendar or a mail header."""

from hypothesis import strategies as st

LINE_ENDS = ("\r\n", "\n", "\r", "\x0b", "\x0c", "\x1c", "\x1d", "\x1e", "\x85", "\u2028", "\u2029")
SIGNS = (
    *LINE_ENDS,
    *'\x00\x07\x1b\x7f\t "\\;,:^=<>@?\ud800\udfff\ufeff\uffffé田🎤',
    "\u202e",
    "e\u0301",
    "^n",
    "=?",
)
INJECTIONS = (
    "x\r\nATTENDEE:mailto:mallory@example.org",
    "x\nBcc: mallory@example.org",
    "x\r\n\r\nBody",
    "x\u2028METHOD:CANCEL",
    "\r\nEND:VEVENT\r\nBEGIN:VEVENT",
    '";X-EVIL="1":mailto:mallory@example.org\r\nX:',
    "=?utf-8?q?x=0D=0ABcc:_mallory@example.org?=",
    "\\nATTENDEE:mailto:mallory@example.org",
)


def hostile_text():
    """Return texts of any characters, half surrogates among them, rich in what breaks lines and quotes."""
    sign = st.one_of(st.characters(), st.sampled_from(SIGNS))
    return st.one_of(
        st.lists(sign, max_size=120).map("".join),
        st.tuples(st.text(max_size=80), st.sampled_from(INJECTIONS)).map("".join),
    )
