"""探针：停在中间层看一眼，或者用一条直线从向量里读出某个量。"""

from dataclasses import replace

import numpy as np

from xiaozhu.chat import text_prompt
from xiaozhu.model import Model


def shallow(model, layers):
    """只走头 layers 层的模型，参数与 model 共用；末尾照旧归一化、接输出层（logit 透镜，nostalgebraist 2020）。"""
    return Model(replace(model.config, layers=layers), model.parameters, model.frequencies)


def last_vectors(model, tokenizer, texts):
    """读完每段文字，末位的隐藏向量，(N, d)。"""
    return np.stack([model.hidden(np.array([text_prompt(tokenizer, text)])).value[0, -1] for text in texts])


def leave_one_out(x, truth, penalty=30.0):
    """(N, d) 向量、(N,) 真值 -> (N,) 猜的：每次留一个不看，用其余的配一条直线（岭回归），猜留下的那个。

    标准化的均值与尺度也只从其余的取，留下的那个一点不泄漏。
    """
    # 样本比维数少得多，所以在 N×N 的样本空间里解，与 d×d 的解是同一个
    guesses = []
    for i in range(len(truth)):
        kept = np.arange(len(truth)) != i
        centre, scale, mean = x[kept].mean(0), x[kept].std(0) + 1e-6, truth[kept].mean()
        known, asked = (x[kept] - centre) / scale, (x[i] - centre) / scale
        guesses.append(
            asked @ known.T @ np.linalg.solve(known @ known.T + penalty * np.eye(len(known)), truth[kept] - mean) + mean
        )
    return np.array(guesses)
