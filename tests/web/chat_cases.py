"""<soul-chat> 与 <soul-tokens>：真的小铸，浏览器里用的那一份，Python 算出的前五名、贪心续写与合并的每一步。"""

import numpy as np

from bookkit import hooks
from tests.xiaozhu.browser_model import restored
from xiaozhu import chat, checkpoint
from xiaozhu.autograd import softmax
from xiaozhu.tokenizer import ASSISTANT, END, USER

ASKS = [
    ("ask", "成都有啥必去的地方啊"), ("ask", "请推荐成都必去景点（书面报告用）"), ("ask", "南北方向上，成都比昆明更靠哪"),
    ("text", "今天来成都出差了。"), ("text", "南北方向上，成都比昆明"), ("text", ""), ("ask", ""), ("text", "。。（成都）"),
]  # fmt: skip
TEXTS = ["", "今天来成都出差了。", "请推荐成都必去景点（书面报告用）", "熊猫基地熊猫基地", "。。（成都）"]


def cases():
    """files 是导出的模型；replies 是 {阶段: [一问一答]}；merges 是 {文字: 每一步的词元}。"""
    base, tokenizer = checkpoint.load("pretrain")
    names = ("step_0", "step_200", "pretrain", "sft", "grpo")
    files = {name: hooks.models()[name] for name in names}
    models = {name: restored(base, file) for name, file in files.items()}
    return {
        "files": files,
        "replies": {name: [reply(model, tokenizer, *ask) for ask in ASKS] for name, model in models.items()},
        "merges": {text: merges(tokenizer, text) for text in TEXTS},
    }


def reply(model, tokenizer, kind, text, longest=24):
    """一问一答：前五名与贪心续写。"""
    prompt = (chat.chat_prompt if kind == "ask" else chat.text_prompt)(tokenizer, text)
    p = softmax(model.step(np.array([prompt]), [])[0])
    best = np.argsort(-p, kind="stable")[:5]
    written = chat.sample(model, prompt, 1, np.random.default_rng(0), temperature=0, longest=longest)[0]
    names = {END: "（收尾）", USER: "（问）", ASSISTANT: "（答）"}
    shown = lambda i: names.get(tokenizer.vocabulary[i], tokenizer.vocabulary[i])
    return {
        "kind": kind, "text": text, "top": [[shown(i), float(p[i])] for i in best],
        "tokens": [shown(i) for i in written], "ended": len(written) < longest,
    }  # fmt: skip


def merges(tokenizer, text):
    """只学了前几次合并的分词器各切一遍：切法变了的，就是那一次合并的结果。"""
    steps = []
    for learnt in range(len(tokenizer.merges) + 1):
        size = len(tokenizer.vocabulary) - len(tokenizer.merges)
        part = type(tokenizer)(tokenizer.vocabulary[3:size], tokenizer.merges[:learnt])
        tokens = [part.vocabulary[i] for i in part.encode(text)]
        if not steps or tokens != steps[-1]:
            steps.append(tokens)
    return steps
