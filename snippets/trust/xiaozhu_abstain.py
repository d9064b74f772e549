"""小铸说有几分把握，就真有几分对吗？没写出过的方位题：把握分档、各档对几成；不够有把握就不答，换来多少。"""

import numpy as np

from xiaozhu import checkpoint, directions
from xiaozhu.chat import text_prompt
from xiaozhu.train import negative_log_likelihood
from xiaozhu.world import AXES, direction

questions = [q for q in directions.exam() if q.hidden]
EDGES = (0.5, 0.7, 0.9, 0.99, float("inf"))


def doubt(stage):
    """(真话的概率占真话加假话的份额)，每题一个。"""
    model, tokenizer = checkpoint.load(stage)
    texts = []
    for axis, a, b, _ in questions:
        _, positive, negative = AXES[axis]
        true = direction(axis, a, b)
        texts += [true, f"{true[:-2]}{negative if true[-2] == positive else positive}。"]
    loss = negative_log_likelihood(model, [text_prompt(tokenizer, text) for text in texts]).reshape(len(questions), 2).T
    return 1 / (1 + np.exp(loss[0] - loss[1]))


found = {}
for name, stage in (("基座", "pretrain"), ("SFT", "sft"), ("PPO", "ppo"), ("悟道", "grpo")):
    truth = doubt(stage)
    confidence, right = np.maximum(truth, 1 - truth), truth > 0.5
    print(f"{name}：平均把握 {confidence.mean():.2f}，答对 {right.mean():.2f}")
    for low, high in zip(EDGES, EDGES[1:]):
        some = (confidence >= low) & (confidence < high)
        print(
            f"　把握 {low:.2f} 起：{some.sum():3} 题，平均把握 {confidence[some].mean():.2f}，答对 {right[some].mean():.2f}"
        )
    found[name] = confidence, right

confidence, right = found["基座"]
line = 0.9
kept = confidence >= line
dice = np.random.default_rng(0).permutation(len(right))[: kept.sum()]  # 对照：随机丢掉同样多的题
print(f"questions={len(questions)}")
print(f"confidence={confidence.mean():.2f}")
print(f"right={right.mean():.2f}")
print(f"{line=}")
print(f"answered={kept.mean():.2f}")
print(f"right_kept={right[kept].mean():.2f}")
print(f"right_random={right[dice].mean():.2f}")
print(f"right_dropped={right[~kept].mean():.2f}")
print(f"grpo_confidence={found['悟道'][0].mean():.2f}")
print(f"grpo_right={found['悟道'][1].mean():.2f}")
