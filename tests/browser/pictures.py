"""Pictures that a reader saves from the page."""

from playwright.sync_api import Download, Page

WRITING = """() => {
    window.written = [];
    const write = CanvasRenderingContext2D.prototype.fillText;
    CanvasRenderingContext2D.prototype.fillText = function (text, ...rest) {
        written.push(text);
        write.call(this, text, ...rest);
    };
}"""


def saved(page: Page) -> tuple[Download, str]:
    """The picture that the page saves, and all that is written into it, word by word."""
    page.evaluate(WRITING)
    page.get_by_role("button", name="Share").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Save picture").click()
    return download.value, " ".join(page.evaluate("written"))
