"""窗口满了又不报错，丢的是谁：从开头丢、砍掉一半、留住系统提示再丢最旧的，聊到第几轮各还剩什么。

每一段的长度是示意；三种丢法照着本地推理软件常见的几种写，没有照哪一家的代码。
"""

WINDOW, ANSWER = 4096, 300  # 默认窗口；留给回答的
SYSTEM, QUESTION = 600, 120
NEED = 2  # 这道题要用到第几轮里说过的事


def conversation(turn):
    """到第 turn 轮提问为止发出去的：[(名字, 词元数)]。"""
    said = [("系统", SYSTEM)]
    for i in range(1, turn):
        said += [(f"问{i}", QUESTION), (f"答{i}", ANSWER)]
    return [*said, (f"问{turn}", QUESTION)]


def from_the_front(said, room):
    """从最前面一段段丢，丢到装得下。真按词元砍的，会在第一段的半截处开头。"""
    while sum(n for _, n in said) > room:
        said = said[1:]
    return said


def halve(said, room):
    """一超就只留后一半窗口。"""
    return from_the_front(said, room if sum(n for _, n in said) <= room else WINDOW // 2)


def keep_system(said, room):
    """系统提示不动，从最旧的一轮丢起。"""
    return said[:1] + from_the_front(said[1:], room - SYSTEM)


room, turns = WINDOW - ANSWER, range(1, 40)
RULES = {"从开头丢": from_the_front, "只留一半": halve, "留住系统提示": keep_system}
size = lambda parts: sum(n for _, n in parts)


def lost(rule, name):
    """说过之后，从第几轮起 name 这一段读不到了；一直读得到则为 None。"""
    there = [name in dict(rule(conversation(turn), room)) for turn in turns]
    return next((turn for turn in turns if True in there[:turn] and not there[turn - 1]), None)


full = next(turn for turn in turns if size(conversation(turn)) > room)
fact = f"答{NEED}"
for label, rule in RULES.items():
    system, needed = lost(rule, "系统"), lost(rule, fact)
    print(f"{label}：系统提示{f'第 {system} 轮起丢' if system else '一直在'}，第 {NEED} 轮的回答第 {needed} 轮起丢")
    for turn in (full - 1, full, turns[-1]):
        sent = rule(conversation(turn), room)
        print(f"　第 {turn:2} 轮：发出 {size(conversation(turn))}，读到 {size(sent)}，开头是「{sent[0][0]}」")

print(f"window={WINDOW}")
print(f"full={full}")
print(f"system_lost={lost(from_the_front, '系统')}")
print(f"fact_lost={lost(from_the_front, fact)}")
print(f"halved_fact_lost={lost(halve, fact)}")
print(f"halved_read={size(halve(conversation(full), room))}")
print(f"kept_fact_lost={lost(keep_system, fact)}")  # 对照：留住系统提示，代价是别的丢得更早
