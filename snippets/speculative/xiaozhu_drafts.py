"""投机解码在小铸身上：几种草稿各猜中几成、少走几步，连同读它自己的开销，划不划算。三个种子。"""

from xiaozhu.experiments import result, span
from xiaozhu.experiments.speculation import DRAFT

measured = result("speculation")
NAMES = {
    "self": "拿自己当草稿",
    "int4": "四位的自己",
    "one_layer": "只走第一层",
    "bigram": "数出来的二元表",
    "int2_group16": "两位、十六个一组",
    "int2": "两位、整行一组",
    "unigram": "只看词频",
    "shuffled": "二元表认错上一个词",
}


def faster(name):
    """只算读参数的时间，快几倍：一轮写出的词元，除以小铸一遍加草稿几遍。查表的当作不花时间。"""
    bytes_read = measured.get(f"bytes_{name}", [name == "self"] * len(measured["self_rate"]))
    both = [1 / steps / (1 + DRAFT * size) for steps, size in zip(measured[f"{name}_steps"], bytes_read)]
    low, high = (f"{end(both):.2f}" for end in (min, max))
    return low if low == high else f"{low}–{high}"


mark = lambda name, key, digits=2: span("speculation", f"{name}_{key}", digits)
for name, label in NAMES.items():
    walked = f"每写一个词元走 {mark(name, 'steps', 3)} 遍（公式 {mark(name, 'formula', 3)}）"
    print(
        f"{label}：收下 {mark(name, 'rate')}，{walked}，快 {faster(name)} 倍；拒了就重抽时偏 {mark(name, 'wrong', 3)}"
    )
print(f"损失：自己写 {span('speculation', 'loss_alone')}，二元表猜、小铸核对 {span('speculation', 'loss_drafted')}")

print(f"int4={mark('int4', 'rate')}")
print(f"one_layer={mark('one_layer', 'rate')}")
print(f"one_layer_bytes={span('speculation', 'bytes_one_layer')}")
print(f"bigram={mark('bigram', 'rate')}")
print(f"int2={mark('int2_group16', 'rate')}")
print(f"unigram={mark('unigram', 'rate')}")
print(f"shuffled={mark('shuffled', 'rate')}")
print(f"bigram_steps={mark('bigram', 'steps')}")
print(f"int4_faster={faster('int4')} 倍")
print(f"one_layer_faster={faster('one_layer')} 倍")
print(f"bigram_faster={faster('bigram')} 倍")
print(f"self_faster={faster('self')} 倍")
