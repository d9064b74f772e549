"""前缀缓存怎样才算命中：逐词元比、按块比、按「缓存前缀单元」比，同样的请求各命中多少。"""

ANSWER, BLOCK = 200, 16  # 每次回答多长；一块多少词元


def text(*parts):
    """("问", 51) → 五十一个词元。不同名字的片段，词元都不同。"""
    return [(name, i) for name, length in parts for i in range(length)]


def common(a, b):
    """两串从头起相同的长度。"""
    return next((i for i, (x, y) in enumerate(zip(a, b)) if x != y), min(len(a), len(b)))


def by_block(prompts, block):
    """与先前某一次（连同回答）的公共前缀里，整块的部分。块长一就是逐词元比。"""
    said = [p + text((f"答{i}", ANSWER)) for i, p in enumerate(prompts)]
    return [max([common(p, old) // block * block for old in said[:i]], default=0) for i, p in enumerate(prompts)]


def by_unit(prompts, every=None):
    """整个单元对上才算。单元落在输入的末尾、输出的末尾、与旧请求的公共前缀（这一次才发现，下一次才用得上），
    以及每隔 every 个词元处。"""
    units, hits, said = [], [], []
    for i, prompt in enumerate(prompts):
        hits.append(max([len(u) for u in units if u == prompt[: len(u)]], default=0))
        whole = prompt + text((f"答{i}", ANSWER))
        ends = [len(prompt), len(whole), *(common(prompt, old) for old in said)]
        ends += range(every, len(prompt), every) if every else []
        units, said = units + [whole[:end] for end in ends], said + [whole]
    return hits


def show(label, prompts):
    """印出三种规则下各次命中的词元数，返回逐词元与按单元的两份。"""
    exact, units = by_block(prompts, block=1), by_unit(prompts)
    cells = f"逐词元 {exact}　按 {BLOCK} 块 {by_block(prompts, BLOCK)}　按单元 {units}"
    print(f"{label}，各长 {[len(p) for p in prompts]}：{cells}")
    return exact, units


system, question = ("系统", 1003), 51
fan = [text(system, (who, question)) for who in "甲乙丙"]
_, (_, second, third) = show("同一个系统提示，三个人各问一句", fan)
first = text(system, ("甲", question))
_, (_, follow_up) = show("同一个人接着问", [first, first + text(("答0", ANSWER), ("再问", question))])
stamp, asked = [(f"时间{i}", 9) for i in range(3)], ("甲", question)
(_, stamped, _), _ = show("时间戳在最前", [text(s, system, asked) for s in stamp])
(_, stamp_late, _), _ = show("时间戳挪到系统提示后面", [text(system, s, asked) for s in stamp])
tools, swap = "查订退", "查退订"
turned = [
    text(*((t, 401) for t in order), (who, question)) for order, who in ((tools, "甲"), (swap, "乙"), (swap, "丙"))
]
(_, swapped, restored), _ = show("工具次序换了一次，以后照新的", turned)
name = ("甲的昵称", 5)
start = text(name, system, asked)
(_, nicknamed), _ = show("昵称在最前，同一个人接着问", [start, start + text(("答0", ANSWER), ("再问", question))])
(_, strangers, _), _ = show(
    "昵称在最前，三个人各问一句", [text((f"昵称{who}", 5), system, (who, question)) for who in "甲乙丙"]
)
(_, dated, _), _ = show("日期在最前，同一天三个人", [text(("今天", 9), system, (who, question)) for who in "甲乙丙"])
THOUGHT = 150  # 回答里有这么多是思考；下一轮的模板把它删掉，只把余下的带上
kept = [("答0", i) for i in range(THOUGHT, ANSWER)]
(_, dropped), _ = show("带思考的回答，下一轮删掉思考", [first, first + kept + text(("再问", question))])
for every in (64, 256, 1024):
    print(f"三个人各问一句，另有每隔 {every} 个的单元：按单元 {by_unit(fan, every)}")

print(f"shared={len(text(system))}")
print(f"{second=}")
print(f"{third=}")
print(f"{follow_up=}")
print(f"{stamped=}")
print(f"{stamp_late=}")
print(f"{swapped=}")
print(f"{restored=}")
print(f"{nicknamed=}")
print(f"{strangers=}")
print(f"{dated=}")
print(f"{dropped=}")
