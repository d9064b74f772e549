"""能跑的小检索：关键词（BM25）、小向量（潜在语义分析）、两者的名次融合。语料是本书前三部的一份快照。

python -m bookkit.retrieval 重做快照（snippets/knowledge/corpus.json）。快照钉住语料：不钉住，改一页正文，检索的数就跟着飘。
"""

import json
import re
import sys
from collections import Counter, defaultdict
from math import log

import numpy as np

from bookkit import ROOT

SNAPSHOT = ROOT / "snippets" / "knowledge" / "corpus.json"
QUESTIONS = ROOT / "snippets" / "knowledge" / "questions.json"
PAGES = [
    "rnn",
    "attention",
    "position",
    "block",
    "tokenization",
    "embedding",
    "inference",
    "sampling",
    "learning",
    "pretraining",
    "scaling",
    "sft",
    "alignment",
    "reasoning",
]


def snapshot():
    """把前三部的正文剥成纯文字，一节一条，写进快照。表格留着，片段、图与脚注不要。"""
    rows = []
    for page in PAGES:
        text = (ROOT / "docs" / f"{page}.md").read_text("utf-8")
        text = re.sub(
            r"\A---.*?---\n|^```.*?^```|^ *--8<--.*?$|^\[\^.*?$|<figure.*?</figure>", "", text, flags=re.S | re.M
        )
        text = re.sub(r"\[\^[^\]]*\]", "", re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", text))
        text = re.sub(r"[*`|$]|^[!?]{3}\+? *\w+|^#+ |^ +", "", re.sub(r"^## ", "\0", text, flags=re.M), flags=re.M)
        rows += [{"page": page, "text": re.sub(r"\s*\n\s*", "\n", part).strip()} for part in text.split("\0")]
    body = ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
    SNAPSHOT.write_text(f"[\n{body}\n]\n", "utf-8", newline="\n")


def corpus():
    """快照：[(页, 一节的文字)]。"""
    return [(row["page"], row["text"]) for row in json.loads(SNAPSHOT.read_text("utf-8"))]


def questions(batch="首批"):
    """考题：[(种类, 问法, 答案里会有的几句话，有一句就算)]。问法写在看检索结果之前，没有为结果改过。

    首批与另批由两个人分头出，另批出题时没看过首批的成绩，切块大小、维数也没拿它调过；空白是书里没有答案的。
    """
    return [
        (q["kind"], q["ask"], q["answers"]) for q in json.loads(QUESTIONS.read_text("utf-8")) if q["batch"] == batch
    ]


def chunks(size, overlap=0, parse=str):
    """把每一节切成至多 size 个字一块，不跨节，相邻两块重叠 overlap 个字。parse：切之前先把一节改成什么样。"""
    kept = [parse(text) for _, text in corpus()]
    return [text[i : i + size] for text in kept for i in range(0, max(len(text) - overlap, 1), size - overlap)]


def read(texts, ranked, budget, most=None):
    """照 ranked 的次序往下拿，装满 budget 个字、或拿够 most 块为止，读进去的就是这几块。"""
    taken = []
    for i in ranked[:most]:
        if taken and sum(map(len, taken)) + len(texts[i]) > budget:
            break
        taken.append(texts[i])
    return taken


def within(texts, answers):
    """这几块里有没有答案。"""
    return any(answer in text for text in texts for answer in answers)


def terms(text):
    """西文词与数字按词，汉字按相邻两个字；BM25 不切中文等于不能用。"""
    runs = re.findall(r"[a-z0-9.]+|[一-鿿]+", text.lower())
    return [
        t for run in runs for t in ([run] if run[0] < "一" else [run[i : i + 2] for i in range(max(len(run) - 1, 1))])
    ]


class Keywords:
    """BM25：词在块里出现几次、多稀罕、块多长。k 与 b 取常用的值；split 是切词的办法。"""

    def __init__(self, texts, k=1.5, b=0.75, split=terms):
        self.split = split
        self.counts = [Counter(split(text)) for text in texts]
        lengths = np.array([sum(c.values()) for c in self.counts])
        self.norm = k * (1 - b + b * lengths / lengths.mean())
        self.where = defaultdict(list)  # 倒排表：哪个词在哪几块、各几次；只算这几块，才快
        for i, count in enumerate(self.counts):
            for term, n in count.items():
                self.where[term].append((i, n))
        self.k = k

    def score(self, question):
        """(块数,)：每块的分。"""
        total = np.zeros(len(self.counts))
        for term in sorted(set(self.split(question)) & self.where.keys()):
            places, hits = np.array(self.where[term]).T
            rarity = log(1 + (len(total) - len(hits) + 0.5) / (len(hits) + 0.5))
            total[places] += rarity * hits * (self.k + 1) / (hits + self.norm[places])
        return total


class Vectors:
    """潜在语义分析：字对的加权计数投到 size 维，比夹角。是小向量，不能代表大模型的嵌入。"""

    def __init__(self, texts, size=64):
        counted = [Counter(terms(text)) for text in texts]
        seen = Counter(t for c in counted for t in c)
        self.index = {t: i for i, t in enumerate(sorted(t for t, n in seen.items() if n > 1))}
        self.weight = np.array([log(len(texts) / seen[t]) for t in self.index])
        matrix = np.stack([self.count(c) for c in counted])
        values, left = np.linalg.eigh(matrix @ matrix.T)
        self.project = matrix.T @ left[:, -size:] / np.sqrt(values[-size:])
        self.places = self.unit(matrix @ self.project)

    def count(self, counter):
        row = np.zeros(len(self.index))
        for term, n in counter.items():
            if term in self.index:
                row[self.index[term]] = (1 + log(n)) * self.weight[self.index[term]]
        return row / (np.linalg.norm(row) + 1e-9)

    def unit(self, x):
        return x / (np.linalg.norm(x, axis=-1, keepdims=True) + 1e-9)

    def score(self, question):
        """(块数,)：余弦。"""
        return self.places @ self.unit(self.count(Counter(terms(question))) @ self.project)


def order(scores):
    """从高到低的次序；一样高的按原来的次序。"""
    return np.argsort(-scores, kind="stable")


def fuse(*scores, k=60):
    """倒数名次融合：每种排法里排第 n 的得 1/(k+n) 分，相加。出处：Cormack 等 2009。"""
    total = np.zeros(len(scores[0]))
    for ranked in map(order, scores):
        total[ranked] += 1 / (k + 1 + np.arange(len(ranked)))
    return total


if __name__ == "__main__":
    sys.exit(snapshot())
