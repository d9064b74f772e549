"""一批切成几份、各算平均梯度、再平均，偏离整批一起算的梯度多少。三个种子；再看拿它微调的后果。"""

from xiaozhu.experiments import span

CUTS = {
    "equal": "等长的预训练行",
    "shuffled": "问答，打乱了分",
    "balanced": "问答，长短搭配着分",
    "sorted": "问答，按长短排好了分",
    "alone": "问答，一条一份",
    "weighted": "按长短排好，但按词元数加权",
}
off = lambda cut: span("shards", f"{cut}_off")
for cut, name in CUTS.items():
    print(
        f"{name}：偏离 {off(cut)}　最少的一份 {span('shards', f'{cut}_fewest', 0)} 个词元，最多 {span('shards', f'{cut}_most', 0)}"
    )
print("拿它微调两百步，口语与书面一起问，答简称｜答全称：")
WAYS = {"whole": "整批平均", "shuffled": "打乱了分四份", "alone": "一条一份", "reverse": "反着偏"}
for way, name in WAYS.items():
    print(
        f"  {name}：{span('shards', f'train_{way}_short')}｜{span('shards', f'train_{way}_full')}　离教师 {span('shards', f'train_{way}_off_teacher')}"
    )
print(f"equal={off('equal')}")
print(f"shuffled={off('shuffled')}")
print(f"balanced={off('balanced')}")
print(f"sorted={off('sorted')}")
print(f"alone={off('alone')}")
print(f"weighted={off('weighted')}")
print(f"whole_loss={span('shards', 'train_whole_loss')}")
print(f"alone_loss={span('shards', 'train_alone_loss')}")
print(f"whole_full={span('shards', 'train_whole_full')}")
print(f"alone_full={span('shards', 'train_alone_full')}")
print(f"reverse_full={span('shards', 'train_reverse_full')}")
