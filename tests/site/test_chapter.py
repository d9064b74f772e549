"""章首：第几部、读几分钟、哪天核过、本部读到哪。"""

import re
import subprocess

import pytest
from bs4 import BeautifulSoup

from bookkit import ROOT

PARTS = ("rnn", "attention", "embedding", "learning", "alignment", "cost", "choosing")


@pytest.mark.parametrize("name", PARTS)
def test_chapter_head_tells_part_minutes_date_and_progress(site, name):
    article = BeautifulSoup((site / f"{name}.html").read_text("utf-8"), "html.parser").article
    assert re.match("第.部 ", article.select_one(".chapter-part").get_text())
    head = article.select_one("h1 + .chapter")
    assert 2 <= int(re.search(r"约 (\d+) 分钟", head.get_text())[1]) <= 40
    day = subprocess.run(
        ["git", "-C", ROOT, "log", "-1", "--format=%cs"], capture_output=True, text=True
    ).stdout.strip()
    assert f"核验于 {day}" in head.get_text()
    steps = head.select("nav a")
    assert [a["href"] for a in steps if a.get("aria-current")] == [f"{name}.html"]
    assert all((site / a["href"]).exists() and a["aria-label"] for a in steps)


def test_longer_chapters_take_longer(site):
    minutes = lambda name: int(re.search(r"约 (\d+) 分钟", (site / f"{name}.html").read_text("utf-8"))[1])
    assert minutes("attention") > minutes("quantization") // 2 > 0
    assert minutes("reasoning") > minutes("rnn")


def test_pages_outside_the_parts_have_no_chapter_head(site):
    article = BeautifulSoup((site / "index.html").read_text("utf-8"), "html.parser").article
    assert not article.select(".chapter, .chapter-part")
