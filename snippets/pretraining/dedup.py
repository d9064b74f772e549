"""去重：一字不差的好认，改了几个字的要数碎片。门槛定在哪，都有冤枉的和漏网的。"""

from hashlib import md5

TEXTS = {
    "原文": "成都必去景点有熊猫基地和宽窄巷子，周末人多，建议早上去。",
    "改几个字": "成都必去的景点有熊猫基地与宽窄巷子，周末人很多，建议早上去。",
    "换了城": "西安必去景点有兵马俑和大雁塔，周末人多，建议早上去。",
    "重写": "想看大熊猫，最好赶在上午到成都的熊猫基地，节假日别去凑热闹。",
}


def pieces(text, n):
    """相连的 n 个字，切成碎片。"""
    return {text[i : i + n] for i in range(len(text) - n + 1)}


def overlap(a, b, n=2):
    """两篇的碎片，交除以并（Jaccard）：零到一。"""
    a, b = pieces(a, n), pieces(b, n)
    return len(a & b) / len(a | b)


original = TEXTS["原文"]
for name, text in list(TEXTS.items())[1:]:
    same = md5(text.encode()).digest() == md5(original.encode()).digest()
    print(f"{name}：一字不差 {same}　碎片重合 {overlap(original, text):.2f}")
print(f"edited={overlap(original, TEXTS['改几个字']):.2f}")
print(f"swapped={overlap(original, TEXTS['换了城']):.2f}")
print(f"rewritten={overlap(original, TEXTS['重写']):.2f}")
