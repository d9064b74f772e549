"""断崖价：输入多一个词元，整单换一档价。两家真例。"""

from bookkit.prices import BOOK, price


def request(model, tokens, output):
    """一次没命中缓存的请求，美元。"""
    return price(model, tokens=tokens).bill(input=tokens, output=output)


edges = sorted({(row["id"], row["over"]) for row in BOOK["rows"] if row["over"]})
for model, edge in edges:
    before, after = request(model, edge, 0), request(model, edge + 1, 0)
    print(f"{model}：输入到 {edge} 词元 {before:.4f}　再多一个 {after:.4f} 美元，{after / before:.2f} 倍")

haiku, sol = 100_000, 272_000
print(f"haiku_edge={haiku}")
print(f"haiku_before={request('claude-haiku-5.5', haiku, 0):.4f} 美元")
print(f"haiku_after={request('claude-haiku-5.5', haiku + 1, 0):.4f} 美元")
print(f"sol_edge={sol}")
print(f"sol_before={request('gpt-6.1-sol', sol, 2000):.3f} 美元")
print(f"sol_after={request('gpt-6.1-sol', sol + 1, 2000):.3f} 美元")
half = [haiku // 2 + 1] * 2
print(f"split={sum(request('claude-haiku-5.5', tokens, 0) for tokens in half):.4f} 美元")
