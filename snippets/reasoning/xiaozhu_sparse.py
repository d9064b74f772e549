"""起点的把握不同，同样用真奖励练六十步：几乎全错、半懂、几乎全对、先被教错的。没写出过的题，三个种子。"""

from xiaozhu.experiments import span

STARTS = {
    "format_5": "格式课只上五步",
    "format_20": "上二十步",
    "trained": "已经练好的",
    "misled": "先拿错奖励练过的",
}
got = lambda start, step, what, digits=2: span("sparse_reward", f"{start}_{step}_{what}", digits)
for start, name in STARTS.items():
    print(
        f"{name}：答对 {got(start, 0, 'unseen')} → {got(start, 60, 'unseen')}　分得出高下的题，头二十步 {got(start, 20, 'informative')}，末二十步 {got(start, 60, 'informative')}"
    )
print(f"scarce={got('format_5', 60, 'unseen')}")
print(f"scarce_useful={got('format_5', 20, 'informative')}")
print(f"fair_start={got('format_20', 0, 'unseen')}")
print(f"fair_useful={got('format_20', 20, 'informative')}")
print(f"fair={got('format_20', 60, 'unseen')}")
print(f"full={span('grpo_controls', 'true_60_unseen')}")
print(f"trained={got('trained', 60, 'unseen')}")
print(f"misled_start={got('misled', 0, 'unseen')}")
print(f"misled={got('misled', 60, 'unseen')}")
print(f"misled_useful={got('misled', 60, 'informative')}")
