"""小铸心里有地图吗：从它读到城名时的向量，能不能用一个线性公式读出经纬度。"""

import numpy as np

from xiaozhu import checkpoint, world
from xiaozhu.model import Model
from xiaozhu.probe import last_vectors, leave_one_out, shallow

trained, tokenizer = checkpoint.load("pretrain")
cities = list(world.CITIES.values())
latitude, longitude = (np.array([getattr(c, field) for c in cities]) for field in ("latitude", "longitude"))


def vectors(opening, model=trained):
    """读完「东西方向上，某城」，每座城末位的向量，(城, d)。"""
    return last_vectors(model, tokenizer, [opening + city for city in world.CITIES])


def read_out(x, truth):
    """每次藏起一座城，用其余的配一个线性公式，猜藏起来的那座；猜的与真的的相关系数。"""
    return float(np.corrcoef(leave_one_out(x, truth), truth)[0, 1])


east, north = vectors("东西方向上，"), vectors("南北方向上，")
climates = sorted({c.climate for c in cities})
by_climate = np.array([[c.climate == kind for kind in climates] for c in cities], float)  # 不看模型，只看天气
wins = np.array(
    [[np.mean([a.longitude > b.longitude for b in cities])] for a in cities]
)  # 不看模型，只数「更靠东」的占比
times = 200


def luck(x, truth):
    """把真值打乱了发给各城，试 times 次，(最高的一次, p 值：打乱了也不低于真的比例)。"""
    rng, real = np.random.default_rng(0), read_out(x, truth)
    shuffled = [read_out(x, rng.permutation(truth)) for _ in range(times)]
    return max(shuffled), np.mean([r >= real for r in [real, *shuffled]])


table = last_vectors(shallow(trained, 0), tokenizer, list(world.CITIES))  # 还没过层：嵌入表里的
untrained = [Model.initialize(trained.config, seed) for seed in range(5)]
newborns = [read_out(vectors("东西方向上，", model), longitude) for model in untrained]
tables = [read_out(last_vectors(shallow(model, 0), tokenizer, list(world.CITIES)), longitude) for model in untrained]

print("没训练过的：", *(f"{r:.2f}" for r in newborns))
print("没训练过的，还没过层：", *(f"{r:.2f}" for r in tables))
print(f"cities={len(cities)}")
print(f"longitude={read_out(east, longitude):.2f}")
print(f"latitude={read_out(north, latitude):.2f}")
print(f"longitude_from_climate={read_out(by_climate, longitude):.2f}")
print(f"latitude_from_climate={read_out(by_climate, latitude):.2f}")
print(f"latitude_from_snow={read_out(by_climate[:, [climates.index('雪')]], latitude):.2f}")  # 只看下不下雪
print(f"longitude_from_wins={read_out(wins, longitude):.2f}")
print(f"best_newborn={max(newborns):.2f}")
print(f"{times=}")
print(f"luckiest={luck(east, longitude)[0]:.2f}")
print(f"no_layers={read_out(table, longitude):.2f}")
print(f"best_newborn_table={max(tables):.2f}")
print(f"p_no_layers={luck(table, longitude)[1]:.3f}")
print(f"longitude_when_asked_north={read_out(north, longitude):.2f}")
print(f"latitude_when_asked_east={read_out(east, latitude):.2f}")
print(f"p_latitude_when_asked_east={luck(east, latitude)[1]:.3f}")
print(f"p_longitude_when_asked_north={luck(north, longitude)[1]:.2f}")
