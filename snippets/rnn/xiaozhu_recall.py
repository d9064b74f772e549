"""远距离回忆：Transformer、GRU、普通 RNN，参数差不多，记一条、两条、四条事实。"""

from xiaozhu.experiments import SEEDS, span
from xiaozhu.experiments.recall import WIDE
from xiaozhu.rnn import WIDTHS, recall_model

RUNS = [(kind, facts, steps) for kind in WIDTHS for facts, steps in ((1, 300), (1, 3000), (4, 3000))]
longer = 10000
RUNS += [("gru", 2, 3000), ("gru", 4, longer), ("wide_gru", 4, 3000)]
print("答对的比例，隔 0、32、64、96 个词：")
for kind, facts, steps in RUNS:
    row = [span("recall", f"{kind}_{facts}facts_{steps}_gap{gap}") for gap in (0, 32, 64, 96)]
    print(f"{kind:11} {facts} 条，练 {steps:5} 步", *row, sep="　")

size = lambda kind, d=None: recall_model(kind, min(SEEDS), d).size
sizes = [size(kind) for kind in WIDTHS]
print(f"smallest={min(sizes)}")
print(f"largest={max(sizes)}")
print(f"rnn_short={span('recall', 'rnn_1facts_300_gap32')}")
print(f"rnn_long={span('recall', 'rnn_1facts_3000_gap96')}")
print(f"gru_one={span('recall', 'gru_1facts_300_gap96')}")
print(f"gru_two={span('recall', 'gru_2facts_3000_gap32')}")
print(f"gru_four={span('recall', 'gru_4facts_3000_gap32')}")
print(f"gru_mixups={span('recall', 'gru_mixups', 4)}")
print(f"one_fact_dip={span('recall', 'transformer_1facts_3000_gap64')}")
print(f"wide_size={size('gru', WIDE)}")
print(f"{longer=}")
print(f"wide={WIDE}")
print(f"gru_longer={span('recall', 'gru_4facts_10000_gap32')}")
print(f"gru_wider={span('recall', 'wide_gru_4facts_3000_gap32')}")
print(f"rnn_four={span('recall', 'rnn_4facts_3000_gap32')}")
print(f"attention_four={span('recall', 'transformer_4facts_3000_gap32')}")
print(f"attention_beyond={span('recall', 'transformer_4facts_3000_gap96')}")
print(f"first={span('recall_by_question', 'question_1')}")
print(f"second={span('recall_by_question', 'question_2')}")
print(f"third={span('recall_by_question', 'question_3')}")
print(f"fourth={span('recall_by_question', 'question_4')}")
