"""axe-core in a page: what it finds that is serious or critical."""

from playwright.sync_api import Page

from tests.needs import ROOT

_AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
_RUN = """async ([within, but]) => {
    const rules = Object.fromEntries(but.map((rule) => [rule, { enabled: false }]));
    const { violations } = await axe.run(within ?? document, { resultTypes: ['violations'], rules });
    return violations.filter(({ impact }) => ['serious', 'critical'].includes(impact))
        .map(({ id, nodes }) => `${id}: ${nodes[0].html.slice(0, 160)} (${nodes.length})`);
}"""


def serious(page: Page, *, within: str | None = None, but: tuple[str, ...] = ()) -> list[str]:
    """Serious and critical findings in the page, a line each; the page must let scripts be added."""
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(_AXE.read_text(encoding="utf-8"))
    found: list[str] = page.evaluate(_RUN, [within, list(but)])
    return found
