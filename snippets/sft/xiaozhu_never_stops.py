"""停不下来：几种出错的练法，各还停不停得住；收尾的记号是基座见过的，或是全新的。三个种子。"""

from xiaozhu.experiments import span

WAYS = {
    "normal": "都对",
    "no_end": "收尾的记号不算损失",
    "cut_9": "截断，多数样本丢了收尾",
    "packed": "两边的收尾记号不是同一个",
    "plain": "推理时不写模板",
}
stop = lambda way: span("never_stops", f"{way}_stop")
for way, name in WAYS.items():
    new = f"　记号是全新的 {stop(f'new_{way}')}" if way in ("normal", "no_end", "cut_9") else ""
    print(f"{name}：停得住 {stop(way)}{new}　写出不该有的标记 {span('never_stops', f'{way}_markers')}")
print(f"no_end={stop('no_end')}")
print(f"no_end_new={stop('new_no_end')}")
print(f"lost={span('never_stops', 'lost_9')}")
print(f"cut={stop('cut_9')}")
print(f"cut_new={stop('new_cut_9')}")
print(f"packed={stop('packed')}")
print(f"plain={stop('plain')}")
print(f"plain_markers={span('never_stops', 'plain_markers')}")
print(f"shout={span('never_stops', 'no_end_ends_shout')}")
print(f"base_shout={span('never_stops', 'base_ends_shout')}")
print(f"period={span('never_stops', 'no_end_ends')}")
