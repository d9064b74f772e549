"""LoRA：只练旁路，对照全参与冻住词嵌入的全参：练多少参数、学会多少、忘掉多少。"""

from xiaozhu.experiments import result, span

for name in ("r1", "r2", "r4", "r8", "frozen", "full"):
    trained = int(min(result("lora_rank")[f"{name}_trained"]))
    seen, unseen, forget = (span("lora_rank", f"{name}_{key}") for key in ("seen", "unseen", "forget"))
    print(f"{name:6}　可训 {trained:6}　练过的城 {seen}　没练过的 {unseen}　忘掉 {forget}")

print(f"trained={int(min(result('lora_rank')['r8_trained']))}")
print(f"lora_seen={span('lora_rank', 'r8_seen')}")
print(f"lora_unseen={span('lora_rank', 'r8_unseen')}")
print(f"full_seen={span('lora_rank', 'full_seen')}")
print(f"full_unseen={span('lora_rank', 'full_unseen')}")
print(f"frozen_seen={span('lora_rank', 'frozen_seen')}")
print(f"frozen_unseen={span('lora_rank', 'frozen_unseen')}")
print(f"lora_forget={span('lora_rank', 'r8_forget')}")
print(f"full_forget={span('lora_rank', 'full_forget')}")
