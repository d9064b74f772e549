"""同一个起点、同样一百步，只换奖励；另加同样的题直接教答案。没写出过的方位题，三个种子。"""

from xiaozhu.experiments import span

WAYS = {
    "true_100": "真奖励",
    "wrong_100": "奖错的",
    "shuffled_100": "各题的标签打乱",
    "random_format_100": "格式对了才掷硬币",
    "format_100": "只奖格式",
    "random_100": "纯掷硬币",
    "sft_50": "直接教答案，五十步",
    "sft_120": "直接教答案，百二十步",
    "sft_300": "直接教答案，三百步",
    "sft_shuffled_120": "直接教，答案打乱",
}
got = lambda way, what: span("grpo_controls", f"{way}_{what}")
print(f"起点：答对 {got('start', 'unseen')}　格式对 {got('start', 'format')}")
for way, name in WAYS.items():
    print(f"{name}：答对 {got(way, 'unseen')}　格式对 {got(way, 'format')}　离起点 {got(way, 'kl')} 奈特")
print(f"start={got('start', 'unseen')}")
print(f"true={got('true_100', 'unseen')}")
print(f"wrong={got('wrong_100', 'unseen')}")
print(f"shuffled={got('shuffled_100', 'unseen')}")
print(f"format_random={got('random_format_100', 'unseen')}")
print(f"format_only={got('format_100', 'unseen')}")
print(f"random={got('random_100', 'unseen')}")
print(f"random_format={got('random_100', 'format')}")
print(f"taught_same={got('sft_50', 'unseen')}")
print(f"taught={got('sft_120', 'unseen')}")
print(f"taught_long={got('sft_300', 'unseen')}")
print(f"taught_shuffled={got('sft_shuffled_120', 'unseen')}")
print(f"graded={span('grpo_controls', 'true_100_graded', 0)}")
print(f"answers={span('grpo_controls', 'sft_120_graded', 0)}")
print(f"useful_start={got('true_20', 'informative')}")
print(f"useful_end={got('true_100', 'informative')}")
