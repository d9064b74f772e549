"""画图：没写出过的题，知识在与知识抹掉，各随真奖励、奖错的走到哪（三个种子的平均；虚线是一半）。"""

from xiaozhu.experiments import result

STEPS = (0, 20, 40, 60, 80, 100)
measured = result("grpo_erased")


def mean(side, reward, step):
    key = f"{side}_{reward}_{step}_unseen" if step else f"{side}_start_unseen"
    return sum(measured[key]) / len(measured[key])


across = lambda step: 40 + 1.9 * step
up = lambda share: 186 - 165 * share
LINES = {  # (知识, 奖励): (颜色, 名字)
    ("known", "true"): ("accent", "知识在，真奖励"),
    ("erased", "true"): ("second", "抹掉，真奖励"),
    ("erased", "wrong"): ("third", "抹掉，奖错的"),
    ("known", "wrong"): ("ink", "知识在，奖错的"),
}
print(
    '<svg viewBox="0 0 345 226" style="max-width: 30rem" role="img" aria-label="折线图：知识在的两条分得快而开，真奖励向上、奖错的向下；知识抹掉的两条也分开，慢而少。">'
)
print('<path class="line" d="M40 16V186H236"/>')
print(f'<path class="line" stroke-dasharray="4 4" d="M40 {up(0.5):.0f}H230"/>')
for (side, reward), (colour, name) in LINES.items():
    points = " ".join(f"{across(s):.0f},{up(mean(side, reward, s)):.1f}" for s in STEPS)
    line = "line" if colour == "ink" else f"{colour}-line"
    print(f'<polyline class="{line}" stroke-width="2.5" points="{points}"/>')
    print(
        f'<text class="{colour}" x="236" y="{up(mean(side, reward, STEPS[-1])) + 4:.0f}" font-size="13">{name}</text>'
    )
print('<text class="ink" x="136" y="210" text-anchor="middle" font-size="13">练得越来越久 →</text>')
print("</svg>")
