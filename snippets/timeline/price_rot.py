"""存档：litellm 五个版本的价目表，由 bookkit.commands.price_history 比出。一年前在卖的型号，今天还剩几成照旧？"""

import json
from datetime import date

from bookkit import ROOT

book = json.loads((ROOT / "snippets/timeline/price_rot.json").read_text("utf-8"))
now = date.fromisoformat(book["now"])
print(f"比到 {now}。多少天前　当时在卖　价与名都照旧　没了　改价")
shares = []
for row in book["rows"]:
    days = (now - date.fromisoformat(row["day"])).days
    shares.append(row["same"] / row["had"])
    print(f"{days:4}　{row['had']:4}　{row['same']:4}（{shares[-1]:.0%}）　{row['gone']:4}　{row['repriced']:4}")
year, *_, month = book["rows"]
print(f"had={year['had']}")
print(f"same={year['same']}")
print(f"gone={year['gone']}")
print(f"repriced={year['repriced']}")
print(f"year={shares[0]:.0%}")
print(f"month={shares[-1]:.0%}")
