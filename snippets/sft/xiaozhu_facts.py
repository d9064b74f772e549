"""教小铸四个人住哪，只练这四句：记得、串味、听上文、遗忘；对照是零训练，把事实写进上文。三个种子。"""

from xiaozhu.experiments import span

at = lambda way, step, what, digits=2: span("facts_in_weights", f"{way}_{step}_{what}", digits)
WAYS = {
    ("plain", 0): "没练",
    ("plain", 40): "只练四句，四十步",
    ("plain", 60): "只练四句，六十步",
    ("gentle", 240): "学习率五分之一，练四倍",
    ("replay", 120): "掺一半旧语料",
    ("replay_home", 120): "掺一半「别人住哪」",
    ("replay_both", 120): "两样各掺",
}
for (way, step), name in WAYS.items():
    print(
        f"{name}：记得 {at(way, step, 'told')}　串味 {at(way, step, 'leak')}　听上文 {at(way, step, 'heed')}　忘 {at(way, step, 'forget', 1)} 奈特"
    )
context = lambda what: span("facts_in_weights", f"context_{what}")
print(
    f"零训练，写进上文：写两遍 {context('twice_told')}　写一遍 {context('one_told')}　四个人都写 {context('told')}，串味 {context('leak')}"
)
print(f"每人一种句式教：用那种句式问 {at('own_form', 60, 'told')}，换回「住在」 {at('own_form', 60, 'carried')}")
print(f"start={at('plain', 0, 'told')}")
print(f"told={at('plain', 60, 'told')}")
print(f"leak_start={at('plain', 0, 'leak')}")
print(f"leak={at('plain', 60, 'leak')}")
print(f"heed_start={at('plain', 0, 'heed')}")
print(f"heed={at('plain', 60, 'heed')}")
print(f"forget={at('plain', 60, 'forget', 1)}")
print(f"enough_leak={at('plain', 'enough', 'leak')}")
print(f"enough_forget={at('plain', 'enough', 'forget', 1)}")
print(f"gentle_leak={at('gentle', 240, 'leak')}")
print(f"gentle_forget={at('gentle', 240, 'forget', 1)}")
print(f"own={at('own_form', 60, 'told')}")
print(f"carried={at('own_form', 60, 'carried')}")
print(f"replay_forget={at('replay', 120, 'forget', 1)}")
print(f"replay_leak={at('replay', 120, 'leak')}")
print(f"home_leak={at('replay_home', 120, 'leak')}")
print(f"home_forget={at('replay_home', 120, 'forget', 1)}")
print(f"both_told={at('replay_both', 120, 'told')}")
print(f"both_leak={at('replay_both', 120, 'leak')}")
print(f"both_forget={at('replay_both', 120, 'forget', 1)}")
print(f"twice={context('twice_told')}")
print(f"once={context('one_told')}")
print(f"four={context('told')}")
print(f"context_leak={context('leak')}")
