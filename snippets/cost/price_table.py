"""价目表：由 bookkit/prices/prices.json 生成，每百万词元的价。"""

from html import escape

from bookkit.prices import AS_OF, BOOK, COLUMNS, models

HEADS = ("型号", "输入", "命中", "写入", "输出", "批处理", "依据")
SIGN = {"USD": "美元", "CNY": "人民币（元）"}
WHEN = {"peak": "高峰", "off": "闲时", None: ""}
names = {model: entry["name"] for model, entry in models().items()}


def label(row):
    """型号、时段、分档、生效区间写在一起。"""
    notes = [WHEN[row["when"]]] if row["when"] else []
    if row["over"]:
        notes.append(f"输入超过 {row['over']:,} 词元")
    if row["from"] and row["from"] > AS_OF.isoformat():
        notes.append(f"{row['from']} 起")
    if row["until"]:
        notes.append(f"到 {row['until']} 前")
    return escape(names[row["id"]]) + (f"<br><small>{'，'.join(notes)}</small>" if notes else "")


print('<div class="md-typeset__scrollwrap"><table class="data">')
print(f'<caption>价目核于 <time datetime="{AS_OF}">{AS_OF}</time>，单位：每百万词元</caption>')
print("<thead><tr>" + "".join(f'<th scope="col">{head}</th>' for head in HEADS) + "</tr></thead>")
for currency, sign in SIGN.items():
    print(f'<tbody><tr><th colspan="{len(HEADS)}" scope="rowgroup">{sign}</th></tr>')
    for row in (row for row in BOOK["rows"] if row["currency"] == currency):
        cells = [row[column] or "—" for column in COLUMNS] + [f"×{row['batch']}" if row["batch"] else "—"]
        basis = f'<span title="{escape(row["source"])}">{row["basis"]}</span>'
        print(f'<tr><th scope="row">{label(row)}</th>' + "".join(f"<td>{c}</td>" for c in [*cells, basis]) + "</tr>")
    print("</tbody>")
print("</table></div>")
