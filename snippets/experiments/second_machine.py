"""同样的代码、检查点与种子，换一台机器重做每个实验：几项变了，变了的有没有跑出头一台几个种子的范围。"""

from xiaozhu import origin
from xiaozhu.experiments import NAMES, parts


def moved(name):
    """(一共几项, 几项变了, 几个数跑出了范围, 一共几个数)；不是数的（如写出的一句话）不算。"""
    first, again = parts(name)
    numbers = {key: values for key, values in first.items() if isinstance(values[0], float)}
    changed = sum(again[key] != values[: len(again[key])] for key, values in numbers.items())
    out = sum(not min(values) <= value <= max(values) for key, values in numbers.items() for value in again[key])
    return len(numbers), changed, out, sum(len(again[key]) for key in numbers)


print("变了几项／共几项　跑出范围的几个／共几个　实验")
found = {name: moved(name) for name in NAMES}
for name, (total, changed, out, values) in found.items():
    print(f"{changed:4}/{total:<4}　{out:4}/{values:<4}　{name}")
drawing = {
    n for n in NAMES if "xiaozhu.rollout" in origin.closure(f"xiaozhu.experiments.{n}")
}  # 用到边抽边练那段代码的


def rate(names):
    """这几个实验里，跑出范围的数占多少。"""
    return sum(found[n][2] for n in names) / sum(found[n][3] for n in names)


print(f"redone={len(found)}")
print(f"same={sum(not changed for _, changed, _, _ in found.values())}")  # 一字不差的
print(f"out={rate(NAMES):.1%}")
print(f"drawing={len(drawing)}")
print(f"drawing_out={rate(drawing):.1%}")
print(f"rest_out={rate(set(NAMES) - drawing):.1%}")
