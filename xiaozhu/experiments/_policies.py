"""几个对齐实验共用的一把尺：一个策略拿多少真分，为此离参考走了多远。"""

import numpy as np

from xiaozhu import reward
from xiaozhu.chat import chat_prompt, sample
from xiaozhu.rollout import answer_log_probability
from xiaozhu.sft import names
from xiaozhu.train import pad
from xiaozhu.world import CITIES

LONGEST = 24  # 回答的词元上限
NAMES = {name for city in CITIES for name in names(city).values()}  # 哪座城的都算成一个名字


def assess(policy, reference, tokenizer, seed, n):
    """每三个练过的问题取一个，各抽 n 个回答，量同一批：{true, annotator, shouts, right, garbled, kl}。

    true 真分，annotator 标注员心里的分，shouts 感叹号的个数，right 说对且合语体的比例，garbled 不成一个名字的比例；
    kl 是策略相对参考的 KL，奈特／回答，是估计。
    """
    rng, found = np.random.default_rng(seed), {}
    for question, city, wanted in reward.questions()[::3]:
        prompt = chat_prompt(tokenizer, question)
        answers = sample(policy, prompt, n, rng, longest=LONGEST)
        rows = pad([prompt + a + prompt[:1] * (len(a) < LONGEST) for a in answers])
        mask = rows[:, len(prompt) :] >= 0
        log_p, anchor = (answer_log_probability(model, rows, len(prompt)).value for model in (policy, reference))
        found.setdefault("kl", []).append(((log_p - anchor) * mask).sum(1).mean())
        for text in map(tokenizer.decode, answers):
            for key, value in {
                "true": reward.true_score(text, city, wanted),
                "annotator": reward.utility(text, city, wanted),
                "shouts": text.count("！"),
                "right": reward.utility(text, city, wanted, enthusiasm=0) == 5,
                "garbled": text.rstrip("。！") not in NAMES,
            }.items():
                found.setdefault(key, []).append(value)
    return {key: float(np.mean(values)) for key, values in found.items()}
