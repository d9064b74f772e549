"""预训练一路上：损失与几样本事，各在什么时候长出来。三个种子；末列是库里那份检查点，步数是它的四倍。"""

from xiaozhu.experiments import parts, span

STEPS = (20, 100, 200, 300, 1000)
ABILITIES = {
    "measure": "「买了一台」后面接对东西",
    "sense": "隔一个词看量词，说对用途",
    "region": "城在哪个省",
    "unwritten_right": "没写出过的方位",
    "copied": "重复前文里说过的城",
    "recall": "重复对那个人的城",
}
got = lambda key, step: span("pretrain_curve", f"{key}_{step}")
print("步数：", STEPS)
print("损失：", "　".join(got("held", step) for step in STEPS), "　真实熵", span("pretrain_curve", "entropy"))
for key, name in ABILITIES.items():
    print(f"{name}：", "　".join(got(key, step) for step in STEPS), "　检查点", span("pretrain_curve", f"forged_{key}"))
mid = {key: [f"{value:.2f}" for value in parts("pretrain_curve")[0][f"{key}_200"]] for key in ("sense", "region")}
print("两百步，一个种子一个种子地看：隔词", "、".join(mid["sense"]), "；城在哪个省", "、".join(mid["region"]))
print(f"loss_early={got('held', 100)}")
print(f"loss_mid={got('held', 200)}")
print(f"loss_late={got('held', 1000)}")
print(f"trigram={span('pretrain_curve', 'trigram')}")
print(f"measure={got('measure', 100)}")
print(f"sense_early={got('sense', 100)}")
print(f"sense_mid={got('sense', 200)}")
print(f"sense_late={got('sense', 300)}")
print(f"region_early={got('region', 100)}")
print(f"region_mid={got('region', 300)}")
print(f"region={got('region', 1000)}")
print(f"side_early={got('unwritten_right', 100)}")
print(f"side={got('unwritten_right', 1000)}")
print(f"recall_late={got('recall', 1000)}")
print(f"recall_forged={span('pretrain_curve', 'forged_recall')}")
