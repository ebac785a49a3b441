"""The processor time that a mail may cost which is built to keep the reader of incoming mail busy.

Anybody can send us such a mail, so each has to be read, or refused, within the aim.
"""

import sys
import time

from app.domain.clocks.zones import use_packaged_zone_data
from app.domain.mail import incoming
from tests.support.breaking_mails import MAILS

AIM = 1.0  # seconds for one mail


def main() -> int:
    use_packaged_zone_data()
    costs = {}
    for what, raw in MAILS.items():
        began = time.process_time()
        incoming.read(raw)
        costs[what] = time.process_time() - began
        print(f"{what:32}{len(raw) / 1024:8.0f} KiB{costs[what]:9.3f} s")
    met = max(costs.values()) <= AIM
    print(f"aim: {AIM} s of processor time for each:", "met" if met else "MISSED")
    return 0 if met else 1


if __name__ == "__main__":
    sys.exit(main())
