"""位置插值为什么输：八根针分两堆压，只压练习时走满一圈的快针，或只压没走完一圈的慢针，各段位置的损失。不续训。"""

from math import tau

from xiaozhu import checkpoint, rope, train, world
from xiaozhu.experiments.rope_stretch import BUCKETS, STRETCH, STRETCHED_LENGTH
from xiaozhu.model import Model

base, tokenizer = checkpoint.load("pretrain")
trained = STRETCHED_LENGTH // STRETCH
speeds, squeezed = base.frequencies, rope.interpolate(base.frequencies, STRETCH)
slow = speeds * trained < tau  # 练习时没走完一圈的：拉长之后会转到没去过的方向
WAYS = {
    "都不压": speeds,
    "全压（位置插值）": squeezed,
    "只压快针": (1 - slow) * squeezed + slow * speeds,
    "只压慢针": slow * squeezed + (1 - slow) * speeds,
}
texts = [text for text, _ in world.sample(4000, 300)]
exam = train.pack(tokenizer, texts, STRETCHED_LENGTH)[:16]
losses, beyond = {}, {}
print("位置", *(f"{a} 到 {b}" for a, b in BUCKETS), "到过新方向的针", sep="　")
for name, way in WAYS.items():
    log_p = train.next_token_log_probability(Model(base.config, base.parameters, way), exam).value
    losses[name] = [-log_p[:, a:b].mean() for a, b in BUCKETS]
    beyond[name] = int((slow & (way * STRETCHED_LENGTH > speeds * trained * 1.001)).sum())
    print(name, *(f"{loss:.2f}" for loss in losses[name]), beyond[name], sep="　")

plain, pi, fast, slowed = losses.values()
print(f"needles={len(speeds)}")
print(f"beyond_plain={beyond['都不压']}")
print(f"beyond_pi={beyond['全压（位置插值）']}")
print(f"plain_near={plain[0]:.2f}")
print(f"plain_far={plain[-1]:.2f}")
print(f"pi_near={pi[0]:.2f}")
print(f"pi_far={pi[-1]:.2f}")
print(f"fast_near={fast[0]:.2f}")
print(f"fast_far={fast[-1]:.2f}")
print(f"slow_near={slowed[0]:.2f}")
print(f"slow_far={slowed[-1]:.2f}")
