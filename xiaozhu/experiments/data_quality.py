"""数据质量：同样的步数，干净的少量、含噪的大量、干净的大量。"""

from xiaozhu import sft

INPUTS = ("pretrain",)


def measure(seed, made):
    """同样的步数：干净的少量、含噪的大量、干净的大量。"""
    base, tokenizer = made["pretrain"]
    measured = {}
    for name, n, noise in (("clean_100", 100, 0.0), ("noisy_1000", 1000, 0.5), ("clean_1000", 1000, 0.0)):
        model, _ = sft.fine_tune(base, tokenizer, sft.lessons(n, 1000 + seed, noise), seed)
        measured |= {f"{name}_{k}": v for k, v in sft.sight_score(model, tokenizer).items()}
    return measured
