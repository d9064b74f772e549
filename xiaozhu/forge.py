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

import numpy as np
from tqdm import tqdm

from xiaozhu import checkpoint, dpo, grpo, ppo, reward, sft, train, world
from xiaozhu.model import Config, Model
from xiaozhu.tokenizer import Tokenizer
from xiaozhu.world import Sampler

FULL = {  # 每个阶段的配方，记进清单；改了它，那个阶段就要重铸
    "pretrain": dict(documents=80_000, merges=150, length=64, d=64, ffn=128, steps=4000, learning_rate=6e-3),
    "sft": dict(lessons=1000, steps=200, learning_rate=1e-3),
    "lora": dict(lessons=1000, steps=600, learning_rate=1e-2, r=4),
    "preferences": dict(pairs=3000),
    "reward": dict(steps=200, learning_rate=1e-3),
    "ppo": dict(steps=120, learning_rate=5e-4, beta=0.5),
    "dpo": dict(steps=800, learning_rate=5e-4, beta=1.0),
    "format": dict(lessons=200, steps=120),
    "grpo": dict(steps=100, learning_rate=5e-4, beta=0.02),
}
TINY = {  # 同一条路，小到几秒走完
    "pretrain": dict(documents=3000, merges=60, length=64, d=32, ffn=64, steps=200, learning_rate=6e-3),
    "sft": dict(lessons=300, steps=150, learning_rate=1e-3),
    "lora": dict(lessons=100, steps=20, learning_rate=1e-2, r=2),
    "preferences": dict(pairs=120),
    "reward": dict(steps=20, learning_rate=1e-3),
    "ppo": dict(steps=3, learning_rate=5e-4, beta=0.5),
    "dpo": dict(steps=20, learning_rate=5e-4, beta=1.0),
    "format": dict(lessons=50, steps=20),
    "grpo": dict(steps=3, learning_rate=5e-4, beta=0.02),
}
_CORE = ("world", "tokenizer", "autograd", "rope", "model", "train")
STAGES = {  # 阶段 → (要用到的阶段, 与结果有关的模块)
    "pretrain": ((), _CORE),
    "sft": (("pretrain",), (*_CORE, "chat", "sft")),
    "lora": (("pretrain",), (*_CORE, "chat", "sft")),
    "preferences": (("sft",), (*_CORE, "chat", "sft", "reward")),
    "reward": (("sft", "preferences"), (*_CORE, "chat", "sft", "reward")),
    "ppo": (("sft", "reward"), (*_CORE, "chat", "sft", "reward", "ppo")),
    "dpo": (("sft", "preferences"), (*_CORE, "chat", "sft", "reward", "dpo")),
    "format": (("pretrain",), (*_CORE, "chat", "sft", "reward", "ppo", "grpo")),
    "grpo": (("format",), (*_CORE, "chat", "sft", "reward", "ppo", "grpo")),
}


