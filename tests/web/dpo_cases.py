"""<soul-preference>：只练最后一次归一化的增益，用小铸自己的自动微分与 AdamW 走几步，一步一步对。"""

from bookkit import hooks
from tests.xiaozhu.browser_model import restored
from xiaozhu import checkpoint, dpo
from xiaozhu.autograd import Tensor
from xiaozhu.train import AdamW

BETA, RATE, STEPS = 3.0, 0.02, 6  # β 大到头一步的导数要裁
PAIRS = [
    ["成都有啥必去的地方啊", "熊猫基地。", "成都大熊猫繁育研究基地。"],
    ["去杭州玩啥好呢", "西湖。", "西湖风景名胜区。"],
    ["请推荐北京必去景点（书面报告用）", "故宫博物院。", "故宫。"],
]


def cases():
    """file 是导出的模型；一步一项：走那一步之前的增益、损失、对增益的导数。"""
    base, tokenizer = checkpoint.load("sft")
    model = restored(base, hooks.models()["sft"])
    gain, reference = model.parameters["norm"], model.copy()
    preferences = [[question, 0, 0, good, bad] for question, good, bad in PAIRS]
    answers = [dpo._answers(tokenizer, preferences, column) for column in (3, 4)]
    fixed = [dpo._total(reference, *answer).value for answer in answers]
    optimizer, trail = AdamW({"norm": gain}, weight_decay=0.0), []
    for _ in range(STEPS):
        before = gain.value.copy()
        loss = dpo.dpo_loss(*(dpo._total(model, *answer) for answer in answers), *map(Tensor, fixed), BETA)
        loss.backward()
        trail.append({"gain": before.tolist(), "loss": float(loss.value), "slope": gain.grad.tolist()})
        optimizer.step(RATE)
        for tensor in model.parameters.values():
            tensor.grad = None
    found = {"file": hooks.models()["sft"], "pairs": PAIRS, "beta": BETA, "rate": RATE, "trail": trail}
    return found | {"chosen": fixed[0].tolist(), "rejected": fixed[1].tolist()}
