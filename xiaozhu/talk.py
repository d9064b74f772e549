"""在终端里与小铸说话：python -m xiaozhu.chat。逐词元写，每个词元旁边是那一步的前五名。"""

import argparse
import math
import os
import sys

import numpy as np

from xiaozhu import checkpoint, sft, terminal
from xiaozhu.autograd import softmax
from xiaozhu.chat import chat_prompt, sample, text_prompt
from xiaozhu.model import Model
from xiaozhu.tokenizer import ASSISTANT, END, USER, UnknownCharacter

STAGES = {"random": "没练过", "pretrain": "基座", "sft": "拜师", "ppo": "对齐", "dpo": "对齐", "grpo": "悟道"}
LONGEST = 24  # 一次最多写几个词元
CONTEXT = 256  # 提示与续写合起来最多几个词元
NAMES = {END: "（收尾）", USER: "（问）", ASSISTANT: "（答）"}


def load(stage):
    """(模型, 分词器)。没教过对话的，借个嵌入给对话标记，不然无从问起。异常：CheckpointError。"""
    if stage not in ("random", "pretrain"):
        return checkpoint.load(stage)
    model, tokenizer = checkpoint.load("pretrain")
    return sft.open_chat(Model.initialize(model.config, 0) if stage == "random" else model, tokenizer), tokenizer


def write(model, tokenizer, prompt, rng, temperature):
    """逐个产出 (词元, 它的概率, 前五名 [(词元, 概率)])，写到收尾（不产出）或写满为止。

    概率是温度为一时的：旋钮改的是怎样抽，不是它怎样想。异常：ValueError，提示太长。
    """
    if len(prompt) > CONTEXT:
        raise ValueError(f"太长了：这一句有 {len(prompt)} 个词元，小铸一次最多读 {CONTEXT} 个")
    shown = lambda i: NAMES.get(tokenizer.vocabulary[i], tokenizer.vocabulary[i])
    ids = list(prompt)
    for _ in range(min(LONGEST, CONTEXT - len(prompt))):
        p = softmax(model.step(np.array([ids]), [])[0].astype(np.float64))
        best = [(shown(i), p[i]) for i in np.argsort(-p)[:5]]
        # 提示以 END 开头，sample 拿它当收尾的记号
        drawn = sample(model, ids, 1, rng, temperature=temperature, longest=1)[0]
        if not drawn:
            return
        ids += drawn
        yield shown(drawn[0]), p[drawn[0]], best


def reply(model, tokenizer, text, arguments, rng):
    """印一句话的回答：一个词元一行，最后连成一句。--short 只印那一句。异常：UnknownCharacter、ValueError。"""
    tokenizer.encode(text)  # 先单独认一遍字：报的是这句话里的第几个，不是连同对话标记的第几个
    prompt = (text_prompt if arguments.text else chat_prompt)(tokenizer, text)
    said = []
    try:
        for token, p, best in write(model, tokenizer, prompt, rng, arguments.temperature):
            said.append(token)
            if not arguments.short:
                print(f"  {token}　{p:.2f}　前五名：{'　'.join(f'{t} {q:.2f}' for t, q in best)}", flush=True)
    except KeyboardInterrupt:  # 只停这一句
        print("（停了）")
    print("".join(said) or "（什么也没写）", flush=True)


def temperature(text):
    """命令行里的温度：不小于零的有限数。"""
    try:
        value = float(text)
    except ValueError:
        value = math.nan
    if not 0 <= value < math.inf:
        raise argparse.ArgumentTypeError(f"温度要是一个不小于零的数，给的是 {text}")
    return value


def parse(argv):
    """命令行参数；写错了只印一行，不印一大段用法。"""
    parser = argparse.ArgumentParser(prog="python -m xiaozhu.chat", description="在终端里与小铸说话", add_help=False)
    parser.error = lambda message: sys.exit(
        f"zhuhun: {message.removeprefix('argument ')}；用法见 python -m xiaozhu.chat --help"
    )
    stages = "、".join(f"{name}（{title}）" for name, title in STAGES.items())
    parser.add_argument("--stage", default="ppo", metavar="阶段", help=f"{stages}；缺省 ppo")
    parser.add_argument("--temperature", type=temperature, default=0.0, metavar="温度", help="缺省零，总取最看好的")
    parser.add_argument("--seed", type=int, default=0, metavar="种子", help="温度不为零时，抽签用的种子")
    parser.add_argument("--text", action="store_true", help="不问它，让它接着写")
    parser.add_argument("--short", action="store_true", help="只印写出的那一句")
    parser.add_argument("--help", action="help", help="印这一段")
    arguments = parser.parse_args(argv)
    if arguments.stage not in STAGES:
        parser.error(f"没有「{arguments.stage}」这个阶段，可选：{stages}")
    return arguments


def main(argv=None):
    """读一行答一行，读到文件尾为止。有哪一行答不了，最后以 1 退出。"""
    terminal.speak_utf8()
    sys.stdin.reconfigure(encoding="utf-8", errors="replace")
    arguments = parse(argv)
    try:
        model, tokenizer = load(arguments.stage)
    except checkpoint.CheckpointError as error:
        sys.exit(f"zhuhun: {error}")
    rng, failed, person = np.random.default_rng(arguments.seed), False, sys.stdin.isatty()
    if person:
        print(
            f"小铸（{STAGES[arguments.stage]}）。它只认识自己那个小世界，试试：成都有啥必去的地方啊。Ctrl+D 或 Ctrl+C 走。"
        )
    try:
        while True:
            if person:
                print("> ", end="", flush=True)
            line = sys.stdin.readline()
            if not line:
                break
            try:
                if text := line.strip():
                    reply(model, tokenizer, text, arguments, rng)
                elif person:
                    print("空行，什么也没问。")
            except (UnknownCharacter, ValueError) as error:
                failed = True
                print(error, file=sys.stdout if person else sys.stderr, flush=True)
    except KeyboardInterrupt:
        print()
        sys.exit(130)
    except BrokenPipeError:  # 接着的命令（如 head）不读了
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
