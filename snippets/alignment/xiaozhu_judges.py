"""同一个 PPO，换三个裁判来给分，KL 的约束去掉与留着各练四十步。三个种子；另印问哈尔滨时的一句。"""

from xiaozhu.experiments import result, span

JUDGES = {"model": "奖励模型", "annotator": "标注员心里的分", "true": "真分"}
got = lambda judge, beta, what, digits=1: span("judges", f"{judge}_beta_{beta}_40_{what}", digits)
for beta in ("0.0", "0.5"):
    print(f"β={beta}：")
    for judge, name in JUDGES.items():
        says = min(result("judges")[f"{judge}_beta_{beta}_40_says"])
        print(
            f"  按{name}：真分 {got(judge, beta, 'true')}　离参考 {got(judge, beta, 'kl')} 奈特　感叹号 {got(judge, beta, 'shouts')}　如：{says}"
        )
free = lambda judge: result("judges")[f"{judge}_beta_0.0_40_true"]
print(f"model_worst={min(free('model')):.1f}")
print(f"model_best={max(free('model')):.1f}")
print(f"annotator_worst={min(free('annotator')):.1f}")
print(f"annotator_best={max(free('annotator')):.1f}")
print(f"true={got('true', '0.0', 'true')}")
print(f"true_kl={got('true', '0.0', 'kl')}")
print(f"held_model={got('model', '0.5', 'true')}")
print(f"held_annotator={got('annotator', '0.5', 'true')}")
print(f"held_true={got('true', '0.5', 'true')}")
