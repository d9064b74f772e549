"""发布出去的每个文件：链接、锚点、图都在本站里；不带出构建它的那台机器上的路径。"""

import os
import re
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from mkdocs.config import load_config

from tests.support import ROOT, fail

TEXT = {".html", ".css", ".js", ".mjs", ".json", ".xml", ".svg", ".map", ".txt"}
# 读者点了才去的；别的标记一装载就取，只许取本站的
CLICKED = {("a", "href"), ("area", "href"), ("form", "action")}
FETCHED = {"src", "href", "xlink:href", "poster", "data", "action"}


class Markup(HTMLParser):
    """一页网页里的锚点与去处。refs：(行, 标签, 属性, 地址)。"""

    def __init__(self, text):
        super().__init__()
        self.ids, self.refs = set(), []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        found = {name: value or "" for name, value in attributes}
        self.ids |= {found[name] for name in ("id", "name") if name == "id" or tag == "a" if name in found}
        if found.get("rel") == "canonical":
            return
        line = self.getpos()[0]
        self.refs += [(line, tag, name, found[name]) for name in FETCHED & found.keys()]
        self.refs += [
            (line, tag, "srcset", part.split()[0]) for part in found.get("srcset", "").split(",") if part.strip()
        ]
        for name, value in found.items():  # 图里的渐变、箭头，样式里的底图
            self.refs += [(line, tag, name, url) for url in re.findall(r"""url\(["']?([^"')]+)""", value)]


def broken(site, prefix="/"):
    """site 里坏了的去处，一处一行。prefix：404 页的地址从根写起，站点在根下的哪里。"""
    pages = {p.relative_to(site).as_posix(): Markup(p.read_text("utf-8")) for p in sorted(site.rglob("*.html"))}
    refs = [(page, *ref) for page, markup in pages.items() for ref in markup.refs]
    for css in site.rglob("*.css"):
        blank = lambda m: re.sub(r"[^\n]", " ", m[0])
        text = re.sub(r"/\*.*?\*/", blank, css.read_text("utf-8"), flags=re.S)
        # 逗号后面的是字体的后备：前一种在，就不会去取
        urls = re.finditer(r"""(?:(?<!,)(?<!, )url\(|@import )["']?([^"')]+)""", text)
        name = css.relative_to(site).as_posix()
        refs += [(name, text[: m.start()].count("\n") + 1, "css", "url", m[1]) for m in urls]
    problems = []
    for page, line, tag, attribute, address in refs:
        bad = lambda why: problems.append(f"{page}:{line}: <{tag} {attribute}={address!r}>：{why}")
        url = urlsplit(address)
        if url.scheme in ("data", "mailto") or (tag, attribute) in CLICKED and url.scheme in ("http", "https"):
            continue
        if url.scheme or url.netloc:
            bad("一装载就去外站取")
            continue
        path = unquote(url.path)
        if path.startswith("/"):
            if page != "404.html" or not path.startswith(prefix):
                bad("从根写起的地址，换个子路径、从本机打开都失效")
                continue
            target = path.removeprefix(prefix)
        else:
            target = urljoin(f"/{page}", path).removeprefix("/") if path else page
        if not (site / target).is_file():
            bad("没有这个文件")
        elif url.fragment and target in pages and unquote(url.fragment) not in pages[target].ids:
            bad("那一页没有这个锚点")
    return problems


def test_only_pages_with_diagrams_carry_the_script_that_draws_them(site):
    """别的页带着它，mermaid2 就把整页再解析一遍，构建慢近一倍。"""
    pages = {page.name: page.read_text("utf-8") for page in site.glob("*.html")}
    drawn = {name for name, html in pages.items() if '<pre class="mermaid"' in html}
    assert drawn and drawn == {name for name, html in pages.items() if "mermaid-lazy" in html}


def test_every_link_anchor_and_picture_is_there(site):
    """读者看得见的之外，导航、页眉页脚、图里的、原始 HTML 里的、404 页的也算。"""
    prefix = urlsplit(load_config(str(ROOT / "mkdocs.yml")).site_url).path or "/"
    fail(broken(site, prefix))


