"""小铸的词元：学了哪些，省了多少；提示停在词元中间，会出什么事。"""

import numpy as np

from xiaozhu import checkpoint, world
from xiaozhu.autograd import softmax
from xiaozhu.chat import text_prompt

model, tokenizer = checkpoint.load("pretrain")
texts = [text for text, _ in world.sample(2000, 9)]
characters = sum(map(len, texts))
han = sum("一" <= c <= "鿿" for text in texts for c in text)
tokens = sum(len(tokenizer.encode(text)) for text in texts)
print(f"两千篇短文：{characters} 个字符（连标点），其中汉字 {han} 个；{tokens} 个词元")
print("最先学到的五个：", "、".join(a + b for a, b in tokenizer.merges[:5]))
print("切一句看看：", "｜".join(tokenizer.decode([i]) for i in tokenizer.encode("南北方向上，成都比昆明更靠北。")))


def next_token(text):
    """续写 text 时最可能的下一个词元，与它的概率。"""
    p = softmax(model.step(np.array([text_prompt(tokenizer, text)]), [])[0].astype(float))
    return tokenizer.vocabulary[p.argmax()], float(p.max())


whole, sure = next_token("南北方向上，成都比昆明")
broken, lost = next_token("南北方向上，成都比昆明更靠")
print(f"停在「昆明」：接「{whole}」　停在「更靠」：接「{broken}」")
seen = sum(tokenizer.encode(text).count(tokenizer.vocabulary.index("更靠")) for text in texts)
print(f"merges={len(tokenizer.merges)}")
print(f"{seen=}")  # 语料里单独的「更靠」出现几次
print(f"per_character={tokens / characters:.2f}")
print(f"per_han={tokens / han:.2f}")
print(f"{sure=:.2f}")
print(f"{lost=:.2f}")
