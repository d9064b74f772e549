"""编号与换说法：关键词、字袋、融合、分流、同义词表，各救得回哪一头？并列的按最差的名次算，免得碰运气。"""

from collections import Counter
from math import log, sqrt

FAQ = (
    "退款：七天之内，未拆封，原路退回",
    "换货：尺码不合，七天之内，来回运费由买家出",
    "发票：电子发票在订单页下载",
    "错误码 E1207：支付超时，请重新下单",
    "错误码 E1270：余额不足，请先充值",
    "物流：下单之后两天内发货",
)
ASKED = {  # 问法与它该落在第几条；先写好问法，再跑
    "编号": (("E1207 是什么意思", 3), ("页面弹出 E1270", 4), ("E1207 和什么有关", 3)),
    "换说法": (("买错了想把钱拿回来", 0), ("鞋小了，能调一双大的吗", 1), ("报销要的单子去哪拿", 2), ("付钱转圈转到头了", 3), ("卡里钱不够怎么办", 4), ("东西几时寄出来", 5)),
    "再换一批": (("不想要了，把钱还我", 0), ("衣服大了一号，要小的", 1), ("公司抬头和税号怎么弄", 2), ("结账总是卡住", 3), ("账户没钱，付不了", 4), ("包裹怎么还没动静", 5)),
}  # fmt: skip
SYNONYMS = {"拿回来": "退款", "调一双": "换货", "单子": "发票", "付钱": "支付", "钱不够": "余额不足", "寄出": "发货"}


def pairs(text):
    return Counter(text[i : i + 2] for i in range(len(text) - 1))


def keywords(ask, k=1.5):
    """字对的 BM25（条目差不多长，不按长短打折）。"""
    counts = [pairs(text) for text in FAQ]
    seen = {p: sum(p in c for c in counts) for p in pairs(ask)}
    worth = {p: log(1 + (len(FAQ) - n + 0.5) / (n + 0.5)) for p, n in seen.items()}
    return [sum(worth[p] * c[p] * (k + 1) / (c[p] + k) for p in worth) for c in counts]


def bag(ask):
    """字袋的余弦：只看有哪些字。"""
    size = lambda c: sqrt(sum(n * n for n in c.values()))
    mine, bags = Counter(ask), [Counter(text) for text in FAQ]
    return [sum(mine[x] * b[x] for x in mine) / size(mine) / size(b) for b in bags]


def places(scores):
    """每条的名次，并列的都算最差的那个。"""
    return [sum(other >= score for other in scores) for score in scores]


def fused(ask, k=60):
    """倒数名次融合。"""
    return [1 / (k + a) + 1 / (k + b) for a, b in zip(places(keywords(ask)), places(bag(ask)))]


def rewritten(ask):
    """先把同义词换成条目里的词，再按关键词搜。"""
    for word, formal in SYNONYMS.items():
        ask = ask.replace(word, formal)
    return keywords(ask)


def routed(ask):
    """先认编号：问句里有数字的走关键词，没有的才走字袋。"""
    return keywords(ask) if any(x.isdigit() for x in ask) else bag(ask)


METHODS = {"关键词": keywords, "字袋": bag, "融合": fused, "分流": routed, "同义词表": rewritten}
print("对的那条排第几（括号里是它的分）：" + "｜".join(METHODS))
hits = Counter()
for kind, asked in ASKED.items():
    for ask, right in asked:
        scores = {name: method(ask) for name, method in METHODS.items()}
        place = {name: places(every)[right] for name, every in scores.items()}
        hits.update((name, kind) for name in METHODS if place[name] == 1)
        cells = "｜".join(f"{place[name]}（{scores[name][right]:.4f}）" for name in METHODS)
        print(f"{kind}　{ask} → {FAQ[right][:9]}：{cells}")
for name in METHODS:
    print(f"{name}排在第一的：", "　".join(f"{kind} {hits[name, kind]}/{len(asked)}" for kind, asked in ASKED.items()))
lucky = sum(max(range(len(FAQ)), key=keywords(ask).__getitem__) == right for ask, right in ASKED["换说法"])
print(f"关键词遇到换说法，全是零分也硬排出一个第一，碰巧对的：{lucky}")
print(f"keyword_codes={hits['关键词', '编号']}")
print(f"bag_codes={hits['字袋', '编号']}")
print(f"fused_codes={hits['融合', '编号']}")
print(f"routed_codes={hits['分流', '编号']}")
print(f"routed_reworded={hits['分流', '换说法']}")
print(f"keyword_reworded={hits['关键词', '换说法']}")
print(f"bag_reworded={hits['字袋', '换说法']}")
print(f"fused_reworded={hits['融合', '换说法']}")
print(f"synonym_reworded={hits['同义词表', '换说法']}")
print(f"synonym_again={hits['同义词表', '再换一批']}")
