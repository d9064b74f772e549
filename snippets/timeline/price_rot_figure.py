"""画图：价目放多久会坏。越早的一份，到今天还有几成型号价与名都照旧。数与 price_rot.py 同一份。"""

import json
from datetime import date

from bookkit import ROOT

book = json.loads((ROOT / "snippets/timeline/price_rot.json").read_text("utf-8"))
now = date.fromisoformat(book["now"])
points = [((now - date.fromisoformat(row["day"])).days, row["same"] / row["had"]) for row in book["rows"]][::-1]
across = lambda days: 40 + 0.68 * days
down = lambda share: 24 + 140 * (1 - share)
print(
    '<svg viewBox="0 0 340 210" style="max-width: 30rem" role="group" aria-label="折线图：一份价目放得越久，照旧的型号越少；头两个月掉得最快，一年掉去一大半。">'
)
print(f'<path class="line" d="M40 {down(True)}V{down(False)}H330"/>')
path = " ".join(f"{across(days):.0f},{down(share):.0f}" for days, share in [(0, True), *points])
print(f'<polyline class="accent-line" stroke-width="2.5" points="{path}"/>')
for days, share in points:
    print(f'<circle class="accent" cx="{across(days):.0f}" cy="{down(share):.0f}" r="4"/>')
for name, (days, share) in (("month", points[0]), ("year", points[-1])):
    label = f'<text class="ink" x="{across(days) + 4:.0f}" y="{down(share) - 8:.0f}" font-size="13">{share:.0%}</text>'
    print(f'<a href="#price_rot.{name}">{label}</a>')
print('<text class="ink" x="4" y="14" font-size="13">价与名都照旧的占几成</text>')
for days, label, anchor in (
    (0, "今天", "middle"),
    (points[0][0], "一个月前", "start"),
    (points[-1][0], "一年前", "end"),
):
    print(
        f'<text class="ink" x="{across(days):.0f}" y="{down(False) + 18:.0f}" text-anchor="{anchor}" font-size="13">{label}</text>'
    )
print(
    f'<text class="ink" x="185" y="{down(False) + 40:.0f}" text-anchor="middle" font-size="13">价目是多久以前的 →</text>'
)
print("</svg>")
