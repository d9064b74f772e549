"""断崖价：输入多一个词元，整单换一档价。两家真例。"""

from bookkit.prices import BOOK, price

written = 2000  # 每单另写这么多


def read(model, tokens):
    """一次没命中缓存的请求，光输入多少美元。"""
    return price(model, tokens=tokens).bill(input=tokens)


def order(model, tokens):
    """连输出在内，一单多少美元。"""
    return read(model, tokens) + price(model, tokens=tokens).bill(output=written)


edges = {row["id"]: row["over"] for row in BOOK["rows"] if row["over"]}
overs = {model: edge + 1 for model, edge in edges.items()}
for model, edge in sorted(edges.items()):
    over = overs[model]
    print(f"{model}：输入 {edge} 词元 {read(model, edge):.4f}　{over} 词元 {read(model, over):.4f} 美元，", end="")
    print(f"{read(model, over) / read(model, edge):.2f} 倍；连输出 {order(model, over) / order(model, edge):.2f} 倍")
    # 缓存省得回来吗：过线之后，命中到几成，光输入才回到线下不命中的价
    p, below = price(model, tokens=over), price(model)
    print(f"　过线之后，命中 {(p.input - below.input) / (p.input - p.hit):.0%} 才回到线下的价")

haiku, sol = (edges[model] for model in ("claude-haiku-5.5", "gpt-6.1-sol"))
halves = haiku // 2, haiku - haiku // 2 + 1
print(f"拆成 {halves} 两单：光输入", "＋".join(f"{read('claude-haiku-5.5', tokens):.5f}" for tokens in halves))
print(f"haiku_edge={haiku}")
print(f"haiku_before={read('claude-haiku-5.5', haiku):.4f} 美元")
print(f"haiku_after={read('claude-haiku-5.5', sum(halves)):.4f} 美元")
print(f"{written=}")
print(f"sol_edge={sol}")
print(f"sol_before={order('gpt-6.1-sol', sol):.3f} 美元")
print(f"sol_after={order('gpt-6.1-sol', overs['gpt-6.1-sol']):.3f} 美元")
print(f"split={sum(read('claude-haiku-5.5', tokens) for tokens in halves):.4f} 美元")
