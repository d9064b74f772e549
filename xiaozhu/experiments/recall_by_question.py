"""记四条事实的 GRU，第一问到第四问各对多少：只会排除法的，应当一题比一题准。"""

import numpy as np

from xiaozhu import rnn

INPUTS = ()
FACTS, STEPS, GAP, QUESTIONS = 4, 3000, 32, 1000


def measure(seed, made):
    """question_几：这一问答对的比例，训练与考法同 recall。"""
    model = rnn.recall_model("gru", seed)
    rnn.train_recall(model, FACTS, STEPS, seed)
    rows, mask = rnn.recall_batch(np.random.default_rng(100 + seed), QUESTIONS, FACTS, GAP)
    right = (model(rows[:, :-1]).value.argmax(-1) == rows[:, 1:])[mask].reshape(QUESTIONS, FACTS)
    return {f"question_{i + 1}": share for i, share in enumerate(right.mean(0))}
