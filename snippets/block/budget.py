"""采购会上的算术：权重要几张卡，每个在途请求的缓存占多少。"""

from math import ceil

CARD, SERVER = 80, 8  # 一张卡的显存，GB；一台服务器几张卡
small, large = 8.03e9, 671.03e9  # Llama-3-8B 与 DeepSeek-V3 的总参数
users, tokens = 20, 8192  # 同时在途的请求，每个的上下文
cache = 128 / 1024**2  # Llama-3-8B 每个词元的缓存，GiB

small_weights, large_weights = small * 2 / 1e9, large * 1 / 1e9  # 前者半精度，后者八位
print(f"card={CARD} GB")
print(f"small_weights={small_weights:.0f} GB")
print(f"large_weights={large_weights:.0f} GB")
large_cards = ceil(large_weights / CARD)
print(f"{large_cards=}")
ROOMY = 141  # 装得多的那一种卡，GB
roomy_cards = ceil(large_weights / ROOMY)
print(f"roomy={ROOMY} GB")
print(f"{roomy_cards=}")
print(f"server={SERVER}")
print(f"bought={ceil(large_cards / SERVER) * SERVER}")
print(f"{users=}")
print(f"{tokens=}")
print(f"per_user={tokens * cache:.0f} GiB")
print(f"all_users={users * tokens * cache:.0f} GiB")
