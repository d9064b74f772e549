"""埋几条事实，考一考你的摘要：对、漏、配错，分开记。"""

from random import Random

PEOPLE = ["王芳", "李强", "张敏", "刘洋", "陈静", "杨军"]
ITEMS = ["花生", "牛奶", "虾", "芒果", "小麦", "鸡蛋"]
UNSURE = ["不知道", "不清楚", "不确定", "没有提到", "未提及"]  # 换成你的系统表示不知道的说法


def exam(seed):
    """一份考卷 {谁: 对什么过敏}。换种子就换一份配法，免得背下来。"""
    items = ITEMS[:]
    Random(seed).shuffle(items)
    return dict(zip(PEOPLE, items))


def grade(truth, answers):
    """answers 是系统逐条的回答，整句也行。返回 (对, 漏, 配错, 编造) 的条数；空着、答「不知道」都算漏，不算编造。"""
    said = {who: [item for item in ITEMS if item in answer] for who, answer in answers.items()}
    right = sum(said[who] == [item] for who, item in truth.items())
    missed = sum(not said[who] and (not answer or any(w in answer for w in UNSURE)) for who, answer in answers.items())
    swapped = sum(bool(items) and items != [truth[who]] for who, items in said.items())
    return right, missed, swapped, len(truth) - right - missed - swapped


truth = exam(seed=1)
print("埋进对话里的话：", "；".join(f"{who}对{item}过敏" for who, item in truth.items()))

# 你的系统的回答放在这里。下面假装它漏了一条，又把两个人的对调了
answers = dict(truth)
answers["王芳"] = "不知道"
answers["李强"], answers["张敏"] = f"李强对{truth['张敏']}过敏。", truth["李强"]
right, missed, swapped, made_up = grade(truth, answers)
assert right + missed + swapped + made_up == len(truth)

blind = 1 / len(ITEMS)  # 只记得有哪几样、不揭晓答案、逐条乱猜：平均每条蒙对的机会
print(f"facts={len(truth)}")
print(f"{right=}")
print(f"{missed=}")
print(f"{swapped=}")
print(f"{made_up=}")
print(f"{blind=:.2f}")
