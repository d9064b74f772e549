"""余弦：两个箭头的夹角。只看方向，不看长短。"""

from math import sqrt


def cosine(a, b):
    dot = sum(x * y for x, y in zip(a, b))
    return dot / sqrt(sum(x * x for x in a) * sum(y * y for y in b))


# 每个词三个坐标：像动物几分，像家里的几分，像机器几分
cat, dog, tiger, fridge = (4, 3, 0), (4, 4, 0), (5, 1, 0), (0, 3, 4)
stretch = 10
print(f"dog={cosine(cat, dog):.2f}")
print(f"tiger={cosine(cat, tiger):.2f}")
print(f"fridge={cosine(cat, fridge):.2f}")
print(f"{stretch=}")
print(f"longer={cosine(cat, tuple(stretch * x for x in dog)):.2f}")  # 长短不算数

# 网上流传的「训练前后」的例子，只给了这三个坐标
before = {"猫": (1, 12.2, 22.3), "动物": (10, 78.25, 111.35), "宠物": (56.12, 90.22, 889.32)}
after = {"猫": (0.1, 0.2, 0.3), "动物": (0.1, 0.25, 0.35), "宠物": (0.12, 0.22, 0.32)}
for name, vectors in (("训练前", before), ("训练后", after)):
    print(
        f"流传的{name}，两两：", *(f"{cosine(vectors[a], vectors[b]):.5f}" for a in vectors for b in vectors if a < b)
    )
print(f"before={cosine(before['猫'], before['动物']):.3f}")
print(f"after={cosine(after['猫'], after['动物']):.3f}")
print(f"before_lowest={min(cosine(before[a], before[b]) for a in before for b in before):.2f}")
