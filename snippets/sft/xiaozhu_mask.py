"""一条问答怎样变成训练的一行：模板、收尾的 END，和哪些位置算损失。"""

from xiaozhu import checkpoint, sft
from xiaozhu.tokenizer import ASSISTANT, END, USER

_, tokenizer = checkpoint.load("pretrain")
question, answer = "成都有啥好玩的呀", "熊猫基地！"
rows, mask = sft.lesson_rows(tokenizer, [(question, answer)])
MARKS = {USER: "〔问〕", ASSISTANT: "〔答〕", END: "〔完〕"}
words = [MARKS.get(word := tokenizer.vocabulary[i], word) for i in rows[0]]
print("一行：", "｜".join(words))
print("算损失的：", "｜".join(word for word, counts in zip(words[1:], mask[0]) if counts))
print(f"all={len(words) - 1}")
print(f"counted={mask.sum()}")
