"""拉长窗口：直接外推、位置插值与 YaRN 的分段，对照什么都不改、只看最近的几个词元。"""

import numpy as np

from xiaozhu import rope, train, world
from xiaozhu.autograd import Tensor, log_probability
from xiaozhu.model import Model

INPUTS = ("pretrain",)
STRETCH, STRETCHED_LENGTH = 8, 512  # 训练时一行 64 个词元，拉长到八倍
BUCKETS = ((16, 64), (64, 128), (128, 256), (256, 512))
WINDOWS = (16, 32, 64)  # 只看最近几个词元的对照


def measure(seed, made):
    """每一段位置上的损失，奈特／词元。

    「做法_时候_起_止」：plain 直接外推、pi、yarn，before 不续训、after 续五十步、later 再续三百步。
    「window几_起_止」：不训练，每次只看最近几个词元。它看不到远处，所以它输掉多少，就是这道考题要靠远处多少。
    """
    base, tokenizer = made["pretrain"]
    trained = STRETCHED_LENGTH // STRETCH
    rows = lambda n, which: train.pack(tokenizer, [text for text, _ in world.sample(n, which)], STRETCHED_LENGTH)
    exam, lessons = rows(4000, 300 + seed)[:40], rows(20_000, 400 + seed)
    by_bucket = lambda log_p: {f"{a}_{b}": -log_p[:, a:b].mean() for a, b in BUCKETS}
    measured = {}
    for name, speeds in (
        ("plain", base.frequencies),
        ("pi", rope.interpolate(base.frequencies, STRETCH)),
        ("yarn", rope.yarn(base.frequencies, STRETCH, trained, slow=0.5, fast=4.0)),
    ):
        model = Model(base.config, base.copy().parameters, speeds)
        for when, steps in (("before", 0), ("after", 50), ("later", 300)):  # later 是在 after 之上再续三百步
            train.train(model, lessons, steps, 1e-3, seed, batch=2, warmup=10)
            losses = by_bucket(train.next_token_log_probability(model, exam).value)
            measured |= {f"{name}_{when}_{bucket}": loss for bucket, loss in losses.items()}
    for window in WINDOWS:
        losses = by_bucket(recent_only(base, exam, window))
        measured |= {f"window{window}_{bucket}": loss for bucket, loss in losses.items()}
    return measured


def recent_only(model, rows, window):
    """(N, T+1) -> (N, T)：只看最近 window 个词元时，下一个词元的对数概率，奈特。

    每个位置都把它的窗口当成一段新的文字从头算，位置从窗口起头数，所以转的角度都是训练时见过的。
    """
    near = train.next_token_log_probability(model, rows[:, : window + 1]).value  # 开头几个本来就看得全
    windows = np.lib.stride_tricks.sliding_window_view(rows, window + 1, axis=1)[:, 1:].reshape(-1, window + 1)
    far = [
        log_probability(Tensor(model.step(some[:, :-1], [])), some[:, -1]).value
        for some in np.array_split(windows, len(windows) // 500 + 1)  # 分批是怕一次放不下
    ]
    return np.concatenate([near, np.concatenate(far).reshape(len(rows), -1)], axis=1)
