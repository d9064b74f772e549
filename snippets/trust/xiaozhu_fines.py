"""答错扣 t 分，照 t/(1+t) 定线，直接用它的把握行不行？先拿一半题量出它自信过头几倍，除掉再定线，看另一半题得几分。"""

import numpy as np

from xiaozhu import checkpoint, directions
from xiaozhu.chat import text_prompt
from xiaozhu.train import negative_log_likelihood
from xiaozhu.world import AXES, direction

exam = [q for q in directions.exam() if q.hidden]
kinds = [(q.axis, *sorted((q.a, q.b))) for q in exam]  # 甲比乙、乙比甲是同一件事，分在同一半
pair = np.unique(kinds, axis=0, return_inverse=True)[1].ravel()
FINES, SPLITS, CANDIDATES = (1, 3, 9), 200, np.linspace(0.5, 8, 31)


def margin(stage):
    """每题真话比假话多几奈特，负的就是答错。"""
    model, tokenizer = checkpoint.load(stage)
    texts = []
    for axis, a, b, _ in exam:
        _, positive, negative = AXES[axis]
        true = direction(axis, a, b)
        texts += [true, f"{true[:-2]}{negative if true[-2] == positive else positive}。"]
    loss = negative_log_likelihood(model, [text_prompt(tokenizer, text) for text in texts]).reshape(len(exam), 2).T
    return loss[1] - loss[0]


def score(margins, temperature, fine):
    """差除以温度，再算把握，过线才答：平均每题几分。"""
    answered = 1 / (1 + np.exp(-abs(margins) / temperature)) > fine / (1 + fine)
    return np.where(answered, np.where(margins > 0, 1, -fine), 0).mean()


print(f"除数从 {min(CANDIDATES):.2f} 试到 {max(CANDIDATES):.2f}，取另一半题上最不意外的")
found = {}
for name, stage in (("基座", "pretrain"), ("悟道", "grpo")):
    margins = margin(stage)
    rows, fitted = {fine: [] for fine in FINES}, []
    for split in range(SPLITS):
        half = (np.random.default_rng(split).permutation(pair.max() + 1) % 2 > 0)[pair]
        surprise = [np.log1p(np.exp(-margins[half] / t)).mean() for t in CANDIDATES]
        fitted.append(CANDIDATES[np.argmin(surprise)])
        rest = margins[~half]
        for fine, scores in rows.items():
            everything = np.where(rest > 0, 1, -fine).mean()
            scores.append((everything, score(rest, 1, fine), score(rest, fitted[-1], fine)))
    print(f"{name}：真话与假话之差，平均要除以 {np.mean(fitted):.2f}")
    for fine, scores in rows.items():
        scores = np.array(scores)
        better = (scores[:, 2] > scores[:, 1]).mean()
        every, raw, tamed = scores.mean(0)
        print(
            f"　扣 {fine} 分：全答 {every:.2f}，照它的把握 {raw:.2f}，除过再定 {tamed:.2f}，后者更高的分法占 {better:.2f}"
        )
        found[name, fine] = every, raw, tamed, better
    found[name] = np.mean(fitted)
mild, middle, harsh = FINES
every, raw, tamed, better = found["基座", harsh]
_, middle_raw, middle_tamed, _ = found["基座", middle]
_, mild_raw, mild_tamed, _ = found["基座", mild]  # 线在一半，把握从不低于一半：怎么定都是全答
print(f"tame={found['基座']:.1f}")
print(f"{harsh=}")
print(f"every={every:.2f}")
print(f"raw={raw:.2f}")
print(f"tamed={tamed:.2f}")
print(f"better={better:.2f}")
print(f"{middle=}")
print(f"{middle_raw=:.2f}")
print(f"{middle_tamed=:.2f}")
print(f"{mild_raw=:.2f}")
print(f"{mild_tamed=:.2f}")
