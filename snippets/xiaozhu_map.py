"""小铸心里有地图吗：从它读到城名时的向量，能不能用一条直线读出经纬度。"""

import numpy as np

from xiaozhu import checkpoint, world
from xiaozhu.model import Model
from xiaozhu.probe import last_vectors, leave_one_out

trained, tokenizer = checkpoint.load("pretrain")
newborn = Model.initialize(trained.config, 0)
latitude = np.array([c.latitude for c in world.CITIES.values()])
longitude = np.array([c.longitude for c in world.CITIES.values()])


def vectors(model, opening):
    """读完「南北方向上，某城」，每座城末位的向量，(城, d)。"""
    return last_vectors(model, tokenizer, [opening + city for city in world.CITIES])


def read_out(x, truth):
    """每次藏起一座城，用其余的配一条直线，猜藏起来的那座；猜的与真的的相关系数。"""
    return float(np.corrcoef(leave_one_out(x, truth), truth)[0, 1])


north, east = vectors(trained, "南北方向上，"), vectors(trained, "东西方向上，")
rng, times = np.random.default_rng(0), 200  # 把纬度打乱了发给各城：本不该读得出
luckiest = max(read_out(north, rng.permutation(latitude)) for _ in range(times))
print(f"cities={len(latitude)}")
print(f"latitude={read_out(north, latitude):.2f}")
print(f"longitude={read_out(east, longitude):.2f}")
print(f"longitude_when_asked_north={read_out(north, longitude):.2f}")
print(f"newborn={round(read_out(vectors(newborn, '南北方向上，'), latitude), 2) + 0:.2f}")
print(f"{times=}")
print(f"{luckiest=:.2f}")
