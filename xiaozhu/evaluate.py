"""给一套检查点体检，对照书里的范围。python -m xiaozhu.evaluate [文件夹]

书里的范围来自几个种子各自从头铸到尾（实验 from_scratch）；换一种处理器重铸，数会飘，但应当落在范围的左右。
"""

import argparse
import sys
from pathlib import Path

from xiaozhu import checkpoint, experiments, marks, terminal


def evaluate(folder=checkpoint.FOLDER):
    """{指标: 数}：一个文件夹里的检查点的全部成绩，见 marks.measure。异常：CheckpointError。"""
    recipes = {stage: entry["recipe"] for stage, entry in checkpoint.manifest(folder).items()}
    return marks.measure(checkpoint.Made(folder), recipes)


def bounds(name):
    """书里给这个指标的范围：几个种子的最低与最高，各放宽一倍的跨度（至少 0.05），给没试过的种子与处理器留余地。"""
    values = experiments.result("from_scratch")[name]
    # 五个种子的最低与最高还不是全部可能；只有几个数，跨度本身就是对晃动的估计
    slack = max(max(values) - min(values), 0.05)
    return min(values) - slack, max(values) + slack


def compare(marks):
    """{指标: 成绩} -> [(指标, 成绩, 下限, 上限)]。异常：CheckpointError，范围过期了。"""
    return [(name, value, *bounds(name)) for name, value in marks.items()]


def main():
    terminal.speak_utf8()
    parser = argparse.ArgumentParser(
        prog="python -m xiaozhu.evaluate", description="量一套检查点的成绩，对照书里的范围"
    )
    parser.add_argument("folder", nargs="?", type=Path, default=checkpoint.FOLDER, metavar="文件夹")
    try:
        marks = evaluate(parser.parse_args().folder)
    except checkpoint.CheckpointError as error:
        sys.exit(str(error))
    try:
        report = compare(marks)
    except checkpoint.CheckpointError:
        for name, value in marks.items():
            print(f"　{name:24} {value:6.3f}")
        sys.exit("世界或代码改过，书里的范围不再适用，上面只列成绩")
    for name, value, low, high in report:
        print(f"{'　' if low <= value <= high else '！'}{name:24} {value:6.3f}　范围 {low:.3f} 到 {high:.3f}")
    if outside := [name for name, value, low, high in report if not low <= value <= high]:
        sys.exit(f"{'、'.join(outside)} 不在范围里")


if __name__ == "__main__":
    main()
