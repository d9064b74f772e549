"""旁边有几句「别人住哪」时，小铸答的到底是谁的城？按离提问远近排，各占几成，与「在这几座里随便挑」比。"""

import numpy as np

from xiaozhu import checkpoint, world
from xiaozhu.chat import text_prompt
from xiaozhu.experiments.needle import guess, questions

TRIALS = 600
model, tokenizer = checkpoint.load("pretrain")
cities = list(world.CITIES)
ids = np.array([tokenizer.encode(city)[0] for city in cities])
exam = questions(tokenizer, 31)


def shares(kind, crowd):
    """要用的那句旁边有 crowd 句同类：答成离提问最近的、第二近的……各占几成。返回 (由近及远, 答对的)。"""
    asked = [next(exam[crowd]) for _ in range(TRIALS)]
    picked = guess(model, [text_prompt(tokenizer, texts[kind]) for texts, *_ in asked], ids)
    counts = np.zeros(crowd + 1)
    for i, (_, own, others) in zip(picked, asked):
        order = [own, *others] if kind == "rival" else [*others, own]  # 从远到近
        counts[::-1] += [cities[i] == city for city in order]
    return counts / TRIALS, counts[-1 if kind == "rival" else 0] / TRIALS


one, three, five = 1, 3, 5
found = {}
for crowd in (one, three, five):
    for kind, label in (("rival", "要用的在最前"), ("rival_before", "要用的紧挨着提问")):
        found[kind, crowd] = shares(kind, crowd)
        near, right = found[kind, crowd]
        cells = "　".join(f"{share:.2f}" for share in near)
        print(f"旁边 {crowd} 句，{label}：由近及远 {cells}；答对 {right:.2f}，在这几座里随便挑 {1 / (crowd + 1):.2f}")
nearest = found["rival_before", three][0]
print(f"right_three={found['rival_before', three][1]:.2f}")
print(f"third={1 / three:.2f}")
print(f"second_nearest={nearest[1]:.2f}")
print(f"third_nearest={nearest[2]:.2f}")
print(f"farthest={nearest[three]:.2f}")
print(f"right_one={found['rival', one][1]:.2f}")
print(f"beyond_five={found['rival', five][0][three:].sum():.2f}")
