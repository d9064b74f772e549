"""多轮对话的账单：每一轮都把前面的历史重发一遍。"""

from math import inf

per_turn, turns, window = 400, 20, 5  # 每轮新增的词元、轮数、只带最近几轮


def sent(turns, keep=inf):
    """聊 turns 轮，一共发出去多少词元：第 n 轮带上最近 keep 轮。"""
    return sum(min(n, keep) * per_turn for n in range(1, turns + 1))


said = per_turn * turns  # 真正说过的话
everything, recent = sent(turns), sent(turns, window)
doubled, halved = sent(2 * turns), sent(turns // 2)
print(f"{per_turn=}")
print(f"{turns=}")
print(f"{said=}")
print(f"{everything=}")
print(f"times={everything / said:.1f}")
print(f"doubled={doubled / everything:.1f}")
print(f"halved_saved={1 - halved / everything:.4f}")
print(f"{recent=}")
print(f"saved={1 - recent / everything:.4f}")
