"""编程智能体一个月的账：每一步都把读过的、做过的整个重发，输入是输出的多少倍，缓存省多少。"""

from bookkit.prices import price

people, tasks, days, steps = 20, 8, 22, 40  # 二十人，每人每天八个任务，每个四十步
system, result, reply, thinking = 20_000, 1500, 300, 400  # 系统提示加工具定义；每步读回的；每步写的；每步多想的


def task(p, hit=0.0, thought=0, steps=steps, system=system, result=result, reply=reply):
    """一个任务的钱。收写入费的型号，新内容按写入价；没命中也没标写入价的，按输入价。"""
    total = 0
    for step in range(steps):
        sent = system + step * (result + reply)
        again = sent - (result + reply) if step else 0
        new = sent - hit * again
        column = "write" if hit and p.has("write") else "input"
        total += p.bill(**{column: new}, hit=hit * again, output=reply + thought)
    return total


month = people * tasks * days
sent = sum(system + step * (result + reply) for step in range(steps))
print("月账（美元）　无缓存　有缓存　有缓存再多想")
for model, when in (("deepseek-v4-pro", "peak"), ("glm-5.3", None), ("gpt-6-luna", None), ("claude-sonnet-5.5", None)):
    p = price(model, when=when)
    cells = [task(p) * month, task(p, 1) * month, task(p, 1, thinking) * month]
    print(f"{model:18} {cells[0]:9.0f} {cells[1]:9.0f} {cells[2]:9.0f}　缓存省 {1 - cells[1] / cells[0]:.0%}")

p, dear = price("claude-sonnet-5.5"), price("glm-5.3")
print(f"sent={sent}")
print(f"written={steps * reply}")
print(f"ratio={sent / (steps * reply):.0f} 倍")
print(f"plain={task(p) * month:.0f} 美元")
print(f"cached={task(p, 1) * month:.0f} 美元")
print(f"thoughtful={task(p, 1, thinking) * month:.0f} 美元")
print(f"saved={1 - task(p, 1) / task(p):.0%}")
print(f"saved_dear_hit={1 - task(dear, 1) / task(dear):.0%}")
# 对照：同样四十次输出，换成各写各的长文，没有历史可重发
article = dict(steps=1, system=1000, result=0, reply=3000)
print(f"article_output_share={p.bill(output=3000) / task(p, **article):.0%}")
print(f"output_share={p.bill(output=steps * reply) / task(p, 1):.0%}")
for hit in (0, 0.5, 0.8, 0.9, 0.95, 1):
    print(f"命中 {hit:.2f}：一个任务 {task(p, hit):.3f} 美元")
