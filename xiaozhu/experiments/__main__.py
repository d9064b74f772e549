"""做实验，写下结果：python -m xiaozhu.experiments [--again] [名字 ...]。"""

import argparse
import importlib
import json
import sys

from tqdm import tqdm

from xiaozhu import atomic, checkpoint, experiments, terminal


def run(name, folder):
    """做一个实验，每个种子一遍，结果写进 folder。异常：CheckpointError，要用的检查点缺了或坏了。"""
    module = importlib.import_module(f"{experiments.__name__}.{name}")
    made = checkpoint.Made(allowed=module.INPUTS)
    runs = [module.measure(seed, made) for seed in tqdm(experiments.SEEDS, desc=name)]
    tidy = lambda value: value if isinstance(value, str) else round(float(value), 4)
    measured = {key: [tidy(r[key]) for r in runs] for key in runs[0]}
    book = {"seeds": experiments.SEEDS, "origin": experiments.trace(name, module.INPUTS), "measured": measured}
    text = json.dumps(book, ensure_ascii=False, indent=1)
    atomic.write(folder / f"{name}.json", text.encode())


def main():
    terminal.speak_utf8()
    parser = argparse.ArgumentParser(prog="python -m xiaozhu.experiments", description="做实验")
    parser.add_argument("names", nargs="*", metavar="名字", help=f"{'、'.join(experiments.NAMES)}；缺省全部")
    parser.add_argument("--again", action="store_true", help=f"换一台机器重做的，另存在 {experiments.AGAIN}/")
    arguments = parser.parse_args()
    names, folder = arguments.names or experiments.NAMES, experiments.RESULTS
    if arguments.again:
        folder = folder / experiments.AGAIN
        folder.mkdir(exist_ok=True)
    if unknown := set(names) - set(experiments.NAMES):
        sys.exit(f"没有「{'、'.join(unknown)}」这个实验，可选：{'、'.join(experiments.NAMES)}")
    try:
        for name in names:
            run(name, folder)
    except checkpoint.CheckpointError as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
