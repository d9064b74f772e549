"""实验：一个实验一个模块，多个种子，结果存在 xiaozhu/results/。python -m xiaozhu.experiments [名字 ...] 重做。

每个实验的模块有 INPUTS（用到的检查点）与 measure(seed, made)：made[阶段] 取检查点，返回一张 {指标: 数} 的表；
做不出来的照实记。种子的范围管不了换机器（处理器不同，末位就可能不同），所以每个实验换一台机器重做了一遍，
存在 results/again/，书里引的范围把两份合起来。

这里只管读结果，不装载任何一个实验。
"""

import functools
import json
from pathlib import Path

from xiaozhu import checkpoint

RESULTS = Path(__file__).parent.parent / "results"
AGAIN = "again"  # RESULTS 里的一个文件夹：换一台机器重做的
NAMES = sorted(path.stem for path in Path(__file__).parent.glob("[!_]*.py"))
SEEDS = (0, 1, 2)


def result(name):
    """读一个实验的结果 {指标: [各遍的数]}：每个种子一遍，两台机器上的接在一起。异常：CheckpointError，没做过或过期了。"""
    first, again = parts(name)
    return {key: values + again[key] for key, values in first.items()}


def parts(name):
    """两台机器上各自的结果，两张 {指标: [各种子的数]}；没重做过的，后一张全是空的。异常：同 result。"""
    path = RESULTS / f"{name}.json"
    if not path.exists():
        raise checkpoint.CheckpointError(f"实验 {name} 还没做：运行 python -m xiaozhu.experiments {name}")
    first = _measured(path, f"运行 python -m xiaozhu.experiments {name}")
    path = RESULTS / AGAIN / f"{name}.json"
    again = _measured(path, f"在另一台机器上运行 python -m xiaozhu.experiments --again {name}") if path.exists() else {}
    return first, {key: again.get(key, []) for key in first}


def _measured(path, command):
    stored = json.loads(path.read_text("utf-8"))
    if stored["origin"] != trace(path.stem, stored["origin"].get("inputs", {})):
        raise checkpoint.CheckpointError(f"实验 {path.stem} 的代码或检查点变了：{command}")
    return stored["measured"]


def trace(name, inputs):
    """一个实验如今的来历：哪段代码，inputs 里的各个检查点是哪一份。"""
    book = checkpoint.manifest()
    return {
        "source": _source(name, bool(inputs)),
        "inputs": {stage: book[stage]["sha256"] for stage in inputs if stage in book},
    }


@functools.cache  # 一个片段要取同一个实验几十次，每次翻一遍源码要十毫秒；一个进程里源码不会变
def _source(name, inputs):
    return checkpoint.source(f"{__name__}.{name}", inputs)


def span(name, key, digits=2):
    """一个指标在各遍之间的最低与最高，写成「0.26–0.29」；取整之后相同就只写一个。"""
    low, high = (f"{end(result(name)[key]):.{digits}f}" for end in (min, max))
    return low if low == high else f"{low}–{high}"
