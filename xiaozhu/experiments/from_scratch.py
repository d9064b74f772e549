"""整条路从头铸几遍：哪些结论站得住，哪些数会晃。书里的范围与体检的范围都从这里来。

顺手拿同一份语料、同一个刚练好的基座，考没写出过的方位题：答对的，有多少是几种不训练的答法也答得对的。
"""

import numpy as np

from xiaozhu import directions, marks, world
from xiaozhu.stages import STAGES, pretrain

INPUTS = ()


def measure(seed, made):
    """各阶段依次铸在内存里，再量全部成绩，见 marks.measure；方位题另见 answers。"""
    forged, stages = {}, {name: stage for name, stage in STAGES.items() if name != "early"}  # 半路的样子不量
    for name, stage in stages.items():
        forged[name] = stage.make(forged, seed, **stage.RECIPE)
    scores = marks.measure(forged, {name: stage.RECIPE for name, stage in stages.items()})
    return scores | {f"directions_{key}": value for key, value in answers(forged["pretrain"], seed).items()}


def answers(base, seed):
    """同一份语料、同一批题，基座与各种不训练的答法各对多少。base 是 (模型, 分词器)，由这个种子的语料练成。

    指标是「答法_unwritten」与「答法_written」，后面可跟 _latitude（只算南北）或 _longitude（只算东西）。
    """
    texts = [text for text, _ in world.sample(pretrain.RECIPE["documents"], seed)]
    counts = directions.written(texts)
    right = {
        "model": directions.model_right(*base),
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
    for way, found in right.items():
        for name, which in (("unwritten", hidden), ("written", ~hidden)):
            measured[f"{way}_{name}"] = found[which].mean()
            measured |= {f"{way}_{name}_{f}": found[which & (fields == f)].mean() for f in np.unique(fields)}
    undecided = hidden & (right["chain"] == 0.5)
    measured |= {f"{way}_undecided": found[undecided].mean() for way, found in right.items()}
    return measured
