"""带得走的各种版本（offline、pdf、epub）共用的：建好整站，把各章按书的次序拼成一个网页，在浏览器里打开。"""

import contextlib
import os
import re
import subprocess
import sys
import tempfile
import zlib
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import unquote

import mkdocs.config
from bs4 import BeautifulSoup, SoupStrainer
from playwright.sync_api import sync_playwright

from bookkit import ROOT
from bookkit.commands import browser

DIST = ROOT / "dist"
HERE = Path(__file__).parent
TITLE, SUBTITLE = "铸造一个数字灵魂", "大模型原理与训练过程全解析"
RIGHTS = "正文 CC BY-SA 4.0 · 代码 MIT"
NO_FONT = "zhuhun: 没有中文字体，印出来全是方框：apt install fonts-noto-cjk（或装任一中文字体）"
# 纸上与电子书里用不着的：章首与按钮，还有收起代码时才看得见的行
SCREEN_ONLY = (
    ".chapter-part, .chapter, .headerlink, .roles, button, .footnote-backref, .aside, pre.bare:not([data-prices])"
)
ROLES = ("engineer", "manager")  # 决策卡合集里的按钮：点它筛一种角色，印出来没有它，链到那一页
HEADINGS = ("h1", "h2", "h3", "h4", "h5")
KINDS = ("chapter-title", "section-title", "subsection-title", "subsection-title", "subsection-title")
# 行号，与不上色的记号：一页成千个，拿掉它们，排得快，文件也小
_PLAIN_CODE = re.compile(r'<span class="(?:linenos|n[a-z]?|p|w|o|m[fi]|bp|fm)"[^>]*>([^<]*)</span>')


def moment():
    """这一版的时刻，Unix 秒：环境变量 SOURCE_DATE_EPOCH，没有就用最近一次提交的；同一次提交，哪天建都一样。"""
    if given := os.environ.get("SOURCE_DATE_EPOCH"):
        return int(given)
    log = subprocess.run(["git", "log", "-1", "--format=%ct"], cwd=ROOT, capture_output=True, text=True)
    return int(log.stdout or 315532800)  # 下载的源码包里没有提交：取 zip 记得下的最早一天


def date():
    """这一版的日期，UTC。"""
    return datetime.fromtimestamp(moment(), UTC)


@contextlib.contextmanager
def built():
    """严格构建整站到一个临时文件夹，用完就删。构建失败就以它的返回码退出。"""
    with tempfile.TemporaryDirectory() as folder:
        variables = {**os.environ, "SOURCE_DATE_EPOCH": str(moment())}
        command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "-d", folder]
        if code := subprocess.run(command, cwd=ROOT, env=variables).returncode:
            sys.exit(code)
        yield Path(folder)


def write(name, data):
    """写进 dist/，说一声写好了什么、多大。"""
    DIST.mkdir(exist_ok=True)
    (DIST / name).write_bytes(data)
    print(f"dist/{name}：{len(data) / 1e6:.1f} MB", flush=True)


def contents():
    """书的次序，照 mkdocs.yml 的 nav：[(部名, [(章名, 页名)])]；不属于哪一部的，部名是 None。页名不带后缀。"""
    stem = lambda path: path.removesuffix(".md")
    for entry in mkdocs.config.load_config(str(ROOT / "mkdocs.yml"))["nav"]:
        [(title, inside)] = entry.items()
        if isinstance(inside, str):
            yield None, [(title, stem(inside))]
        else:
            yield title, [(name, stem(page)) for chapter in inside for name, page in chapter.items()]


def anchor(page, name=""):
    """拼在一起之后的锚点；没有 name 就是那一页的开头。

    原来的锚点各页会重，又会太长：PDF 里的名字不得超过 127 字节，一个汉字就占九个。
    """
    return f"{page}-{zlib.crc32(name.encode()):08x}" if name else page


def article(html, page, level, pages):
    """一页网页 → 它的正文，BeautifulSoup 的 article 元素，标题从第 level 级（0 起）排起。

    锚点与站内链接都换成拼在一起之后的；pages 是拼进来的页，指向别处的链接只留文字。
    """
    found = BeautifulSoup(_PLAIN_CODE.sub(r"\1", html), "html.parser", parse_only=SoupStrainer("article")).article
    for useless in found.select(SCREEN_ONLY):
        useless.decompose()
    for soul in found.find_all(re.compile("^soul-")):
        soul.name, soul.attrs = "div", {"class": "stand-in"}
        soul.string = "网页版在这里有一个可以动手的部件。"
    for figure in found.find_all(markdown=True):
        del figure["markdown"]  # 写给 Markdown 看的，不是 HTML 的属性
    for element in found.find_all(id=True):
        element["id"] = anchor(page, element["id"])
    for link in found.find_all("a", href=True):
        target, _, fragment = link["href"].partition("#")
        if "://" in target:
            continue
        other = target.removesuffix(".html") or page
        link["href"] = "#" + (other if fragment in ROLES else anchor(other, unquote(fragment)))
        if other not in pages:
            del link["href"]
    for heading in found.find_all(HEADINGS):
        rank = HEADINGS.index(heading.name)
        heading.name, heading["class"] = f"h{rank + 1 + level}", KINDS[rank]
    found["id"], found["class"] = page, "md-typeset"
    return found


