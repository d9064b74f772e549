"""LoRA 的秩：学得多少、忘掉多少，对照全参微调。"""

from xiaozhu import sft, train, world
from xiaozhu.tokenizer import END

INPUTS = ("pretrain",)


def measure(seed, made):
    """LoRA 的秩与可训参数，对照全参微调、冻住词嵌入的全参微调；forget 是预训练语料上多出来的损失，奈特／篇。"""
    base, tokenizer = made["pretrain"]
    texts = [tokenizer.encode(END + text + END) for text, _ in world.sample(500, 1)]
    before = train.negative_log_likelihood(base, texts).mean()
    measured = {}

    def record(name, model, trained):
        measured[f"{name}_trained"] = trained
        measured[f"{name}_forget"] = train.negative_log_likelihood(model, texts).mean() - before
        measured.update({f"{name}_{k}": v for k, v in sft.sight_score(model, tokenizer).items()})

    model, _ = sft.fine_tune(base, tokenizer, sft.lessons(1000, 1000 + seed), seed)
    record("full", model, model.size)
    frozen = lambda name: name != "embed"  # 旁路不碰词嵌入，全参也不碰，才好比
    trained = sum(t.value.size for name, t in base.parameters.items() if frozen(name))
    model, _ = sft.fine_tune(base, tokenizer, sft.lessons(1000, 1000 + seed), seed, only=frozen)
    record("frozen", model, trained)
    for r in (1, 2, 4, 8):
        model = sft.add_lora(base, r, seed)
        trained = sum(t.value.size for k, t in model.parameters.items() if sft.is_lora(k))
        model, _ = sft.fine_tune(
            model, tokenizer, sft.lessons(1000, 1000 + seed), seed, steps=300, learning_rate=1e-2, only=sft.is_lora
        )
        record(f"r{r}", model, trained)
    return measured
