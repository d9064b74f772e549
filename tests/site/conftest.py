"""真浏览器的夹具：从子路径起服务，打开一页，记下外站请求与报错。"""

import functools
import http.server
import os
import threading
import time

import pytest
from playwright.sync_api import TimeoutError, sync_playwright

from bookkit.commands import browser as chromium
from tests.support import DRAWS, Stalled

PATIENCE = 180_000  # 毫秒。等的是条件，等到就走；机器忙到饿着的时候，三十秒的缺省会冤枉人
# 没有窗口的浏览器一打开就说光标动到了左上角；读者没有动
STILL = "addEventListener('pointermove', e => e.clientX || e.clientY || e.stopImmediatePropagation(), true);"


DELAY = float(os.environ.get("SLOW", 0))  # 秒：脚本、字体、数据各晚到这么久，赶在它们前面动手的测试就回回都红


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def do_GET(self):
        if self.path.endswith((".js", ".mjs", ".json", ".woff2", ".wasm", ".zip")):
            time.sleep(DELAY)
        super().do_GET()

    def log_message(self, *_):
        pass


@pytest.fixture(scope="session")
def address(site):
    """从站点的上一级目录起服务：页面都在一个带中文与空格的子路径下。"""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(site.parent)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/{site.name}"
    server.shutdown()


@pytest.fixture(scope="session")
def driver():
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="session")
def browser(driver):
    chrome = driver.chromium.launch(executable_path=chromium.find(), args=chromium.ARGUMENTS)
    yield chrome
    chrome.close()


@pytest.fixture
def visit(browser, address):
    """打开一页，记下外站请求与控制台报错。"""
    contexts = []

    def go(name, script="", route=None, **options):
        """script 在页面自己的脚本之前运行；route 是要拦的（式样、怎么办）。"""
        context = browser.new_context(**options)
        context.set_default_timeout(PATIENCE)
        context.add_init_script(STILL + script)
        contexts.append(context)
        page = context.new_page()
        if route:
            page.route(*route)
        page.offsite, page.complaints = [], []
        page.on(
            "request",
            lambda r: (
                page.offsite.append(r.url)
                if not r.url.startswith((address.rsplit("/", 1)[0], "data:", "blob:", "file:"))
                else None
            ),
        )
        page.on("console", lambda m: page.complaints.append(m.text) if m.type == "error" else None)
        page.on("pageerror", lambda e: page.complaints.append(str(e)))
        page.goto(name if "://" in name else f"{address}/{name}")
        return page

    def close():
        while contexts:
            contexts.pop().close()

    go.contexts, go.close = contexts, close
    yield go
    close()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item):
    """忙的机器上，无头浏览器的合成器偶尔停死，逼也逼不动（见 until）：一帧也不画，等什么都等不到。确是如此，就整条重来一遍。"""
    try:
        return (yield)
    except TimeoutError as error:
        visit = item.funcargs.get("visit")
        pages = [page for context in visit.contexts for page in context.pages] if visit else []
        if not isinstance(error, Stalled) and all(page.evaluate(DRAWS) for page in pages):
            raise
        if visit:
            visit.close()
        item.runtest()
