"""拉长窗口：直接外推、位置插值与 YaRN 的分段。"""

from xiaozhu import rope, train, world
from xiaozhu.model import Model

INPUTS = ("pretrain",)
STRETCH, STRETCHED_LENGTH = 8, 512  # 训练时一行 64 个词元，拉长到八倍
BUCKETS = ((16, 64), (64, 128), (128, 256), (256, 512))


def measure(seed, made):
    """窗口拉长八倍：直接外推、PI、YaRN 的分段，各在续训前、续训五十步、再续三百步之后，每一段位置上的损失（奈特／词元）。"""
    base, tokenizer = made["pretrain"]
    trained = STRETCHED_LENGTH // STRETCH
    rows = lambda n, which: train.pack(tokenizer, [text for text, _ in world.sample(n, which)], STRETCHED_LENGTH)
    exam_rows, lesson_rows = rows(4000, 300 + seed)[:40], rows(20_000, 400 + seed)
    speeds, measured = base.frequencies, {}
    for name, new in (
        ("plain", speeds), ("pi", rope.interpolate(speeds, STRETCH)), ("yarn", rope.yarn(speeds, STRETCH, trained, slow=0.5, fast=4.0)),
    ):  # fmt: skip
        model = Model(base.config, base.copy().parameters, new)
        for when, steps in (("before", 0), ("after", 50), ("later", 300)):  # later 是在 after 之上再续三百步
            train.train(model, lesson_rows, steps, 1e-3, seed, batch=2, warmup=10)
            log_p = train.next_token_log_probability(model, exam_rows).value
            measured |= {f"{name}_{when}_{a}_{b}": -log_p[:, a:b].mean() for a, b in BUCKETS}
    return measured
