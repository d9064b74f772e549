"""远距离回忆：Transformer、GRU、普通 RNN，参数一样多，记一条事实与四条事实。"""

from xiaozhu.experiments import span
from xiaozhu.rnn import WIDTHS, recall_model

for kind in WIDTHS:
    for facts, steps in ((1, 300), (1, 1000), (4, 3000)):
        row = [span("recall", f"{kind}_{facts}facts_{steps}_gap{gap}") for gap in (0, 8, 32, 96)]
        print(f"{kind:11} {facts} 条事实，练 {steps:4} 步，隔 0、8、32、96：", *row, sep="　")

sizes = [recall_model(kind, 0).size for kind in WIDTHS]
print(f"smallest={min(sizes)}")
print(f"largest={max(sizes)}")
print(f"rnn_short={span('recall', 'rnn_1facts_300_gap8')}")
print(f"rnn_long={span('recall', 'rnn_1facts_1000_gap32')}")
print(f"gru_one={span('recall', 'gru_1facts_300_gap96')}")
print(f"gru_four={span('recall', 'gru_4facts_3000_gap32')}")
print(f"rnn_four={span('recall', 'rnn_4facts_3000_gap32')}")
print(f"attention_four={span('recall', 'transformer_4facts_3000_gap32')}")
print(f"attention_beyond={span('recall', 'transformer_4facts_3000_gap96')}")
