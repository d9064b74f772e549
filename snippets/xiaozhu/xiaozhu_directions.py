"""没写出过的方位题：小铸与几种不用神经网络的办法，在同一批题上比。五个种子的最低与最高。"""

from xiaozhu.experiments import span

WAYS = {
    "model": "小铸",
    "score": "给每座城配一个数，与写出过的比较最相符",
    "order": "排一个次序，与写出过的比较最相符",
    "chain": "只用传递：甲比乙北、乙比丙北",
    "wins": "只数胜场",
    "weather": "只看天气",
}
rate = lambda way, part="": span("from_scratch", f"directions_{way}_unwritten{part}")
for way, label in WAYS.items():
    print(f"{label}：合计 {rate(way)}　南北 {rate(way, '_latitude')}　东西 {rate(way, '_longitude')}")
print(f"model={rate('model')}")
print(f"score={rate('score')}")
print(f"order={rate('order')}")
print(f"chain={rate('chain')}")
print(f"wins={rate('wins')}")
print(f"weather={rate('weather')}")
print(f"decided={span('from_scratch', 'directions_decided_unwritten')}")
print(f"model_undecided={span('from_scratch', 'directions_model_undecided')}")
print(f"order_undecided={span('from_scratch', 'directions_order_undecided')}")
