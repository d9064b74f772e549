"""编程智能体一个月的账：每一步都把读过的、做过的整个重发，输入是输出的多少倍，缓存省多少。"""

from bookkit.prices import price

people, tasks, days, steps = 20, 8, 22, 40  # 二十人，每人每天八个任务，每个四十步
system, result, reply, thinking = 20_000, 1500, 300, 400  # 系统提示加工具定义；每步读回的；每步写的；每步多想的


def task(p, hit=0.0, thought=0, remember=False):
    """一个任务的钱。收写入费的型号，新内容按写入价；没命中也没标写入价的，按输入价。

    thought 是每步想的词元，按输出收；remember：想过的也留在历史里，以后每步重发（许多工具调用接口要求原样带回）。
    """
    total, grow = 0, result + reply + thought * remember
    for step in range(steps):
        sent = system + step * grow
        again = (sent - grow) * (step > 0)
        new = sent - hit * again
        column = "write" if hit and p.has("write") else "input"
        total += p.bill(**{column: new}, hit=hit * again, output=reply + thought)
    return total


month = people * tasks * days
print(f"{people=}")
print(f"{tasks=}")
print(f"{days=}")
print(f"{steps=}")
print(f"{system=}")
print(f"{result=}")
print(f"{reply=}")
sent = sum(system + step * (result + reply) for step in range(steps))
print("月账（美元）　无缓存　有缓存　有缓存再多想　想过的还留着")
for model, when in (("deepseek-v4-pro", "peak"), ("glm-5.3", None), ("gpt-6-luna", None), ("claude-sonnet-5.5", None)):
    p = price(model, when=when)
    cells = [task(p) * month, task(p, 1) * month, task(p, 1, thinking) * month, task(p, 1, thinking, True) * month]
    print(f"{model:18}", *(f"{cell:9.0f}" for cell in cells), f"　缓存省 {1 - cells[1] / cells[0]:.0%}")

p, dear = price("claude-sonnet-5.5"), price("glm-5.3")
output_share = lambda thought: p.bill(output=steps * (reply + thought)) / task(p, 1, thought)
print(f"sent={sent}")
print(f"written={steps * reply}")
print(f"ratio={sent / (steps * reply):.0f} 倍")
print(f"each={task(p):.2f} 美元")
print(f"plain={task(p) * month:.0f} 美元")
print(f"cached={task(p, 1) * month:.0f} 美元")
print(f"thoughtful={task(p, 1, thinking) * month:.0f} 美元")
print(f"remembered={task(p, 1, thinking, True) * month:.0f} 美元")
print(f"saved={1 - task(p, 1) / task(p):.0%}")
print(f"saved_dear_hit={1 - task(dear, 1) / task(dear):.0%}")
# 对照：同样的单价，写一篇长文，没有历史可重发
article, brief = 3000, 1000
print(f"article_output_share={p.bill(output=article) / p.bill(input=brief, output=article):.1%}")
print(f"output_share={p.bill(output=steps * reply) / task(p, 1):.0%}")
print("每步想多少，输出占几成：", "　".join(f"{t} 词元 {output_share(t):.0%}" for t in (thinking, 1000, 2000, 4000)))
# 想到多少词元，输出才过半：输出的钱随它涨，输入的钱不变，解一次方程
print(f"half_thought={(task(p, 1) - p.bill(output=steps * reply)) / p.bill(output=steps) - reply:.0f}")
again = sum(system + step * (result + reply) for step in range(steps - 1))  # 头一步没有重发的
print(f"不开缓存：一个任务 {task(p):.3f} 美元")
never = 1e-9  # 开着缓存，一次也没中：没中的按写入价，比不开还贵
for hit in (never, 0.5, 0.8, 0.9, 0.95, 1):
    print(f"重发的部分命中 {hit:.2f}（占全部输入的 {hit * again / sent:.2f}）：一个任务 {task(p, hit):.3f} 美元")
