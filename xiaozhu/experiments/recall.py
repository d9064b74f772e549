"""远距离回忆：Transformer、普通 RNN 与 GRU 各记得住几条、隔多远。"""

from xiaozhu import rnn

INPUTS = ()
GAPS = (0, 4, 8, 16, 32, 64, 96)
WIDE = 128  # 加宽之后的 GRU 的状态


def measure(seed, made):
    """几条事实、隔多远还记得：Transformer、普通 RNN、GRU，训练时间隔不超过三十二；末了把 GRU 的状态加宽再试。"""
    measured = {}

    def sit(name, model, facts, steps):
        rnn.train_recall(model, facts, steps, seed)
        measured.update(
            {f"{name}_{facts}facts_{steps}_gap{gap}": rnn.recall_accuracy(model, facts, gap, seed) for gap in GAPS}
        )

    for kind in rnn.WIDTHS:
        for facts, steps in ((1, 300), (1, 3000), (4, 3000)):
            sit(kind, model := rnn.recall_model(kind, seed), facts, steps)
    measured["gru_mixups"] = rnn.recall_mixups(model, 4, 32, seed)  # 上面最后一个练的是记四条的 GRU
    sit("gru", rnn.recall_model("gru", seed), 2, 3000)
    sit("gru", rnn.recall_model("gru", seed), 4, 10_000)
    sit("wide_gru", rnn.recall_model("gru", seed, d=WIDE), 4, 3000)
    return measured
