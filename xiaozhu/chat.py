"""与小铸对话：对话模板、采样、以及「它有多大机会这样答」的精确概率。"""

from numbers import Real

import numpy as np

from xiaozhu.autograd import softmax
from xiaozhu.tokenizer import ASSISTANT, END, USER
from xiaozhu.train import negative_log_likelihood


def chat_prompt(tokenizer, question):
    """对话模板：END、USER、问题、ASSISTANT；回答从这里接着写。"""
    return tokenizer.encode(f"{END}{USER}{question}{ASSISTANT}")


def text_prompt(tokenizer, text):
    """续写：END 之后直接是正文。"""
    return tokenizer.encode(END + text)


def answer_probability(model, prompt, answers):
    """{名字: 编号列表} 里的每个续写，在 prompt 之后被逐词元写出的概率，{名字: 概率}。

    是精确值，不是抽样估计；没带收尾的 END，就是「以它开头」的概率。
    """
    whole = negative_log_likelihood(model, [prompt + ids for ids in answers.values()])
    alone = negative_log_likelihood(model, [prompt])[0]
    return dict(zip(answers, np.exp(alone - whole)))


def sample(model, prompt, n, rng, *, temperature=1.0, longest=24):
    """对同一个 prompt 抽 n 个回答，各为编号列表（不含结尾的 END）。温度零是贪心，温度小到极限也归于贪心。

    rng 是 numpy 的 Generator；写满 longest 个词元还没收尾就截断。
    异常：ValueError，温度是负的，或不是一个有限的数。
    """
    if not (isinstance(temperature, Real) and 0 <= temperature < np.inf):
        raise ValueError(f"温度要是一个不小于零的数，给的是 {temperature}")
    end = prompt[0]  # 每段都以 END 开头
    cache = []
    logits = model.step(np.tile(prompt, (n, 1)), cache)
    # n 个回答一起往前走；先写完的也照算，只是不再收它的词元
    answers, going = [[] for _ in range(n)], np.ones(n, bool)
    for _ in range(longest):
        if temperature:
            # 先减最大值再除：温度极小时，先除会得到无穷减无穷
            below = logits.astype(np.float64) - logits.max(1, keepdims=True)
            with np.errstate(over="ignore"):
                p = softmax(below / temperature)
            # 往 [0, 1) 扔一镖，落在哪一段就取哪个词元
            token = (p.cumsum(1) > rng.random((n, 1))).argmax(1)
        else:
            token = logits.argmax(1)
        going &= token != end
        if not going.any():
            break
        for i in np.flatnonzero(going):
            answers[i].append(int(token[i]))
        logits = model.step(token[:, None], cache)
    return answers


if __name__ == "__main__":
    import runpy

    # 不用 import：来历顺着它走，改一改终端里的样子，检查点就都算过期了
    runpy.run_module("xiaozhu.talk", run_name="__main__")
