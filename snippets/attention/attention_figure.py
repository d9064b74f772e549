"""画：「苹果」的目光落在哪。线越粗，分到的目光越多。"""

from math import exp, sqrt

words = {"手机": [4, 0], "果园": [0, 4], "里": [0.5, 0.5], "的": [0, 0], "苹果": [1.5, 1.5]}


def weights(sentence):
    query = words[sentence[-1]]
    exps = [exp(sum(q * k for q, k in zip(query, words[w])) / sqrt(len(query))) for w in sentence]
    return [e / sum(exps) for e in exps]


def row(sentence, top, color, anchors):
    """一句话：四个词排成一行，句末的词向每个词连一条弧，弧粗与权重成正比。"""
    x = [45 + 125 * i for i in range(len(sentence))]
    for i, (word, weight) in enumerate(zip(sentence, weights(sentence))):
        height = 22 + 18 * (len(sentence) - 1 - i)
        if i < len(sentence) - 1:
            arc = f"M{x[-1]},{top} C{x[-1]},{top - height * 2} {x[i]},{top - height * 2} {x[i]},{top}"
            print(f'<path class="{color}-line" stroke-width="{1 + 14 * weight:.1f}" stroke-linecap="round" d="{arc}"/>')
        print(f'<text class="ink" x="{x[i]}" y="{top + 30}" font-size="22" text-anchor="middle">{word}</text>')
    loop = f"M{x[-1]},{top} C{x[-1] + 10},{top - 70} {x[-1] + 75},{top - 40} {x[-1] + 26},{top + 12}"  # 看自己的那一道
    print(
        f'<path class="{color}-line" stroke-width="{1 + 14 * weights(sentence)[-1]:.1f}" stroke-linecap="round" d="{loop}"/>'
    )
    for i, name in anchors.items():
        print(
            f'<a href="#attention.{name}"><text class="{color}" x="{x[i]}" y="{top + 54}" font-size="18" text-anchor="middle">{weights(sentence)[i]:.2f}</text></a>'
        )


print(
    '<svg viewBox="0 0 480 390" role="group" aria-label="两句话里，句末的苹果把最粗的一道目光分别投向手机与果园，对自己也留了一道，里与的几乎分不到。">'
)
row(["手机", "里", "的", "苹果"], 130, "second", {0: "phone", 1: "inside", 2: "of", 3: "apple"})
row(["果园", "里", "的", "苹果"], 330, "accent", {0: "orchard", 3: "orchard_apple"})
print("</svg>")
