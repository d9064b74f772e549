"""放松 KL 约束：奖励模型越来越满意，产品真正要的分先升后崩。"""

from xiaozhu.experiments import result, span

for beta in ("1.0", "0.5", "0.1", "0.0"):
    given, deserved, kl = (span("kl_sweep", f"beta_{beta}_{key}") for key in ("given", "deserved", "kl"))
    print(f"β＝{beta}　奖励模型给 {given}　真正该得 {deserved}　KL {kl}")
print("β＝0 时问哈尔滨，三个种子各答：", *result("kl_sweep")["beta_0.0_says"], sep="\n  ")

free, held = result("kl_sweep")["beta_0.0_deserved"], result("kl_sweep")["beta_0.5_deserved"]
print(f"given_held={span('kl_sweep', 'beta_0.5_given')}")
print(f"given_free={span('kl_sweep', 'beta_0.0_given')}")
print(f"held={span('kl_sweep', 'beta_0.5_deserved')}")
print(f"worst={min(free):.1f}")
print(f"best={max(free):.1f}")
print(f"shouts={span('kl_sweep', 'beta_0.0_shouts', 1)}")
