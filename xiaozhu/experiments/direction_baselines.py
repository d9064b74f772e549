"""没写出过的方位题：小铸答对的，有多少是几种不训练的答法也答得对的。"""

import numpy as np

from xiaozhu import directions, world
from xiaozhu.stages import pretrain

INPUTS = ()
SEEDS = (0, 1, 2, 3, 4)  # 与 from_scratch 相同


def measure(seed, made):
    """同一份语料、同一批题，小铸（预训练重练一遍）与各种答法各对多少。

    指标是「答法_unwritten」与「答法_written」，后面可跟 _latitude（只算南北）或 _longitude（只算东西）。
    """
    texts = [text for text, _ in world.sample(pretrain.RECIPE["documents"], seed)]
    counts = directions.written(texts)
    right = {
        "model": directions.model_right(*pretrain.make({}, seed, **pretrain.RECIPE)),
        "wins": directions.baseline_right(directions.by_wins(counts)),
        "wins_once": directions.baseline_right(directions.by_wins(dict.fromkeys(counts, 1))),
        "score": directions.baseline_right(directions.by_score(counts)),
        "chain": directions.baseline_right(directions.by_chain(counts)),
        "order": directions.baseline_right(directions.by_order(counts)),
        "weather": directions.baseline_right(directions.by_weather(counts)),
    }
    questions = directions.exam()
    hidden = np.array([q.hidden for q in questions])
    fields = np.array([world.AXES[q.axis][0] for q in questions])
    # chain 答得上的占多少：剩下的题，写出过的句子本来就定不了对错
    measured = {"sentences": sum(counts.values()), "decided_unwritten": (right["chain"][hidden] != 0.5).mean()}
    for way, marks in right.items():
        for name, which in (("unwritten", hidden), ("written", ~hidden)):
            measured[f"{way}_{name}"] = marks[which].mean()
            measured |= {f"{way}_{name}_{f}": marks[which & (fields == f)].mean() for f in np.unique(fields)}
    undecided = hidden & (right["chain"] == 0.5)
    measured |= {f"{way}_undecided": marks[undecided].mean() for way, marks in right.items()}
    return measured
