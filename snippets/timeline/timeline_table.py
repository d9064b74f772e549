"""编年史的表：由 events.json 生成。日期分清是哪一种：公布、预览、可调用、施行、停用。"""

import json
from html import escape

from bookkit import ROOT

events = json.loads((ROOT / "snippets/timeline/events.json").read_text("utf-8"))
print('<div class="md-typeset__scrollwrap"><table class="data">')
print(
    '<thead><tr><th scope="col">日期</th><th scope="col">是哪种日期</th><th scope="col">什么事</th></tr></thead><tbody>'
)
for day, kind, what, sort, source in events:
    print(f'<tr><td>{day}</td><td>{sort}</td><th scope="row">{kind}：<a href="{source}">{escape(what)}</a></th></tr>')
print("</tbody></table></div>")
