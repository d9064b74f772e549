"""重铸的各个阶段，一个阶段一个模块，每个模块有：

- INPUTS：要用到的阶段，排在它前面；
- RECIPE：配方，记进清单，也是 make 的参数；
- FILE：铸出的文件，.npz 是 (模型, 分词器)，.json 是一个列表；
- make(made, seed, progress=None, **配方)：铸。made[阶段] 取 INPUTS 里的产物，progress(步, 数) 每步叫一次。

make 不碰磁盘，所以同一段代码既能由 forge 铸成检查点，也能由实验铸在内存里。
"""

from xiaozhu.stages import dpo, early, format, grpo, lora, ppo, preferences, pretrain, reward, sft

STAGES = {  # 铸的先后
    "pretrain": pretrain,
    "early": early,
    "sft": sft,
    "lora": lora,
    "preferences": preferences,
    "reward": reward,
    "ppo": ppo,
    "dpo": dpo,
    "format": format,
    "grpo": grpo,
}
