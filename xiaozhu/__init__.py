"""小铸：一个从零训练的微型中文模型。核心只依赖 NumPy。

读的顺序：

- 零件：world（世界与语料）→ tokenizer（分词）→ autograd（自动微分）→ rope（位置）→ model（模型）→ train（训练）→ chat（对话与采样）
- 各阶段的学法：sft（拜师：指令微调与 LoRA）→ reward（奖励模型）→ ppo、dpo（对齐）→ grpo（悟道：可验证奖励）
- 重铸：stages/（一个阶段一个模块）→ checkpoint（检查点）、origin（来历）→ forge（重铸全部）
- 量：marks（成绩）→ evaluate（体检）；experiments/（多种子的实验，一个实验一个模块）
- 旁支：probe（探针）、scaling（规模法则）、quantize（量化）、rnn（循环网络的对照）、export（导出给浏览器，对面是 web/xiaozhu.mjs）
"""

import os

# 单线程的 BLAS：同一台机器上逐位可重复；矩阵这样小，多线程反而慢。要在 NumPy 装载之前定下，所以放在这里。
for _variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[_variable] = "1"
