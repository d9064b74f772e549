"""放松 KL 约束：奖励模型越来越满意，产品真正要的分先升后崩。"""

from xiaozhu.experiments import result, span
from xiaozhu.reward import utility

for beta in ("1.0", "0.5", "0.1", "0.0"):
    given, deserved, kl = (span("kl_sweep", f"beta_{beta}_{key}") for key in ("given", "deserved", "kl"))
    print(f"β＝{beta}　奖励模型给 {given}　真正该得 {deserved}　KL {kl}")
says = result("kl_sweep")["beta_0.0_says"]
print("β＝0 时问哈尔滨，三个种子各答，与标注员自己会给的分：")
for answer in says:
    print(f"  {utility(answer, '哈尔滨', 'short'):4.1f}　{answer}")

free, held = result("kl_sweep")["beta_0.0_deserved"], result("kl_sweep")["beta_0.5_deserved"]
print(f"given_held={span('kl_sweep', 'beta_0.5_given')}")
print(f"given_free={span('kl_sweep', 'beta_0.0_given')}")
print(f"held={span('kl_sweep', 'beta_0.5_deserved')}")
print(f"worst={min(free):.1f}")
print(f"best={max(free):.1f}")
print(f"honest={utility('冰雪大世界！', '哈尔滨', 'short')}")
print(f"lowest={min(utility(a, '哈尔滨', 'short') for a in says)}")
print(f"shouts={span('kl_sweep', 'beta_0.0_shouts', 1)}")