def compose(site, only=None):
    """把整书写成 site/book.html：封面、目录（页码空着）、各部各章。返回它的路径。only：只要这几页。"""
    toc, bodies, styles = [], [], []
    pages = {page for _, chapters in contents() for _, page in chapters if only is None or page in only}

    def enter(kind, title, target):
        toc.append(f'<li class="{kind}"><a href="#{target}">{title}</a><i></i></li>')

    for part, chapters in contents():
        wanted = [chapter for chapter in chapters if chapter[1] in pages]
        for title, page in wanted:
            found = article((site / f"{page}.html").read_text("utf-8"), page, 1 if part else 0, pages)
            if part and page == wanted[0][1]:
                found.insert(0, BeautifulSoup(f'<h1 class="part-title" id="{page}-part">{part}</h1>', "html.parser").h1)
                enter("top", part, f"{page}-part")
            enter("inner" if part else "top", title, page)
            for heading in found.find_all(class_="section-title") if part != "附录" else ():
                enter("", heading.get_text(), heading["id"])
            header = f'@top-left {{ content: "{part or TITLE}"; }} @top-right {{ content: "{title}"; }}'
            styles.append(f"@page {page} {{ {header} }} #{page} {{ page: {page}; }}\n")
            bodies.append(str(found))
    sheets = [
        *sorted(p.relative_to(site) for p in site.glob("assets/stylesheets/*.css")),
        "assets/vendor/katex/katex.css",
    ]
    links = "".join(f'<link rel="stylesheet" href="{path}">' for path in (*sheets, "assets/book.css"))
    book = site / "book.html"
    book.write_text(
        f'<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>{TITLE}：{SUBTITLE}</title>{links}'
        f"<style>{(HERE / 'edition.css').read_text('utf-8')}{''.join(styles)}</style></head>"
        f'<body dir="ltr" data-md-color-scheme="default">{cover(f"{date():%Y-%m-%d} 版 · {RIGHTS}")}<nav class="contents md-typeset"><h1 class="part-title">目录</h1>'
        f"<ol>{''.join(toc)}</ol></nav>{''.join(bodies)}</body></html>",
        "utf-8",
    )
    return book


def cover(note=""):
    """封面的一段网页，note 印在最下面；样式在 edition.css 里，横竖都能用。"""
    flame = (ROOT / "theme/assets/favicon.svg").read_text("utf-8")
    return f'<section class="cover">{flame}<b>{TITLE}</b><span>{SUBTITLE}</span><small>{note}</small></section>'


@contextlib.contextmanager
def chrome():
    """开一个浏览器，用完就关。"""
    with sync_playwright() as playwright:
        yield playwright.chromium.launch(executable_path=browser.find(), args=browser.ARGUMENTS)


@contextlib.contextmanager
def opened(chrome, book, **options):
    """在浏览器里打开拼好的书，流程图画好，给出 Playwright 的页，用完就关。options 照传给 new_page。"""
    with contextlib.closing(chrome.new_page(**options)) as page:
        page.set_default_timeout(0)  # 一次排几百页，忙的机器上要几分钟
        page.goto(book.as_uri())
        page.add_script_tag(path=book.parent / "assets/vendor/mermaid.js")
        page.add_script_tag(path=HERE / "edition.js")
        if not page.evaluate("hasHan()"):
            sys.exit(NO_FONT)
        page.evaluate("drawDiagrams()")
        yield page


def main():
    """重画 theme/assets/og.png：链接发到聊天里时配的图。它进库，因为字体各机不同。"""
    with chrome() as opening:
        page = opening.new_page(viewport=dict(width=1200, height=630))
        page.set_content(f"<style>{(HERE / 'edition.css').read_text('utf-8')}</style>{cover('每个数都能追到来处')}")
        page.locator(".cover").screenshot(path=ROOT / "theme/assets/og.png")


if __name__ == "__main__":
    main()