@pytest.mark.parametrize(
    "markup, why",
    [
        ('<a href="no.html">', "没有这个文件"),
        ('<a href="%E4%B9%99.html#%E6%9C%89">', None),
        ('<a href="乙.html#有">', None),
        ('<a href="乙.html#无">', "没有这个锚点"),
        ('<a href="#here">', "没有这个锚点"),
        ('<i id="here"></i><a href="#here">', None),
        ('<a name="here"></a><a href="index.html#here">', None),
        ('<svg><a href="乙.html#无">', "没有这个锚点"),
        ('<svg><path fill="url(#无)">', "没有这个锚点"),
        ('<svg><use xlink:href="#无">', "没有这个锚点"),
        ('<img src="no.png">', "没有这个文件"),
        ('<img srcset="乙.html 1x, no.png 2x">', "没有这个文件"),
        ('<img src="https://example.com/a.png">', "去外站取"),
        ('<script src="//example.com/a.js"></script>', "去外站取"),
        ('<link rel="stylesheet" href="https://example.com/a.css">', "去外站取"),
        ('<p style="background: url(http://example.com/a.png)">', "去外站取"),
        ('<link rel="canonical" href="https://example.com/">', None),
        ('<img src="data:image/png;base64,AA">', None),
        ('<a href="https://example.com/">', None),
        ('<a href="javascript:void(0)">', "去外站取"),
        ('<a href="/乙.html">', "从根写起"),
        ('<a href=".">', "没有这个文件"),  # 服务器会补 index.html，从本机打开却是一列文件名
        ('<a href="">', None),
    ],
)
def test_what_is_broken_is_told(tmp_path, markup, why):
    (tmp_path / "index.html").write_text(markup, "utf-8")
    (tmp_path / "乙.html").write_text('<h2 id="有">', "utf-8")
    told = broken(tmp_path)
    assert [why in line for line in told] == ([True] if why else []), told


def test_the_error_page_links_from_the_root_and_styles_are_followed(tmp_path):
    (tmp_path / "404.html").write_text('<a href="/book/404.html"><a href="/404.html"><a href="/book/no.html">', "utf-8")
    (tmp_path / "a.css").write_text(
        '/* url(b.png) */\n@import "c.css"; i { background: url("d.png"), url("e.png") }', "utf-8"
    )
    assert [line.partition("：")[0] for line in broken(tmp_path, "/book/")] == [
        "404.html:1: <a href='/404.html'>",
        "404.html:1: <a href='/book/no.html'>",
        "a.css:2: <css url='c.css'>",
        "a.css:2: <css url='d.png'>",
    ]


# —— 机器上的路径 ——

HERE = re.compile(
    r"(?<![\w.~/%-])/(?:work|tmp|root|home|Users|opt|var/folders|private)/[^\s\"'<>]*|\b[A-Z]:\\\\?Users\b[^\s\"'<>]*"
)


def mirrors():
    """这台机器取包的地方：环境变量里写着的主机名。公共的那两个人人都知道，不算。"""
    hosts = {urlsplit(v).hostname for k, v in os.environ.items() if re.search("INDEX_URL|REGISTRY", k, re.I)}
    return {host for host in hosts if host} - {"pypi.org", "registry.npmjs.org"}


def leaks(folder, vendor="assets/vendor"):
    """folder 的文字文件里漏出的本机路径与镜像主机名。别家的文件照抄原样，只查这一份检出的路径与镜像。"""
    own = [re.escape(str(p)) for p in {ROOT, Path.home()} if p != Path("/")]
    always = re.compile("|".join([rf"{p}(?=/)" for p in own] + [re.escape(host) for host in mirrors()]))
    problems = []
    for file in sorted(folder.rglob("*")):
        if file.suffix not in TEXT:
            continue
        name, text = file.relative_to(folder).as_posix(), file.read_text("utf-8")
        patterns = [re.compile(re.escape(f"{ROOT}/"))] if name.startswith(vendor) else [HERE, always]
        problems += [f"{name}: 漏出了 {m[0]}" for pattern in patterns for m in pattern.finditer(text)]
    return problems


def test_the_site_tells_nothing_of_the_machine_that_built_it(site):
    fail(leaks(site))


@pytest.mark.parametrize(
    "text, told",
    [
        ("见 /tmp/a.html", 1),
        ('File "/home/me/book/a.py"', 1),
        ("file:///root/x", 1),
        (r"C:\Users\me", 1),
        (f"{ROOT}/docs/a.md", 1),
        ("https://mirror.example/simple", 1),
        ("example.com/tmp/a、./home/b、/dist/tmp、/assets/a.css", 0),
    ],
)
def test_a_leak_is_told(tmp_path, monkeypatch, text, told):
    monkeypatch.setenv("PIP_INDEX_URL", "https://mirror.example/simple")
    (tmp_path / "a.html").write_text(text, "utf-8")
    assert bool(leaks(tmp_path)) == bool(told)
