"""多轮对话的账单：每一轮都把前面的历史重发一遍。"""

from math import inf

question, answer = 150, 250  # 每轮的提问与回答，词元
turns, window = 20, 5  # 轮数；只带最近几轮历史
system = 3000  # 换一种情形：每轮开头还有一段这么长的系统提示


def sent(turns, keep=inf, prefix=0):
    """聊 turns 轮，一共发出去多少词元：每轮是 prefix，加最近 keep 轮历史，加这一轮的提问。"""
    return sum(prefix + min(past, keep) * (question + answer) + question for past in range(turns))


per_turn = question + answer
said = per_turn * turns  # 真正说过的话，问与答
everything, recent = sent(turns), sent(turns, window)
doubled, halved = sent(2 * turns), sent(turns // 2)
print(f"{per_turn=}")
print(f"{turns=}")
print(f"{said=}")
print(f"{everything=}")
print(f"doubled={doubled / everything:.1f}")
print(f"halved_saved={1 - halved / everything:.4f}")
print(f"{recent=}")
print(f"saved={1 - recent / everything:.4f}")
with_system = sent(turns, prefix=system)
print(f"{system=}")
print(f"short_doubled_with_system={sent(turns, prefix=system) / sent(turns // 2, prefix=system):.1f}")
print(f"doubled_with_system={sent(2 * turns, prefix=system) / with_system:.1f}")
print(f"saved_with_system={1 - sent(turns, window, system) / with_system:.4f}")