class Forge:
    """一次重铸：往 folder 里写检查点与清单。recipes 是各阶段的配方，如 FULL。"""

    def __init__(self, folder=checkpoint.FOLDER, recipes=FULL, seed=0, quiet=False):
        self.folder, self.recipes, self.seed, self.quiet = Path(folder), recipes, seed, quiet

    def stale(self, stage):
        """这一阶段为什么要重铸；不必则为空。"""
        entry = checkpoint.manifest(self.folder).get(stage)
        if entry is None:
            return "还没铸过"
        if changed := [k for k, v in self._origin(stage).items() if entry.get(k) != v]:
            return f"{'、'.join({'source': '源码', 'recipe': '配方', 'seed': '种子', 'inputs': '上一阶段'}[k] for k in changed)}变了"
        try:
            checkpoint.read(stage, self.folder)
        except checkpoint.CheckpointError as error:
            return str(error)
        return ""

    def _origin(self, stage):
        """来历：由哪段代码、哪份配方、哪个种子、哪些上一阶段铸成。"""
        book, (needs, modules) = checkpoint.manifest(self.folder), STAGES[stage]
        return {
            "source": checkpoint.source_digest(modules), "recipe": self.recipes[stage], "seed": self.seed,
            "inputs": {need: book[need]["sha256"] if need in book else "" for need in needs},
        }  # fmt: skip

    def run(self, stages=STAGES, fresh=False):
        """依次铸 stages 与它们用得到的阶段；没过期的跳过。fresh：点了名的一律重来，断了之后不加 fresh 再跑就接得上。"""
        if fresh:
            self._forget(stages)
        wanted = set(stages)
        for stage in reversed(STAGES):
            if stage in wanted:
                wanted |= set(STAGES[stage][0])
        for stage in STAGES:
            if stage in wanted:
                reason = self.stale(stage)
                self._say(f"{stage}：{reason or '已铸好'}")
                if reason:
                    self._forge(stage)

    def _forget(self, stages):
        """从清单里划掉这些阶段，连同预训练存下的进度：它们从此就是没铸过的。"""
        book = {stage: entry for stage, entry in checkpoint.manifest(self.folder).items() if stage not in stages}
        self._record(book)
        if "pretrain" in stages:
            self._drop_snapshots()

    def _record(self, book):
        checkpoint.write(self.folder / "manifest.json", json.dumps(book, ensure_ascii=False, indent=1).encode())

    def _drop_snapshots(self):
        for leftover in self.folder.glob("*.snapshot.npz"):
            leftover.unlink()

    def _forge(self, stage):
        start = time.process_time()
        data, suffix = getattr(self, stage)(**self.recipes[stage])
        entry = {
            "file": f"{stage}.{suffix}", "bytes": len(data), "sha256": hashlib.sha256(data).hexdigest(),
            **self._origin(stage), "cpu_seconds": round(time.process_time() - start, 1),
        }  # fmt: skip
        checkpoint.write(self.folder / entry["file"], data)
        self._record(checkpoint.manifest(self.folder) | {stage: entry})

    def _say(self, text):
        if not self.quiet:
            print(text, flush=True)

    def _bar(self, name, steps):
        bar = tqdm(total=steps, desc=name, disable=self.quiet, mininterval=0.5)

        def progress(step, value):
            bar.update(step + 1 - bar.n)
            bar.set_postfix_str(f"{value:.3f}", refresh=False)

        return progress

    # —— 各阶段：配方进，(字节, 后缀) 出 ——

    def pretrain(self, documents, merges, length, d, ffn, steps, learning_rate):
        texts = [text for text, _ in world.sample(documents, self.seed)]
        tokenizer = Tokenizer.train(texts[:20_000], merges, world.SPARE)
        model = Model.initialize(Config(len(tokenizer.vocabulary), d=d, ffn=ffn), self.seed)
        rows = train.pack(tokenizer, texts, length)
        origin = hashlib.sha256(json.dumps(self._origin("pretrain")).encode()).hexdigest()
        snapshot = self.folder / f"pretrain-{origin[:8]}.snapshot.npz"  # 来历变了，就不接旧的进度
        train.train(
            model, rows, steps, learning_rate, self.seed, progress=self._bar("预训练", steps), snapshot=snapshot
        )
        self._drop_snapshots()
        return checkpoint.pack(model, tokenizer), "npz"

    def _lessons(self, n):
        pick = Sampler(100 + self.seed)
        return [sft.lesson(pick) for _ in range(n)]

    def sft(self, lessons, steps, learning_rate):
        base, tokenizer = checkpoint.load("pretrain", self.folder)
        settings = dict(steps=steps, learning_rate=learning_rate, progress=self._bar("微调", steps))
        model, _ = sft.fine_tune(base, tokenizer, self._lessons(lessons), self.seed, **settings)
        return checkpoint.pack(model, tokenizer), "npz"

    def lora(self, lessons, steps, learning_rate, r):
        base, tokenizer = checkpoint.load("pretrain", self.folder)
        settings = dict(steps=steps, learning_rate=learning_rate, only=sft.is_lora, progress=self._bar("LoRA", steps))
        model, _ = sft.fine_tune(
            sft.add_lora(base, r, self.seed), tokenizer, self._lessons(lessons), self.seed, **settings
        )
        return checkpoint.pack(model, tokenizer), "npz"

    def preferences(self, pairs):
        model, tokenizer = checkpoint.load("sft", self.folder)
        collected = reward.collect_preferences(model, tokenizer, sft.SEEN, pairs, np.random.default_rng(10 + self.seed))
        return json.dumps(collected, ensure_ascii=False, indent=0).encode(), "json"

    def _preferences(self):
        return json.loads(checkpoint.read("preferences", self.folder))

    def reward(self, steps, learning_rate):
        model, tokenizer = checkpoint.load("sft", self.folder)
        settings = dict(steps=steps, learning_rate=learning_rate, progress=self._bar("奖励模型", steps))
        return checkpoint.pack(
            reward.train_reward(model, tokenizer, self._preferences(), self.seed, **settings), tokenizer
        ), "npz"

    def ppo(self, steps, learning_rate, beta):
        reference, tokenizer = checkpoint.load("sft", self.folder)
        judge, _ = checkpoint.load("reward", self.folder)
        settings = dict(learning_rate=learning_rate, progress=self._bar("PPO", steps))
        points = ppo.model_reward(judge, tokenizer)
        policy, _ = ppo.ppo(reference, reference, tokenizer, points, sft.SEEN, steps, beta, 40 + self.seed, **settings)
        return checkpoint.pack(policy, tokenizer), "npz"

    def dpo(self, steps, learning_rate, beta):
        reference, tokenizer = checkpoint.load("sft", self.folder)
        settings = dict(steps=steps, beta=beta, learning_rate=learning_rate, progress=self._bar("DPO", steps))
        return checkpoint.pack(
            dpo.dpo(reference, reference, tokenizer, self._preferences(), self.seed, **settings), tokenizer
        ), "npz"

    def format(self, lessons, steps):
        base, tokenizer = checkpoint.load("pretrain", self.folder)
        model = grpo.teach_format(base, tokenizer, grpo.tasks(hidden=False), lessons, self.seed, steps=steps)
        return checkpoint.pack(model, tokenizer), "npz"

    def grpo(self, steps, learning_rate, beta):
        reference, tokenizer = checkpoint.load("format", self.folder)
        settings = dict(learning_rate=learning_rate, progress=self._bar("GRPO", steps))
        policy, _ = grpo.grpo(
            reference, reference, tokenizer, grpo.tasks(hidden=False), steps, beta, self.seed, **settings
        )
        return checkpoint.pack(policy, tokenizer), "npz"


def main():
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
