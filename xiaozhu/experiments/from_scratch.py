"""整条路从头铸几遍：哪些结论站得住，哪些数会晃。书里的范围与体检的范围都从这里来。"""

from xiaozhu import marks
from xiaozhu.stages import STAGES

INPUTS = ()
SEEDS = (0, 1, 2, 3, 4)  # 它给体检定范围，多铸几遍


def measure(seed, made):
    """各阶段依次铸在内存里，再量全部成绩，见 marks.measure。"""
    forged = {}
    for name, stage in STAGES.items():
        forged[name] = stage.make(forged, seed, **stage.RECIPE)
    return marks.measure(forged, {name: stage.RECIPE for name, stage in STAGES.items()})
