"""旁路挂在哪：各种挂法参数大致一样多，学习率各扫三档、取各自最好的。三个种子。"""

from xiaozhu.experiments import span

PLACES = {"qv_r17": "只挂 q、v", "attention_r9": "注意力的四个", "mlp_r8": "前馈的三个", "all_r4": "全部线性层"}
got = lambda place, key: span("lora_where", f"{place}_{key}")
for place, name in PLACES.items():
    print(
        f"{name}：{span('lora_where', f'{place}_trained', 0)} 个参数　没见过的问答，每个回答损失 {got(place, 'answer_loss')}　练过的城 {got(place, 'seen')}　忘 {got(place, 'forget')}"
    )
print(f"qv={got('qv_r17', 'answer_loss')}")
print(f"attention={got('attention_r9', 'answer_loss')}")
print(f"mlp={got('mlp_r8', 'answer_loss')}")
print(f"all={got('all_r4', 'answer_loss')}")
print(f"same_rank_qv={got('qv_r4', 'answer_loss')}")
print(f"mlp_seen={got('mlp_r8', 'seen')}")
print(f"all_seen={got('all_r4', 'seen')}")
