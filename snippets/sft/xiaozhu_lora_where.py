"""旁路挂在哪：各种挂法参数大致一样多，学习率各扫三档、取各自最好的。三个种子。"""

from xiaozhu.experiments import result, span

PLACES = {"qv_r17": "只挂 q、v", "attention_r9": "注意力的四个", "mlp_r8": "前馈的三个", "all_r4": "全部线性层"}
got = lambda place, key: span("lora_where", f"{place}_{key}")
for place, name in PLACES.items():
    print(
        f"{name}：{span('lora_where', f'{place}_trained', 0)} 个参数　没见过的问答，每个回答损失 {got(place, 'answer_loss')}　练过的城 {got(place, 'seen')}　忘 {got(place, 'forget')}"
    )
RATES = ("0.01", "0.03", "0.1")


def best(place):
    """各遍里最好的学习率。"""
    losses = [result("lora_where")[f"{place}_answer_loss_{rate}"] for rate in RATES]
    return [min(zip(run, RATES))[1] for run in zip(*losses)]


print("最好的学习率，一遍一遍地看：", "；".join(f"{place} {'、'.join(best(place))}" for place in [*PLACES, "qv_r4"]))
print(f"qv={got('qv_r17', 'answer_loss')}")
print(f"attention={got('attention_r9', 'answer_loss')}")
print(f"mlp={got('mlp_r8', 'answer_loss')}")
print(f"all={got('all_r4', 'answer_loss')}")
print(f"same_rank_qv={got('qv_r4', 'answer_loss')}")
print(f"runs={len(best('qv_r4'))}")
print(f"on_edge={best('qv_r4').count(RATES[-1])}")
print(f"mlp_seen={got('mlp_r8', 'seen')}")
print(f"all_seen={got('all_r4', 'seen')}")
