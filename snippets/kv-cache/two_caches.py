"""两种缓存各省什么：请求内的（写下一个词元时不重读前文）与跨请求的（下一轮不重读上一轮），按乘加算一段多轮对话。"""

LAYERS, WIDTH, PARAMETERS = 32, 4096, 8e9  # 80 亿参数的模型
SYSTEM, QUESTION, ANSWER, TURNS = 1000, 150, 250, 10


def read(start, end):
    """前 start 个已有缓存，再读进直到第 end 个：每个词元把参数过一遍，再看前面每一个（键与值各一遍）。"""
    looked = (start + end) * (end - start) / 2  # 第 t 个词元看 t 个
    return (end - start) * PARAMETERS + LAYERS * 2 * WIDTH * looked


def conversation(within, across, turns=TURNS, answer=ANSWER):
    """整段对话的乘加。within：写一个词元只读新的那个；across：上一轮读过写过的，这一轮不再读。"""
    total = seen = 0
    for _ in range(turns):
        start = seen if across else 0
        prompt = (seen or SYSTEM) + QUESTION
        if within:
            total += read(start, prompt + answer)  # 读完提示，逐个往下写
        else:
            total += sum(read(start, prompt + i) for i in range(1, answer + 1))  # 每写一个，从头再读一遍
        seen = prompt + answer
    return total


def inner_saves(answer=ANSWER):
    """请求内的缓存省几倍。"""
    return conversation(False, False, answer=answer) / conversation(True, False, answer=answer)


def across_saves(turns=TURNS):
    """再加跨请求的，又省几倍。"""
    return conversation(True, False, turns) / conversation(True, True, turns)


for label, which in (("都没有", (False, False)), ("只有请求内", (True, False)), ("再加跨请求", (True, True))):
    print(f"{label}：{conversation(*which) / 1e12:.0f} 万亿次乘加")
once, word, double = 1, 1, 2 * TURNS
for turns in (once, 5, TURNS, 40):
    print(f"聊 {turns} 轮：跨请求的再省 {across_saves(turns):.3f} 倍")
for answer in (word, 10, ANSWER, 1000):
    print(f"每轮答 {answer} 个词元：请求内的省 {inner_saves(answer):.3f} 倍")

first = conversation(False, False) / conversation(False, True)
then = conversation(False, True) / conversation(True, True)
print(f"调换先后：先开跨请求省 {first:.3f} 倍，再开请求内省 {then:.3f} 倍")
print(f"turns={TURNS}")
print(f"answer={ANSWER}")
print(f"inner_saves={inner_saves():.0f} 倍")
print(f"across_saves={across_saves():.1f} 倍")
print(f"across_first={first:.1f} 倍")
print(f"inner_second={then:.0f} 倍")
print(f"one_turn={across_saves(once):.2f} 倍")  # 对照：只聊一轮，跨请求的一点不省
print(f"one_word={inner_saves(word):.2f} 倍")  # 对照：只答一个词元，请求内的一点不省
print(f"inner_doubled={conversation(True, False, double) / conversation(True, False):.1f} 倍")
print(f"both_doubled={conversation(True, True, double) / conversation(True, True):.1f} 倍")
