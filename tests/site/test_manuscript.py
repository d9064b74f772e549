"""页尾：「改这一页」「报一个错」；不知道仓库在哪，就只说稿子叫什么。"""

import shutil
from urllib.parse import parse_qs, urlsplit

import pytest
import yaml
from bs4 import BeautifulSoup
from mkdocs.commands.build import build
from mkdocs.config import load_config

from tests.support import ROOT

REPO = "https://forge.example/甲/书"
BOOK = {
    "site_name": "书",
    "site_url": "https://example.org/",
    "use_directory_urls": False,
    "plugins": ["offline"],
    "theme": {"name": "material", "custom_dir": str(ROOT / "theme"), "language": "zh-CN", "font": False},
    "extra": {"polyfills": ["assets/vendor/iframe-worker.js"]},
    "extra_javascript": ["assets/mermaid-lazy.js", "assets/book.js"],
    "markdown_extensions": ["attr_list"],
}


@pytest.fixture(scope="module")
def printed(tmp_path_factory):
    """一本两页的小书，主题是本书的；给了仓库地址。返回网页在的文件夹。"""
    folder = tmp_path_factory.mktemp("小 书")
    (folder / "docs/part").mkdir(parents=True)
    (folder / "docs/index.md").write_text("# 引+言\n\n## 有一节 { #有一节 }\n\n这里写错了。", "utf-8")
    (folder / "docs/part/one.md").write_text("# 一", "utf-8")
    (folder / "mkdocs.yml").write_text(yaml.safe_dump(BOOK | {"extra": BOOK["extra"] | {"repo": REPO}}), "utf-8")
    build(load_config(str(folder / "mkdocs.yml")))
    yield folder / "site"
    shutil.rmtree(folder)


def foot(file):
    return BeautifulSoup(file.read_text("utf-8"), "html.parser").select_one("article .manuscript")


def asked(href):
    return {name: values[0] for name, values in parse_qs(urlsplit(href).query).items()}


def test_the_foot_leads_to_the_manuscript_and_to_a_report(printed):
    edit, report = foot(printed / "index.html")("a")
    assert (edit["href"], edit.get_text()) == (f"{REPO}/edit/main/docs/index.md", "改这一页")
    assert report["href"].startswith(f"{REPO}/issues/new?") and report.get_text() == "报一个错"
    assert asked(report["href"])["title"] == "《引+言》有一处错"
    assert asked(report["href"])["body"].endswith("在哪：docs/index.md")
    assert foot(printed / "part/one.html").a["href"] == f"{REPO}/edit/main/docs/part/one.md"
    assert foot(printed / "404.html") is None


def test_without_a_repository_the_foot_names_the_file_and_links_nowhere(site):
    for name in ("index", "kv-cache"):
        line = foot(site / f"{name}.html")
        assert line.get_text(strip=True) == f"这一页的稿子：docs/{name}.md" and not line("a")


@pytest.mark.browser
@pytest.mark.parametrize(
    "hash, choose, where",
    [
        ("", False, "docs/index.md"),
        ("#有一节", False, "docs/index.md#有一节"),
        ("#有一节", True, "docs/index.md#有一节「这里写错了。」"),
        ("#%", True, "docs/index.md「这里写错了。」"),
    ],
)
def test_a_report_says_which_place(visit, printed, hash, choose, where):
    page = visit((printed / "index.html").as_uri() + hash)
    choose_words = "() => getSelection().selectAllChildren(document.querySelector('article h2 + p'))"
    page.evaluate("() => document.addEventListener('click', (event) => event.preventDefault())")  # 不真的走
    for _ in range(2):  # 按第二下不会越叠越长
        if choose:
            page.evaluate(choose_words)
        page.click(".report")
        assert asked(page.get_attribute(".report", "href"))["body"].endswith(f"在哪：{where}")
