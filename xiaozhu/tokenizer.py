"""字节对编码（BPE）的中文版：从单字起步，每轮把最常相邻的一对并成新词元（Sennrich 2016）。

中文没有空格，标点是唯一的墙：合并不跨标点。
"""

import re
from collections import Counter

END, USER, ASSISTANT = "<|end|>", "<|user|>", "<|assistant|>"
SPECIAL = [END, USER, ASSISTANT]
LONGEST = 4  # 一个词元最多几个字
_WALLS = re.compile("(" + "|".join(map(re.escape, SPECIAL)) + "|[，。！？：（）])")


class UnknownCharacter(ValueError):
    """词表里没有的字。"""


class Tokenizer:
    """文字与词元编号互换。编号 0、1、2 是 SPECIAL 里的三个标记。"""

    def __init__(self, characters, merges):
        self.merges = [tuple(pair) for pair in merges]
        self.vocabulary = SPECIAL + list(characters) + [a + b for a, b in self.merges]
        self._id = {token: i for i, token in enumerate(self.vocabulary)}
        self._rank = {pair: i for i, pair in enumerate(self.merges)}
        self._known = {}

    @classmethod
    def train(cls, texts, merges, spare=""):
        """从语料学 merges 次合并。次数相同时取字典序大的一对，好让结果只由语料决定。

        spare 里的字也进词表：语料里没写到、将来对话会用到的。
        """
        # 同样的小句只并一次，记着它出现几回：语料里的句子大量重复
        clauses = Counter(clause for text in texts for clause in _WALLS.split(text) if clause)
        words = {clause: (list(clause), count) for clause, count in clauses.items()}
        characters, learned = (
            sorted({c for clause in clauses if clause not in SPECIAL for c in clause} | set(spare)),
            [],
        )
        for _ in range(merges):
            pairs = Counter()
            for parts, count in words.values():
                for a, b in zip(parts, parts[1:]):
                    if len(a + b) <= LONGEST:
                        pairs[a, b] += count
            pair, count = max(pairs.items(), key=lambda item: (item[1], item[0]), default=(None, 0))
            if count < 2:  # 只出现一次的不值得记
                break
            learned.append(pair)
            words = {clause: (_merge(parts, pair), n) for clause, (parts, n) in words.items()}
        return cls(characters, learned)

    def encode(self, text):
        """文字 → 编号列表。异常：UnknownCharacter，写明是哪个字、在第几个。"""
        return [i for clause in _WALLS.split(text) if clause for i in self._encode_clause(clause, text)]

    def decode(self, ids):
        """编号列表 → 文字，三个标记也照写。"""
        return "".join(self.vocabulary[i] for i in ids)

    def _encode_clause(self, clause, text):
        if clause not in self._known:
            parts = [clause] if clause in SPECIAL else list(clause)
            # 先学的合并先用：合并的次序就是训练时的次序，换个次序会切出别的词元
            while pairs := [p for p in zip(parts, parts[1:]) if p in self._rank]:
                parts = _merge(parts, min(pairs, key=self._rank.get))
            for part in parts:
                if part not in self._id:
                    raise UnknownCharacter(
                        f"小铸不认识「{part}」（第 {text.index(part) + 1} 个字），它只认识 {len(self._id)} 个词元里的字"
                    )
            self._known[clause] = [self._id[part] for part in parts]
        return self._known[clause]


def _merge(parts, pair):
    """把 parts 里每处相邻的 pair 并成一个，从左到右。"""
    merged, i = [], 0
    while i < len(parts):
        if tuple(parts[i : i + 2]) == pair:
            merged.append(parts[i] + parts[i + 1])
            i += 2
        else:
            merged.append(parts[i])
            i += 1
    return merged
