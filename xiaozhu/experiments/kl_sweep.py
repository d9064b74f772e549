"""KL 惩罚从强到无：奖励作弊是怎样长出来的；标注员偏心是一回事，奖励模型把先后排错是另一回事。"""

import numpy as np

from xiaozhu import ppo, reward, sft
from xiaozhu.chat import chat_prompt, sample

INPUTS = ("sft", "reward")
BETAS = (1.0, 0.5, 0.1, 0.0)  # 零就是没有惩罚
ASKED = ("哈尔滨有啥好玩的呀", "哈尔滨", "short")  # 拿它的回答当例子：问题、城、想要的类别


def measure(seed, made):
    """「beta_几_指标」：given 奖励模型给的分，deserved 产品真正要的分，shouts 感叹号的个数，kl 离参考多远（奈特／回答），

    says 是问 ASKED 时的一个回答，says_judge、says_annotator、says_true 是奖励模型、标注员、产品各给它的分；
    agree 是奖励模型与标注员排出同样先后的比例，策略与参考的回答混在一起两两比；agree_cross 只比一边一个的。
    agree_reference 只拿参考自己的回答比：没有作弊的时候排得多准。
    """
    reference, tokenizer = made["sft"]
    judge = ppo.model_reward(made["reward"][0], tokenizer)
    honest, _ = answers_of(reference, tokenizer, seed)
    measured = {"agree_reference": agreement(judge, honest)["agree"]}
    for beta in BETAS:
        policy = pushed(made, beta, seed)
        given, says = answers_of(policy, tokenizer, seed)
        pairs = [(asked, answer) for asked, answers in given.items() for answer in answers]
        found = {
            "given": np.mean([judge(*asked, answers).mean() for asked, answers in given.items()]),
            "deserved": np.mean([reward.true_score(answer, *asked[1:]) for asked, answer in pairs]),
            "shouts": np.mean([answer.count("！") for _, answer in pairs]),
            "kl": ppo.divergence(policy, reference, tokenizer, sft.SEEN, seed),
            "says": says,
            "says_judge": judge(*ASKED, [says])[0],
            "says_annotator": reward.utility(says, *ASKED[1:]),
            "says_true": reward.true_score(says, *ASKED[1:]),
            **agreement(judge, given, honest),
        }
        measured |= {f"beta_{beta}_{key}": value for key, value in found.items()}
    return measured


def pushed(made, beta, seed):
    """拿奖励模型的分，以强度 beta 的惩罚练一百步的策略。"""
    reference, tokenizer = made["sft"]
    judge = ppo.model_reward(made["reward"][0], tokenizer)
    settings = dict(learning_rate=1e-3, longest=24)
    return ppo.ppo(reference, reference, tokenizer, judge, sft.SEEN, 100, beta, seed, **settings)[0]


def answers_of(model, tokenizer, seed):
    """({(问题, 城, 想要的类别): 十六个回答}, 问 ASKED 的一个回答)：每三个问题取一个。"""
    rng = np.random.default_rng(seed)
    draw = lambda question, n: [tokenizer.decode(a) for a in sample(model, chat_prompt(tokenizer, question), n, rng)]
    return {asked: draw(asked[0], 16) for asked in reward.questions()[::3]}, draw(ASKED[0], 1)[0]


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
