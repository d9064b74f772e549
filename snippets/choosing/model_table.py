"""型号表：窗口、权重、许可、思考，由 bookkit/prices/models.toml 生成。没有核到的写「未核」，不猜。"""

from bookkit.prices import models

HEADS = ("型号", "窗口（词元）", "权重", "许可", "思考")
print('<div class="md-typeset__scrollwrap"><table class="data">')
print("<thead><tr>" + "".join(f'<th scope="col">{head}</th>' for head in HEADS) + "</tr></thead><tbody>")
for entry in models().values():
    window = f"{entry['window']:,}" if "window" in entry else ""
    if "input_window" in entry:
        window += f"{'，' if window else ''}输入至多 {entry['input_window']:,}"
    weights = {True: "公开", False: "不公开", None: "未核"}[entry.get("weights")]
    cells = (
        window,
        weights,
        entry.get("licence", "—" if entry.get("weights") is False else "未核"),
        entry.get("thinking", "未核"),
    )
    print(f'<tr><th scope="row">{entry["name"]}</th>' + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>")
print("</tbody></table></div>")
