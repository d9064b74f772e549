"""小铸说有几分把握，就真有几分对吗？没写出过的方位题：把握分档、各档对几成；不够有把握就不答，换来多少。"""

import numpy as np

from xiaozhu import checkpoint, directions
from xiaozhu.chat import text_prompt
from xiaozhu.train import negative_log_likelihood
from xiaozhu.world import AXES, direction

exam = directions.exam()
hidden = np.array([q.hidden for q in exam])
EDGES = (0.5, 0.7, 0.9, 0.99, float("inf"))


def belief(stage):
    """真话的概率占真话加假话的份额，每题一个。"""
    model, tokenizer = checkpoint.load(stage)
    texts = []
    for axis, a, b, _ in exam:
        _, positive, negative = AXES[axis]
        true = direction(axis, a, b)
        texts += [true, f"{true[:-2]}{negative if true[-2] == positive else positive}。"]
    loss = negative_log_likelihood(model, [text_prompt(tokenizer, text) for text in texts]).reshape(len(exam), 2).T
    return 1 / (1 + np.exp(loss[0] - loss[1]))


found = {}
for name, stage in (("基座", "pretrain"), ("SFT", "sft"), ("PPO", "ppo"), ("悟道", "grpo")):
    truth = belief(stage)
    confidence, right = np.maximum(truth, 1 - truth), truth > 0.5
    seen = confidence[~hidden].mean(), right[~hidden].mean()
    confidence, right = confidence[hidden], right[hidden]
    print(f"{name}：平均把握 {confidence.mean():.2f}，答对 {right.mean():.2f}；写出过的题 {seen[0]:.2f}，{seen[1]:.2f}")
    for low, high in zip(EDGES, EDGES[1:]):
        some = (confidence >= low) & (confidence < high)
        print(
            f"　把握 {low:.2f} 起：{some.sum():3} 题，平均把握 {confidence[some].mean():.2f}，答对 {right[some].mean():.2f}"
        )
    found[name] = confidence, right

confidence, right = found["基座"]
line = 0.9
kept = confidence >= line
easy = np.argsort([-abs(directions.lead(q)) for q in exam if q.hidden], kind="stable")[: kept.sum()]
print(f"随便丢掉同样多的题，期望答对 {right.mean():.3f}；丢掉经纬度最接近的，{right[easy].mean():.3f}")


def ranks(scores):
    """把对的题排在错的题前面的本事：随便一道对的、一道错的，前者分更高的机会（AUC）。"""
    wins = scores[right][:, None] - scores[~right]
    return (wins > 0).mean() + (wins == 0).mean() / 2


lead = np.array([abs(directions.lead(q)) for q in exam if q.hidden])
same = np.setdiff1d(np.flatnonzero(~kept), easy).size
print(f"分得开对错的本事：把握 {ranks(confidence):.3f}，两城差多远 {ranks(lead):.3f}")
print(f"questions={len(right)}")
print(f"confidence={confidence.mean():.2f}")
print(f"right={right.mean():.2f}")
print(f"{line=}")
print(f"answered={kept.mean():.2f}")
print(f"right_kept={right[kept].mean():.2f}")
print(f"right_random={right.mean():.2f}")
print(f"right_easy={right[easy].mean():.2f}")
print(f"dropped={len(right) - kept.sum()}")
print(f"same_dropped={same}")
print(f"by_belief={ranks(confidence):.2f}")
print(f"by_distance={ranks(lead):.2f}")
print(f"right_dropped={right[~kept].mean():.2f}")
print(f"grpo_confidence={found['悟道'][0].mean():.2f}")
print(f"grpo_right={found['悟道'][1].mean():.2f}")
