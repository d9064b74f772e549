"""奖励作弊时，奖励模型有没有把回答的先后排错：标注员偏心是一回事，奖励模型判错是另一回事。"""

import numpy as np

from xiaozhu import ppo, reward
from xiaozhu.experiments.kl_sweep import ASKED, BETAS, answers_of, pushed

INPUTS = ("sft", "reward")


def measure(seed, made):
    """照 kl_sweep 重练一遍策略，「beta_几_指标」：

    agree 是奖励模型与标注员排出同样先后的比例，策略与参考的回答混在一起两两比；agree_cross 只比一边一个的。
    agree_reference 只拿参考自己的回答比：没有作弊的时候排得多准。
    says 是问 ASKED 时的一个回答，says_judge、says_annotator、says_true 是奖励模型、标注员、产品各给它的分。
    """
    reference, tokenizer = made["sft"]
    judge = ppo.model_reward(made["reward"][0], tokenizer)
    honest, _ = answers_of(reference, tokenizer, seed)
    measured = {"agree_reference": agreement(judge, honest)["agree"]}
    for beta in BETAS:
        given, says = answers_of(pushed(made, beta, seed), tokenizer, seed)
        found = {
            **agreement(judge, given, honest),
            "says": says,
            "says_judge": judge(*ASKED, [says])[0],
            "says_annotator": reward.utility(says, *ASKED[1:]),
            "says_true": reward.true_score(says, *ASKED[1:]),
        }
        measured |= {f"beta_{beta}_{key}": value for key, value in found.items()}
    return measured


def agreement(judge, *sources):
    """{agree, agree_cross}：同一题的回答两两比，奖励模型与标注员排出同样先后的比例；标注员打平的不计。

    每个来源是 {(问题, 城, 想要的类别): 回答们}，题要相同；只有一个来源时没有 agree_cross。
    """
    same, across = [], []
    for asked in sources[0]:
        texts = [text for source in sources for text in source[asked]]
        origin = np.repeat(np.arange(len(sources)), [len(source[asked]) for source in sources])
        order = lambda points: np.sign(np.subtract.outer(points, points))
        annotator = order([reward.utility(text, *asked[1:]) for text in texts])
        decided = np.triu(annotator != 0)  # 每一对只算一次
        right = order(judge(*asked, texts)) == annotator
        same += right[decided].tolist()
        across += right[decided & (origin[:, None] != origin)].tolist()
    return {"agree": np.mean(same)} | ({"agree_cross": np.mean(across)} if across else {})
