"""上线之前，先拿坏答案打一遍判分器：空的、全选的、复读题面的、说了一堆碰巧含着的。"""

import re

TRUTH, CHOICES = "北", "北南东西"


def loose(truth, answer):
    """看着合理：谁含着谁都算对。"""
    return truth in answer or answer in truth


def contains(truth, answer):
    return truth in answer


def strict(truth, answer):
    """只认一种写法：一个方位，后面至多一个句号。"""
    return bool(re.fullmatch(rf"[{CHOICES}]。?", answer)) and answer[0] == truth


BAD = {"空的": "", "全选": "北南东西", "复读题面": "南北方向上谁更靠北", "答错": "南。"}
for name, grade in (("谁含着谁", loose), ("含着就算", contains), ("只认一种写法", strict)):
    fooled = [label for label, answer in BAD.items() if grade(TRUTH, answer)]
    print(f"{name}：对的判对 {grade(TRUTH, '北。')}　被骗 {len(fooled)} 种 {fooled}")
print(f"loose={sum(loose(TRUTH, a) for a in BAD.values())}")
print(f"contains={sum(contains(TRUTH, a) for a in BAD.values())}")
print(f"strict={sum(strict(TRUTH, a) for a in BAD.values())}")
