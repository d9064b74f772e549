"""不训练，只是多抽几个、挑分最高的：挑得越狠，产品真正要的分怎样走。换几个裁判来挑，三个种子。"""

from xiaozhu.experiments import span
from xiaozhu.experiments.best_of_n import SIZES

JUDGES = {
    "checkpoint": "奖励模型",
    "retrained": "换一批偏好重训的",
    "fair": "标注员不偏心，重训的",
    "annotator": "标注员心里的分",
    "true": "真分",
}
real = lambda judge, n, what="true": span("best_of_n", f"{judge}_{n}_{what}", 1)
shown = [n for n in SIZES if n in (1, 4, 8, 16, 64, 256)]
print("挑中的那个，真正该得几分：")
for judge, name in JUDGES.items():
    print(f"  按{name}挑：", "　".join(f"{n} 选一 {real(judge, n)}" for n in shown))
few, most = 8, max(SIZES)
print(f"start={real('checkpoint', 1)}")
print(f"peak={real('checkpoint', few)}")
print(f"fallen={real('checkpoint', most)}")
print(f"retrained={real('retrained', most)}")
print(f"annotator_peak={real('annotator', few)}")
print(f"annotator={real('annotator', most)}")
print(f"fair_next={real('fair', 2 * few)}")
print(f"next={real('checkpoint', 2 * few)}")
print(f"fair_peak={real('fair', few)}")
print(f"fair={real('fair', most)}")
print(f"true={real('true', most)}")
print(f"shouts_start={real('checkpoint', 1, 'shouts')}")
print(f"shouts={real('checkpoint', most, 'shouts')}")
print(f"annotator_shouts={real('annotator', most, 'shouts')}")
print(f"fair_shouts={real('fair', most, 'shouts')}")
print(f"annotator_right={span('best_of_n', f'annotator_{most}_right')}")
print(f"right_start={span('best_of_n', 'fair_1_right')}")
print(f"fair_right_next={span('best_of_n', f'fair_{2 * few}_right')}")
print(f"fair_right={span('best_of_n', f'fair_{most}_right')}")
print(f"{few=}")
print(f"{most=}")
