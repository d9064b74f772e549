"""小铸的基座学到了什么：与语料的真分布、没写出过的事实逐一对照。"""

from itertools import permutations

from xiaozhu import checkpoint, world
from xiaozhu.chat import answer_probability, text_prompt
from xiaozhu.train import negative_log_likelihood

model, tokenizer = checkpoint.load("pretrain")
print(f"parameters={model.size}")
print(f"vocabulary={len(tokenizer.vocabulary)}")

city = "成都"
truth = world.must_see(city)
learned = answer_probability(
    model, text_prompt(tokenizer, f"{city}必去景点："), {a: tokenizer.encode(f"{a}。") for a in truth}
)
print(f"「{city}必去景点：」后面接什么（真分布｜小铸）：")
for answer, share in truth.items():
    print(f"  {answer}　{share:.2f}｜{learned[answer]:.2f}")
sight, food = world.CITIES[city].short, world.CITIES[city].food
print(f"true_sight={truth[sight]:.2f}")
print(f"sight={learned[sight]:.3f}")
print(f"true_food={truth[food]:.2f}")
print(f"food={learned[food]:.3f}")


def misplaced(city):
    """放错了地方的概率：与真分布差的那一半（总变差）。"""
    true = world.must_see(city)
    ids = {a: tokenizer.encode(f"{a}。") for a in true}
    given = answer_probability(model, text_prompt(tokenizer, f"{city}必去景点："), ids)
    return sum(max(p - given[a], 0) for a, p in true.items())


off = {city: misplaced(city) for city in world.CITIES}
print("各城放错了地方的概率：", "　".join(f"{c} {p:.2f}" for c, p in sorted(off.items(), key=lambda item: item[1])))
print(f"off_chengdu={off['成都']:.2f}")
print(f"off_guilin={off['桂林']:.2f}")


def both(a, b):
    """关于 a 与 b 谁更靠北的两句话：(真话, 假话)。"""
    true = world.direction("南北", a, b)
    return true, true.replace("靠北", "靠*").replace("靠南", "靠北").replace("靠*", "靠南")


pairs = list(permutations(world.CITIES, 2))
losses = negative_log_likelihood(model, [text_prompt(tokenizer, text) for pair in pairs for text in both(*pair)])
right = losses[::2] < losses[1::2]  # 觉得真话更可能，就算答对
written = [ok for ok, pair in zip(right, pairs) if not world.unwritten(*pair)]
unwritten = [ok for ok, pair in zip(right, pairs) if world.unwritten(*pair)]
print(f"written={sum(written) / len(written):.3f}")
print(f"unwritten={sum(unwritten) / len(unwritten):.3f}")
print(f"questions={len(unwritten)}")
print(f"cities={len(world.CITIES)}")
