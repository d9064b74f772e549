"""预训练：语料、分词器、从随机初始化练起。唯一久到要存进度的阶段。"""

from xiaozhu import train, world
from xiaozhu.model import Config, Model
from xiaozhu.tokenizer import Tokenizer

INPUTS = ()
RECIPE = dict(documents=80_000, merges=150, length=64, d=64, ffn=128, steps=4000, learning_rate=6e-3)
FILE = "pretrain.npz"


def make(made, seed, progress=None, snapshot=None, *, documents, merges, length, d, ffn, steps, learning_rate):
    """返回 (模型, 分词器)。snapshot 是存进度的文件，见 train.train。"""
    texts = [text for text, _ in world.sample(documents, seed)]
    tokenizer = Tokenizer.train(texts[:20_000], merges, world.SPARE)
    model = Model.initialize(Config(len(tokenizer.vocabulary), d=d, ffn=ffn), seed)
    rows = train.pack(tokenizer, texts, length)
    train.train(model, rows, steps, learning_rate, seed, progress=progress, snapshot=snapshot)
    return model, tokenizer
