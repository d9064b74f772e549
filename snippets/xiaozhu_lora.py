"""LoRA：只练旁路，练多少参数、学会多少、忘掉多少。"""

from xiaozhu.experiments import result, span

for name in ("r1", "r2", "r4", "r8", "full"):
    trained = int(result("lora_rank")[f"{name}_trained"][0])
    seen, unseen, forget = (span("lora_rank", f"{name}_{key}") for key in ("seen", "unseen", "forget"))
    print(f"{name:4}　可训 {trained:6}　练过的城 {seen}　没练过的 {unseen}　忘掉 {forget}")

print(f"trained={int(result('lora_rank')['r8_trained'][0])}")
print(f"lora_seen={span('lora_rank', 'r8_seen')}")
print(f"lora_unseen={span('lora_rank', 'r8_unseen')}")
print(f"full_seen={span('lora_rank', 'full_seen')}")
print(f"full_unseen={span('lora_rank', 'full_unseen')}")
