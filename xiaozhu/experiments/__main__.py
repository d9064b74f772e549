"""做实验，写下结果：python -m xiaozhu.experiments [名字 ...]。"""

import argparse
import importlib
import json
import sys

from tqdm import tqdm

from xiaozhu import atomic, checkpoint, experiments, terminal


def run(name, seeds=None):
    """做一个实验，每个种子一遍，写下结果。异常：CheckpointError，要用的检查点缺了或坏了。"""
    module = importlib.import_module(f"{experiments.__name__}.{name}")
    seeds = seeds or getattr(module, "SEEDS", experiments.SEEDS)
    made = checkpoint.Made(allowed=module.INPUTS)
    runs = [module.measure(seed, made) for seed in tqdm(seeds, desc=name)]
    tidy = lambda value: value if isinstance(value, str) else round(float(value), 4)
    measured = {key: [tidy(r[key]) for r in runs] for key in runs[0]}
    book = {"seeds": seeds, "origin": experiments.trace(name, module.INPUTS), "measured": measured}
    text = json.dumps(book, ensure_ascii=False, indent=1)
    atomic.write(experiments.RESULTS / f"{name}.json", text.encode())


def main():
    terminal.speak_utf8()
    parser = argparse.ArgumentParser(prog="python -m xiaozhu.experiments", description="做实验")
    parser.add_argument("names", nargs="*", metavar="名字", help=f"{'、'.join(experiments.NAMES)}；缺省全部")
    names = parser.parse_args().names or experiments.NAMES
    if unknown := set(names) - set(experiments.NAMES):
        sys.exit(f"没有「{'、'.join(unknown)}」这个实验，可选：{'、'.join(experiments.NAMES)}")
    try:
        for name in names:
            run(name)
    except checkpoint.CheckpointError as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
