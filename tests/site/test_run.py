"""片段在页面里当场跑：真浏览器里每个可跑的都与金样逐字相同；改了、错了、停不下来、印得太多，各有一句话。"""

import re
import subprocess
import sys

import pytest
from bs4 import BeautifulSoup

from tests.support import ROOT, fail, until

pytestmark = pytest.mark.browser
ELSEWHERE = re.compile(r"^\s*(?:from|import) (?:numpy|xiaozhu|bookkit)\b", re.M)  # 与 theme/assets/book.js 里的同一条
SOURCES = {path: path.read_text("utf-8") for path in sorted((ROOT / "snippets").glob("*/*.py"))}
RUNNABLE = [p for p, text in SOURCES.items() if not ELSEWHERE.search(text) and p.with_suffix(".html").exists()]

RUN_ALL = """async (snippets) => {
    const worker = new Worker(new URL("web/python.mjs", document.baseURI), { type: "module" });
    const run = ([file, source]) => new Promise((resolve) => {
        const lines = [];
        worker.onmessage = ({ data }) => {
            if (data.type === "line") lines.push(data.line);
            else if (data.type !== "started") resolve([file, data.type, data.traceback ?? data.reason ?? lines.join("\\n")]);
        };
        worker.postMessage({ source, file });
    });
    const results = [];
    for (const snippet of snippets) results.push(await run(snippet));
    return results;
}"""


def golden(path):
    """金样的文字：输出块去掉标记，图与表是原样的 HTML。"""
    text = path.with_suffix(".html").read_text("utf-8")
    return BeautifulSoup(text, "html.parser").get_text() if text.startswith("<pre") else text


def test_every_runnable_snippet_prints_its_golden_output_in_the_browser(visit):
    page = visit("index.html")
    assert len(RUNNABLE) > 80
    found = page.evaluate(RUN_ALL, [(path.name, SOURCES[path]) for path in RUNNABLE])
    fail(
        [
            f"{path.relative_to(ROOT)}:1:1: 在浏览器里印出的与金样不同（{state}）：{text[-200:]}"
            for path, (_, state, text) in zip(RUNNABLE, found, strict=True)
            if state != "done" or text.strip() != golden(path).strip()
        ]
    )


PAGE, SNIPPET = "rnn.html", "snippets/rnn/gradient_chain.py"
STEM = "gradient_chain"


@pytest.fixture
def console(visit):
    """打开一页，返回 (网页, 那个片段的代码块与其后的输出)。"""
    page = visit(PAGE, viewport={"width": 360, "height": 740})
    block = page.locator(".highlight", has=page.locator(f'button[data-snippet="{SNIPPET}"]'))
    return page, block


# 代码块里的源码，不含写在行右边的印出的值
SOURCE = """e => {
    const copy = e.cloneNode(true);
    for (const value of copy.querySelectorAll(".printed")) value.remove();
    return copy.textContent;
}"""
# 像粘贴一样换掉整段
TYPE = "(e, text) => { e.textContent = text; e.dispatchEvent(new Event('input', { bubbles: true })); }"


def run(page, block, change=None, wait="same"):
    """点「运行」；change 是 (旧, 新)，先改再跑。等到 data-state，返回那句话。"""
    block.get_by_role("button", name="运行").click()
    page.locator(".run[data-state]").wait_for(timeout=120_000)
    if change:
        block.get_by_role("button", name="改一改").click()
        code = block.locator("code")
        before = code.evaluate("e => e.textContent")
        assert before.count(change[0]) == 1
        code.evaluate(TYPE, before.replace(*change))
        block.get_by_role("button", name="运行").click()
        while "while True" in change[1] and not page.locator(".run[data-state]").count():
            page.clock.fast_forward(5_000)  # 死循环要等二十秒：把网页的钟拨快
        page.locator(f'.run[data-state="{wait}"]').wait_for(timeout=120_000)
    return page.locator(".run-status").inner_text()


def test_nothing_is_fetched_until_run_is_pressed(console):
    page, block = console
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    block.scroll_into_view_if_needed()
    page.reload()
    until(page, "document.querySelector('.run-bar button')")
    assert not [url for url in asked if "/web/" in url or "pyodide" in url or "codejar" in url]
    assert run(page, block) == "与书里逐字相同。"
    assert page.offsite == []


def test_a_changed_constant_shows_what_the_book_says(console):
    page, block = console
    said = run(page, block, ("small, large, gate = 0.9,", "small, large, gate = 0.8,"), "changed")
    assert re.fullmatch(r"你改了第 \d+ 行。有 \d+ 行与书里不同。", said)
    assert "small=0.8　书里是 0.9" in page.locator(".run pre").inner_text()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert page.evaluate("CSS.highlights.get('edited').size") == 1 and page.complaints == []
    # 改代码时，书里的值回到输出块里，正文里的数落在那里；还原了，又回到代码旁边
    output, lit = page.locator(f'pre.output:has([data-name="{STEM}.small"])'), f'[id="{STEM}.small"]'
    assert output.is_visible() and output.locator(lit).is_visible() and page.locator(lit).count() == 1
    brief = block.locator(".run-brief")
    assert re.fullmatch(r"跑完，\d+ 行不同", brief.inner_text())
    until(page, SEEN)  # 输出滚到了看得见的地方
    block.get_by_role("button", name="改一改").click()
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.textContent") == "运行"  # 键盘出得去
    block.get_by_role("button", name="还原").click()
    assert page.evaluate("document.activeElement.textContent") == "改一改"  # 焦点没丢
    assert brief.inner_text() == "还原了。"
    assert block.locator("code").evaluate(SOURCE) == SOURCES[ROOT / SNIPPET]
    until(page, f"""document.querySelectorAll('{lit}').length === 1 && document.querySelector('{lit}.printed')""")
    assert run(page, block) == "与书里逐字相同。"


