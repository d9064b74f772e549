"""重铸小铸：python -m xiaozhu.forge [阶段 ...]

从语料铸出全部检查点；铸好且没过期的不再铸，所以中途断了再跑一遍就接着来。
--fresh 点了名的（缺省全部）一律重来；--tiny 铸一个缩小版到别处，走的是同一条路。
"""

import argparse
import hashlib
import json
import sys
import time
from pathlib import Path

from tqdm import tqdm

from xiaozhu import atomic, checkpoint, terminal
from xiaozhu.stages import STAGES

FULL = {name: stage.RECIPE for name, stage in STAGES.items()}
TINY = {  # 同一条路，小到几秒走完
    "pretrain": dict(documents=3000, merges=60, length=64, d=32, ffn=64, steps=200, learning_rate=6e-3),
    "early": dict(documents=3000, length=64, steps=200, learning_rate=6e-3, kept=[10, 40]),
    "sft": dict(lessons=300, steps=150, learning_rate=1e-3),
    "lora": dict(lessons=100, steps=20, learning_rate=1e-2, r=2),
    "preferences": dict(pairs=120),
    "reward": dict(steps=20, learning_rate=1e-3),
    "ppo": dict(steps=3, learning_rate=5e-4, beta=0.5),
    "dpo": dict(steps=20, learning_rate=5e-4, beta=1.0),
    "format": dict(lessons=50, steps=20),
    "grpo": dict(steps=3, learning_rate=5e-4, beta=0.02),
}
RESUMABLE = "pretrain"  # 只有它久到值得存进度


class Forge:
    """一次重铸：往 folder 里写检查点与清单。recipes 是各阶段的配方，如 FULL。"""

    def __init__(self, folder=checkpoint.FOLDER, recipes=FULL, seed=0, quiet=False):
        self.folder, self.recipes, self.seed, self.quiet = Path(folder), recipes, seed, quiet

    # —— 该铸哪些 ——

    def stale(self, stage):
        """这一阶段为什么要重铸；不必则为空。"""
        entry = checkpoint.manifest(self.folder).get(stage)
        if entry is None:
            return "还没铸过"
        if changed := [k for k, v in self._origin(stage).items() if entry.get(k) != v]:
            names = {"source": "源码", "recipe": "配方", "seed": "种子", "inputs": "上一阶段"}
            return f"{'、'.join(names[k] for k in changed)}变了"
        try:
            checkpoint.read(stage, self.folder)
        except checkpoint.CheckpointError as error:
            return str(error)
        return ""

    def _origin(self, stage):
        """来历：由哪段代码、哪份配方、哪个种子、哪些上一阶段铸成。"""
        book, module = checkpoint.manifest(self.folder), STAGES[stage]
        return {
            "source": checkpoint.source(module.__name__, module.INPUTS),
            "recipe": self.recipes[stage],
            "seed": self.seed,
            "inputs": {need: book[need]["sha256"] if need in book else "" for need in module.INPUTS},
        }

    def run(self, stages=STAGES, fresh=False):
        """依次铸 stages 与它们用得到的阶段；没过期的跳过。fresh：点了名的一律重来，断了之后不加 fresh 再跑就接得上。"""
        if fresh:
            self._forget(stages)
        wanted = set(stages)
        for stage in reversed(STAGES):
            if stage in wanted:
                wanted |= set(STAGES[stage].INPUTS)
        for stage in STAGES:
            if stage in wanted:
                reason = self.stale(stage)
                self._say(f"{stage}：{reason or '已铸好'}")
                if reason:
                    self._forge(stage)

    # —— 铸一个 ——

    def _forge(self, stage):
        start, module, settings = time.process_time(), STAGES[stage], dict(self.recipes[stage])
        if stage == RESUMABLE:
            mark = hashlib.sha256(json.dumps(self._origin(stage)).encode()).hexdigest()[:8]
            settings["snapshot"] = self.folder / f"{stage}-{mark}.snapshot.npz"  # 来历变了，就不接旧的进度
        made = checkpoint.Made(self.folder, module.INPUTS)
        data = checkpoint.pack(module.make(made, self.seed, self._bar(stage, settings.get("steps")), **settings))
        entry = {
            "file": module.FILE,
            "bytes": len(data),
            "sha256": hashlib.sha256(data).hexdigest(),
            **self._origin(stage),
            "cpu_seconds": round(time.process_time() - start, 1),
        }
        atomic.write(self.folder / module.FILE, data)
        self._record(checkpoint.manifest(self.folder) | {stage: entry})
        if stage == RESUMABLE:
            self._drop_snapshots()

    def _forget(self, stages):
        """从清单里划掉这些阶段，连同存下的进度：它们从此就是没铸过的。"""
        book = {stage: entry for stage, entry in checkpoint.manifest(self.folder).items() if stage not in stages}
        self._record(book)
        if RESUMABLE in stages:
            self._drop_snapshots()

    def _record(self, book):
        atomic.write(self.folder / "manifest.json", json.dumps(book, ensure_ascii=False, indent=1).encode())

    def _drop_snapshots(self):
        for leftover in self.folder.glob("*.snapshot.npz*"):
            leftover.unlink()

    # —— 说给人听 ——

    def _say(self, text):
        if not self.quiet:
            print(text, flush=True)

    def _bar(self, name, steps):
        """进度条，progress(步, 数) 的样子；没有步数的阶段只显示用了多久。"""
        bar = tqdm(total=steps, desc=name, disable=self.quiet, mininterval=0.5)

        def progress(step, value):
            bar.update(step + 1 - bar.n)
            bar.set_postfix_str(f"{value:.3f}", refresh=False)

        return progress


def main():
    terminal.speak_utf8()
    parser = argparse.ArgumentParser(prog="python -m xiaozhu.forge", description="重铸小铸")
    parser.add_argument("stages", nargs="*", metavar="阶段", help=f"只铸这些：{'、'.join(STAGES)}；缺省全部")
    parser.add_argument("--fresh", action="store_true", help="不管铸没铸过，点了名的（缺省全部）一律重来")
    parser.add_argument("--tiny", metavar="文件夹", help="铸缩小版到这个文件夹")
    arguments = parser.parse_args()
    if unknown := set(arguments.stages) - set(STAGES):
        sys.exit(f"没有「{'、'.join(unknown)}」这个阶段，可选：{'、'.join(STAGES)}")
    forge = Forge(arguments.tiny, TINY) if arguments.tiny else Forge()
    try:
        forge.run(arguments.stages or STAGES, arguments.fresh)
    except KeyboardInterrupt:
        sys.exit("停在半路；不加 --fresh 再跑一遍，就接着铸")
    except checkpoint.CheckpointError as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
