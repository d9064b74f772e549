"""一次请求几列钱：同一问，没命中、命中、再多想一会儿，各多少；一天、一月多少。"""

from bookkit.prices import price

per_character = 0.7  # 每个字（连标点）切成几个词元，示意；各家分词器不同，见「词元」一章
system, question, answer = (round(characters * per_character) for characters in (2000, 100, 400))
thinking = 1000  # 答之前想的词元，按输出收
found = 4000  # 对照：每次另塞这么多检索来的词元，次次不同，永远不命中
daily, days = 10_000, 30


def cost(p, hit=0, thought=0, extra=0):
    """一次请求的钱。hit 是命中缓存的词元数，extra 是另塞进来的。"""
    fresh = system + question + extra - hit
    return p.bill(input=fresh, hit=hit, output=answer + thought)


cheap = {}  # 命中之后，一次多少
for model, when in (
    ("deepseek-flash", "off"),
    ("gpt-6-luna", None),
    ("claude-sonnet-5.5", None),
    ("claude-opus-5.5", None),
):
    p = price(model, when=when)
    cells = cost(p), cost(p, system), cost(p, system, thinking)
    cheap[model] = cells[1]
    name = model + ("（闲时）" if when else "")
    print(f"{name:18} 没命中 {cells[0]:.6f}　命中 {cells[1]:.6f}　命中再多想 {cells[2]:.6f} 美元")

p = price("claude-sonnet-5.5")
written = p.bill(output=answer)
print(f"{daily=}")
print(f"prompt={system + question}")
print(f"answer={answer}")
print(f"plain={cost(p):.4f} 美元")
print(f"cached={cost(p, system):.4f} 美元")
print(f"thoughtful={cost(p, system, thinking):.4f} 美元")
# 贵的是读还是答，看没命中的有多长
print(f"{found=}")
print(f"plain_output_share={written / cost(p):.0%}")
print(f"output_share={written / cost(p, system):.0%}")
print(f"found_output_share={written / cost(p, system, extra=found):.0%}")
print(f"month={cost(p, system) * daily * days:.0f} 美元")
print(f"month_thoughtful={cost(p, system, thinking) * daily * days:.0f} 美元")
# 读一次、出一份：合同摘要。每份都不同，没有开头可命中
contract, summary, copies = 30_000, 800, 2000  # 合同与摘要各几个汉字；一月几份
read, wrote = round(contract * per_character), round(summary * per_character)
each, cheap_each = (q.bill(input=read, output=wrote) for q in (p, price("deepseek-flash", when="peak")))
print(f"{contract=}")
print(f"{summary=}")
print(f"{copies=}")
print(f"each={each:.4f} 美元")
print(f"read_share={p.bill(input=read) / each:.0%}")
print(f"copies_month={each * copies:.0f} 美元")
print(f"copies_cheap={cheap_each * copies:.0f} 美元")
print(f"apart={cost(p, system) / min(cheap.values()):.0f} 倍")
