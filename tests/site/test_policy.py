"""带着 _headers 里的内容安全策略，站点的每样东西照常，浏览器一次也没拦。"""

import functools
import threading
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

import pytest

from tests.support import until

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def guarded(site):
    """照 _headers 发响应头的服务。"""
    _, *lines = (site / "_headers").read_text("utf-8").splitlines()
    headers = [line.strip().split(": ", 1) for line in lines]

    class Handler(SimpleHTTPRequestHandler):
        def end_headers(self):
            for header in headers:
                self.send_header(*header)
            super().end_headers()

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Handler, directory=site))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


def test_the_policy_has_teeth(guarded, visit):
    page = visit(f"{guarded}/index.html")
    page.evaluate(
        "document.head.append(Object.assign(document.createElement('script'), { textContent: 'hacked = 1' }))"
    )
    page.evaluate(
        "document.head.append(Object.assign(document.createElement('script'), { src: 'https://example.org/x.js' }))"
    )
    assert not page.evaluate("'hacked' in window")
    assert len(page.complaints) == 2


def test_nothing_the_book_does_is_blocked(guarded, visit):
    page = visit(f"{guarded}/sampling.html", color_scheme="light")
    page.locator("label.md-header__button[for^=__palette]:not([hidden])").click()
    page.locator(".md-search__input").fill("温度")
    page.locator(".md-search-result__item").first.wait_for()
    page.keyboard.press("Escape")
    page.locator("soul-sampler").scroll_into_view_if_needed()
    page.locator("soul-sampler button").first.wait_for()
    page.evaluate("document.querySelector('.mermaid').scrollIntoView()")
    until(page, "!document.querySelector('pre.mermaid')")
    page.get_by_role("button", name="运行", exact=True).first.click()
    page.locator('.run[data-state="same"]').wait_for()
    assert page.complaints == []


def test_printing_is_not_blocked(guarded, visit):
    page = visit(f"{guarded}/choosing.html")
    page.pdf()
    assert page.locator("div.mermaid").count() and page.complaints == []


def test_searching_from_the_address_is_not_blocked(guarded, visit):
    page = visit(f"{guarded}/attention.html?h=注意力")
    page.locator("article mark").first.wait_for()
    assert page.complaints == []
