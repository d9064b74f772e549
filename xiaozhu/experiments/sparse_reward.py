"""奖励稀薄：同一个 GRPO，从几乎全错、几乎全对、错得笃定的起点练，各学不学得动。"""

from xiaozhu import grpo
from xiaozhu.experiments.grpo_controls import gauge_against, merged_grpo, practise, wrong
from xiaozhu.stages import format

INPUTS = ("pretrain", "format", "grpo")
FORMAT_STEPS = (5, 20)  # 格式课只上几步：知识都在，会不会照格式答差很多；库里上满 120 步
STEPS, EVERY = 60, 20


def measure(seed, made):
    """「起点_步数_指标」，步数 0 是起点；指标同 grpo_controls，都拿真奖励练。

    起点：format_几 是格式课只上了几步的（上满的见 grpo_controls 的 true）；trained 是库里已经练完 GRPO 的，几乎全对；
    misled 是拿奖错的奖励练过 STEPS 步的，格式全对、答案多半是反的。
    """
    base, tokenizer = made["pretrain"]
    pool, lessons = grpo.tasks(hidden=False), format.RECIPE["lessons"]
    starts = {
        f"format_{steps}": grpo.teach_format(base, tokenizer, pool, lessons, seed, steps=steps)
        for steps in FORMAT_STEPS
    }
    starts["trained"] = made["grpo"][0]
    starts["misled"] = merged_grpo(made["format"][0], tokenizer, pool, STEPS, seed, reward=wrong)[0]
    measured = {}
    for name, start in starts.items():
        gauge = gauge_against(start, tokenizer)
        curve = {f"0_{key}": value for key, value in gauge(start).items()}
        curve |= practise(start, tokenizer, pool, STEPS, seed, gauge, EVERY)[1]
        measured |= {f"{name}_{key}": value for key, value in curve.items()}
    return measured