SEEN = "(({ top, bottom }) => top < innerHeight && bottom > 0)(document.querySelector('.run').getBoundingClientRect())"
MISTAKES = {
    "while True: pass\n": "停了：跑了 20 秒还没完，多半是死循环。",
    "1 / 0\n": "第 1 行出错：除以了零（ZeroDivisionError: division by zero）",
    "for i in range(10_000): print(i)\n": "停了：输出超过 2000 行，后面的不要了。",
    "import numpy\n": "第 1 行出错：浏览器里没有这个库，要在自己的电脑上跑",
    "print('\\n\\0\\U0001f600')\n": "行与书里不同",
}


def test_what_goes_wrong_is_said_in_one_sentence(console):
    page, block = console
    head = SOURCES[ROOT / SNIPPET][:20]
    page.clock.install()
    for added, sentence in MISTAKES.items():
        said = run(page, block, (head, added + head), "changed" if "不同" in sentence else "problem")
        assert sentence in said and said.endswith(("你改了第 1 行。", "不同。"))
        block.get_by_role("button", name="还原").click()


def test_an_emptied_editor_is_not_called_zero_lines(console):
    page, block = console
    whole = SOURCES[ROOT / SNIPPET]
    block.get_by_role("button", name="运行").click()
    page.locator(".run[data-state]").wait_for(timeout=120_000)
    block.get_by_role("button", name="改一改").click()
    assert block.locator(".run-brief").inner_text() == "Esc 离开编辑框"
    block.locator("code").evaluate(TYPE, "")
    block.get_by_role("button", name="运行").click()
    page.locator('.run[data-state="changed"]').wait_for(timeout=120_000)
    assert "什么也没印，书里有" in page.locator(".run-status").inner_text()
    assert block.locator(".run-brief").inner_text() == "跑完，什么也没印"
    block.get_by_role("button", name="还原").click()
    assert block.locator("code").evaluate(SOURCE) == whole


def test_a_running_snippet_can_be_stopped_and_run_again(console):
    page, block = console
    block.get_by_role("button", name="运行").click()
    page.locator(".run[data-state]").wait_for(timeout=120_000)
    block.get_by_role("button", name="改一改").click()
    block.locator("code").evaluate(TYPE, "while True: pass\n" + SOURCES[ROOT / SNIPPET])
    block.get_by_role("button", name="运行").click()
    block.get_by_role("button", name="停").click()
    page.locator('.run[data-state="problem"]').wait_for()
    assert page.locator(".run-status").inner_text() == "停了：你按了「停」。你改了第 1 行。"
    block.get_by_role("button", name="还原").click()
    assert run(page, block) == "与书里逐字相同。"


def test_a_snippet_that_needs_more_offers_a_command_to_copy(visit):
    page = visit("embedding.html")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    button = page.get_by_role("button", name="复制运行它的命令").first
    path = button.get_attribute("data-snippet")
    button.click()
    page.get_by_role("button", name="复制了，在自己的电脑上跑").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == f".venv/bin/python {path}"
    assert ELSEWHERE.search(SOURCES[ROOT / path])


def test_opened_from_a_folder_nothing_pretends_to_run(site, visit):
    page = visit(f"file://{site}/{PAGE}")
    until(page, "document.querySelector('.run-bar button')")
    assert page.get_by_role("button", name="运行", exact=True).count() == 0


def tries():
    """[(页, 片段, 从, 到)]：自测里替读者改好的各处。"""
    found = []
    for path in sorted((ROOT / "docs").glob("*.md")):
        for button in BeautifulSoup(path.read_text("utf-8"), "html.parser").select("button.try"):
            found.append((path.stem, button["data-snippet"], button["data-from"], button["data-to"]))
    return found


def test_every_prepared_change_can_be_made_on_its_own_page():
    """改的那一处在片段里，片段在这一页、在浏览器里跑得了，改完印的真不一样。"""
    problems = []
    for name, snippet, before, after in tries():
        path = ROOT / snippet
        at = f"docs/{name}.md:1:1: {snippet} 里的「{before}」"
        if path not in RUNNABLE or path.parent.name != name or before not in SOURCES[path]:
            problems.append(f"{at}：片段不在这一页、在浏览器里跑不了，或没有这一处")
            continue
        run = subprocess.run(
            [sys.executable, "-X", "utf8", "-c", SOURCES[path].replace(before, after)],
            capture_output=True, encoding="utf-8",
        )  # fmt: skip
        if run.returncode or run.stdout.strip() == golden(path).strip():
            problems.append(f"{at} 改成「{after}」：{run.stderr.strip()[-200:] or '输出没变'}")
    fail(problems)


def test_a_prepared_change_waits_for_the_guess(visit):
    name, snippet, before, after = next(t for t in tries() if t[0] == "rnn")
    page = visit(f"{name}.html", viewport={"width": 360, "height": 740})
    page.get_by_role("button", name="收起代码").click()
    button = page.locator(f'.try[data-snippet="{snippet}"]')
    button.click()
    until(page, "document.querySelector('.run-status')?.textContent.startsWith('改好了')")
    block = page.locator(".highlight", has=page.locator(f'button[data-snippet="{snippet}"]'))
    assert block.is_visible()
    assert block.locator("code").evaluate("e => e.textContent") == SOURCES[ROOT / snippet].replace(before, after)
    assert page.locator(".run[data-state]").count() == 0  # 还没跑
    page.keyboard.press("Enter")  # 焦点在「运行」上
    page.locator('.run[data-state="changed"]').wait_for(timeout=120_000)
    assert page.complaints == []
