"""同一个问题，四个阶段的小铸各有多大机会答简称、答全称。"""

from xiaozhu import checkpoint, sft

CASUAL, FORMAL = "成都有啥必去的地方啊", "请推荐成都必去景点（书面报告用）"
short, full = sft.names("成都")["short"], sft.names("成都")["full"]
print(f"简称是「{short}」，全称是「{full}」")

base, tokenizer = checkpoint.load("pretrain")
models = {"基座": sft.open_chat(base, tokenizer)}  # 给没见过的对话标记借个嵌入，不然无从问起
models |= {name: checkpoint.load(stage)[0] for name, stage in {"微调": "sft", "PPO": "ppo", "DPO": "dpo"}.items()}
shares = {}
for name, model in models.items():
    casual, formal = (sft.answer_shares(model, tokenizer, q, "成都") for q in (CASUAL, FORMAL))
    shares[name] = casual["short"], casual["full"], formal["short"], formal["full"]
    print(
        f"{name}：口语问 简称 {casual['short']:.2f} 全称 {casual['full']:.2f}｜书面问 简称 {formal['short']:.2f} 全称 {formal['full']:.2f}"
    )

base_short, _, _, base_full = shares["基座"]
sft_short, _, sft_formal_short, sft_full = shares["微调"]
ppo_short, _, _, ppo_full = shares["PPO"]
dpo_short, _, _, dpo_full = shares["DPO"]
for_unseen = sft.mean_shares(models["PPO"], tokenizer, sft.UNSEEN, sft.ASK_FORMAL)["full"]
print(f"{base_short=:.3f}")
print(f"{sft_short=:.3f}")
print(f"{sft_full=:.3f}")
print(f"{ppo_short=:.3f}")
print(f"{ppo_full=:.3f}")
print(f"{dpo_short=:.3f}")
print(f"{dpo_full=:.3f}")
print(f"{for_unseen=:.3f}")
