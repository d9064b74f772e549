"""实验：一个实验一个模块，多个种子，结果存在 xiaozhu/results/。python -m xiaozhu.experiments [名字 ...] 重做。

每个实验的模块有 INPUTS（用到的检查点）与 measure(seed, made)：made[阶段] 取检查点，返回一张 {指标: 数} 的表；
做不出来的照实记。要多几个种子的另写 SEEDS。训练得来的数换 CPU 会在末位飘，正文只引范围。

这里只管读结果，不装载任何一个实验。
"""

import json
from pathlib import Path

from xiaozhu import checkpoint

RESULTS = Path(__file__).parent.parent / "results"
NAMES = sorted(path.stem for path in Path(__file__).parent.glob("[!_]*.py"))
SEEDS = (0, 1, 2)


def result(name):
    """读一个实验的结果 {指标: [各种子的数]}。异常：CheckpointError，没做过或过期了。"""
    path = RESULTS / f"{name}.json"
    if not path.exists():
        raise checkpoint.CheckpointError(f"实验 {name} 还没做：运行 python -m xiaozhu.experiments {name}")
    stored = json.loads(path.read_text("utf-8"))
    if stored["origin"] != trace(name, stored["origin"].get("inputs", {})):
        raise checkpoint.CheckpointError(f"实验 {name} 的代码或检查点变了：运行 python -m xiaozhu.experiments {name}")
    return stored["measured"]


def trace(name, inputs):
    """一个实验如今的来历：哪段代码，inputs 里的各个检查点是哪一份。"""
    book = checkpoint.manifest()
    return {
        "source": checkpoint.source(f"{__name__}.{name}", inputs),
        "inputs": {stage: book[stage]["sha256"] for stage in inputs if stage in book},
    }


def span(name, key, digits=2):
    """一个指标在各种子间的最低与最高，写成「0.26–0.29」；取整之后相同就只写一个。"""
    low, high = (f"{end(result(name)[key]):.{digits}f}" for end in (min, max))
    return low if low == high else f"{low}–{high}"
