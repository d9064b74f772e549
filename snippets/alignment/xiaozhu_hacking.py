"""放松 KL 约束，各练一百步：奖励模型越来越满意，产品真正要的分先升后崩。"""

from xiaozhu import checkpoint, ppo
from xiaozhu.experiments import result, span
from xiaozhu.reward import true_score, utility

for beta in ("1.0", "0.5", "0.1", "0.0"):
    given, deserved, kl = (span("kl_sweep", f"beta_{beta}_{key}") for key in ("given", "deserved", "kl"))
    print(f"β＝{beta}　奖励模型给 {given}　真正该得 {deserved}　KL {kl}")
says = result("kl_sweep")["beta_0.0_says"]
judge, tokenizer = checkpoint.load("reward")
asked = ("哈尔滨有啥好玩的呀", "哈尔滨", "short")
points = ppo.model_reward(judge, tokenizer)(*asked, ["冰雪大世界！", *says])
print(
    "问哈尔滨。奖励模型、标注员、产品各给的分，回答（头一句是老实话，其余是 β＝0 时答的，三个种子，换一台机器再来一遍）："
)
for answer, point in zip(["冰雪大世界！", *says], points):
    print(f"  {point:5.2f}　{utility(answer, *asked[1:]):4.1f}　{true_score(answer, *asked[1:]):5.1f}　{answer}")

free = result("kl_sweep")["beta_0.0_deserved"]
print(f"given_held={span('kl_sweep', 'beta_0.5_given')}")
print(f"given_free={span('kl_sweep', 'beta_0.0_given')}")
print(f"held={span('kl_sweep', 'beta_0.5_deserved')}")
print(f"worst={min(free):.1f}")
print(f"best={max(free):.1f}")
print(f"honest={utility('冰雪大世界！', *asked[1:])}")
honest, *cheats = points
print(f"honest_points={honest:.1f}")
print(f"least_points={min(cheats):.2f}")
print(f"highest={max(utility(a, *asked[1:]) for a in says)}")
print(f"lowest={min(utility(a, *asked[1:]) for a in says)}")
print(f"shouts={span('kl_sweep', 'beta_0.0_shouts', 1)}")

ranks = lambda key: span("kl_sweep", key)  # 同一批回答两两比，奖励模型与标注员排得一致的比例
print(f"agree_reference={ranks('agree_reference')}")
print(f"agree_held={ranks('beta_0.5_agree_cross')}")
print(f"agree_free={ranks('beta_0.0_agree_cross')}")
