"""Terms under which a material may be used, by their SPDX identifiers (spdx.org/licenses)."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.domain.words import N_

_CC = "https://creativecommons.org"


@dataclass(frozen=True, slots=True)
class Licence:
    """The name people know, and the address of the terms ("" where there is none)."""

    name: str
    url: str = ""


LICENCES: Mapping[str, Licence] = {
    "CC-BY-4.0": Licence("CC BY 4.0", f"{_CC}/licenses/by/4.0/"),
    "CC-BY-SA-4.0": Licence("CC BY-SA 4.0", f"{_CC}/licenses/by-sa/4.0/"),
    "CC-BY-NC-4.0": Licence("CC BY-NC 4.0", f"{_CC}/licenses/by-nc/4.0/"),
    "CC-BY-NC-SA-4.0": Licence("CC BY-NC-SA 4.0", f"{_CC}/licenses/by-nc-sa/4.0/"),
    "CC-BY-NC-ND-4.0": Licence("CC BY-NC-ND 4.0", f"{_CC}/licenses/by-nc-nd/4.0/"),
    "CC-BY-3.0-IGO": Licence("CC BY 3.0 IGO", f"{_CC}/licenses/by/3.0/igo/"),
    "CC0-1.0": Licence("CC0 1.0", f"{_CC}/publicdomain/zero/1.0/"),
    "all-rights-reserved": Licence(N_("All rights reserved")),
}
"""An empty text is no licence but "not stated", which a page says by saying nothing."""


def licence_of(code: str) -> Licence | None:
    """Return the licence of a code; an unknown code, as an import may bring, names itself; None for ""."""
    return LICENCES.get(code, Licence(code)) if code else None
