"""同一个 PPO，换三个裁判来给分：KL 的约束去掉，练八十步；留着，练三十步。三个种子；另印问哈尔滨时的一句。"""

from xiaozhu.experiments import result, span

JUDGES = {"model": "奖励模型", "annotator": "标注员心里的分", "true": "真分"}
RUNS = {"beta_0.0_80": "去掉约束", "beta_0.5_30": "留着约束"}
got = lambda judge, run, what: span("judges", f"{judge}_{run}_{what}", 1)
for run, name in RUNS.items():
    print(f"{name}：")
    for judge, who in JUDGES.items():
        says = result("judges")[f"{judge}_{run}_says"][0]
        print(
            f"  按{who}追：真分 {got(judge, run, 'true')}　离参考 {got(judge, run, 'kl')} 奈特　感叹号 {got(judge, run, 'shouts')}　去掉感叹号，说对的 {span('judges', f'{judge}_{run}_right')}　如：{says}"
        )
free, held = RUNS
worst = lambda judge: min(result("judges")[f"{judge}_{free}_true"])
best = lambda judge: max(result("judges")[f"{judge}_{free}_true"])
print(f"model_worst={worst('model'):.1f}")
print(f"model_best={best('model'):.1f}")
print(f"annotator_worst={worst('annotator'):.1f}")
print(f"annotator_best={best('annotator'):.1f}")
print(f"shouts={got('annotator', free, 'shouts')}")
print(f"model_right={span('judges', f'model_{free}_right')}")
print(f"annotator_right={span('judges', f'annotator_{free}_right')}")
print(f"true={got('true', free, 'true')}")
print(f"true_kl={got('true', free, 'kl')}")
print(f"start={span('judges', 'reference_true', 1)}")
