"""换构建器的比较：少了什么、哪几页，一样不同一行。真去装、去建的是 make canary。"""

from bookkit.commands import canary

PAGE = """<article><h1>章</h1><p><a class="number" href="#a.b">0.71</a>，约 3 分钟。</p>
<pre class="output"><span id="a.b">71</span></pre><soul-a></soul-a></article>"""


def test_what_differs_is_told_and_what_is_the_same_is_not(tmp_path):
    sites = []
    for name, page in {
        "before": PAGE,
        "same": PAGE.replace("<h1>", "\n<h1>"),
        "after": PAGE.replace(' class="number"', "").replace("约 3 分钟", "").replace("0.71", "0.72"),
    }.items():
        site = tmp_path / name
        (site / "web").mkdir(parents=True)
        (site / "a.html").write_text(page, "utf-8")
        (site / "b.html").write_text(PAGE, "utf-8")
        sites.append(canary.measure(site))
    before, same, after = sites
    assert before["a.html", "片段输出的锚点"] == before["a.html", "部件"] == 1
    assert list(canary.compare(before, same)) == []
    assert list(canary.compare(before, after)) == [
        "数字链接：2 → 1，1 页不同：a.html",
        "章首的分钟数（钩子）：2 → 1，1 页不同：a.html",
        "看得见的数字：6 → 5，1 页不同：a.html",
    ]


def test_a_missing_index_and_missing_files_are_told(tmp_path):
    for name in ("before", "after"):
        (tmp_path / name / "web").mkdir(parents=True)
    (tmp_path / "before/web/a.mjs").touch()
    (tmp_path / "before/search").mkdir()
    (tmp_path / "before/search/search_index.json").write_text(
        '{"docs": [{"title": "甲", "text": "乙\u200b丙"}]}', "utf-8"
    )
    assert list(canary.compare(canary.measure(tmp_path / "before"), canary.measure(tmp_path / "after"))) == [
        "web/ 里的文件（钩子）：1 → 0",
        "搜索的条目：1 → 0",
        "搜索里切开的中文词：1 → 0",
    ]
