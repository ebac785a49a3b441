"""WCAG 2.2 AA as far as a machine can tell: axe, inside the page."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def violations(page: Page) -> list[str]:
    """Return one line for each element that breaks a rule: rule, selector, what to do."""
    page.wait_for_load_state("load")  # a page that has just been opened is measured with its styles
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": TAGS}}).response["violations"]
    return [
        f"{rule['id']}: {' '.join(map(str, node['target']))}: {node.get('failureSummary', rule['help'])}"
        for rule in found
        for node in rule["nodes"]
    ]


def assert_no_axe_violations(page: Page) -> None:
    """Fail with every violation on the page as it stands now."""
    found = violations(page)
    assert not found, f"{page.url}\n" + "\n".join(found)
