"""小铸心里有地图吗：从它读到城名时的向量，能不能用一条直线读出经纬度。"""

from dataclasses import replace

import numpy as np

from xiaozhu import checkpoint, world
from xiaozhu.chat import text_prompt
from xiaozhu.model import Model

trained, tokenizer = checkpoint.load("pretrain")
newborn = Model.initialize(trained.config, 0)


def vectors(model, opening, layers=2):
    """每座城一个向量：读完「南北方向上，某城」，末尾的隐藏向量。(城, d)"""
    shallow = Model(replace(model.config, layers=layers), model.parameters)
    return np.stack([shallow.hidden(np.array([text_prompt(tokenizer, opening + c)])).value[0, -1] for c in world.CITIES])


def read_out(x, truth):
    """每次留一座城不看，用其余的城配一条直线（岭回归），猜留下的那座；返回猜的与真的相关系数。"""
    x, guesses = (x - x.mean(0)) / (x.std(0) + 1e-6), []
    for i in range(len(truth)):
        kept = np.arange(len(truth)) != i
        mean = truth[kept].mean()
        weights = x[kept].T @ np.linalg.solve(x[kept] @ x[kept].T + 30 * np.eye(kept.sum()), truth[kept] - mean)
        guesses.append(x[i] @ weights + mean)
    return float(np.corrcoef(guesses, truth)[0, 1])


latitude = np.array([c.latitude for c in world.CITIES.values()])
longitude = np.array([c.longitude for c in world.CITIES.values()])
north, east = vectors(trained, "南北方向上，"), vectors(trained, "东西方向上，")
print(f"cities={len(latitude)}")
print(f"latitude={read_out(north, latitude):.2f}")
print(f"longitude={read_out(east, longitude):.2f}")
print(f"longitude_when_asked_north={read_out(north, longitude):.2f}")
print(f"newborn={read_out(vectors(newborn, '南北方向上，'), latitude):.2f}")
