"""<soul-rope>：片段里的转角、分数、一排针的平均、转一圈要走多远、哪些针到了没到过的方向。"""

import contextlib
import io
import math
import runpy

from bookkit import ROOT

PAIRS = [
    ([(2, 1), (1, 1)], [(-1, 2), (1, 0)]),  # 片段里的「咬」与「狗」
    ([(0.5, -2)], [(1.5, 0.25)]),
    ([(1, 2), (-3, 0.5), (0, 1)], [(2, -1), (1, 1), (-1, 4)]),
    ([(1, 0)] * 8, [(1, 0)] * 8),
    ([(h, 1 - h) for h in range(16)], [(1, h / 4) for h in range(16)]),
]
PLACES = [(0, 0), (3, 1), (103, 101), (1, 3), (7, 7), (0, 64), (500, 20)]
DISTANCES = (0, 1, 2, 3, 6, 44, 200)


def cases():
    """各片段的函数算出来的，连同它们自己用的常数。"""
    with contextlib.redirect_stdout(io.StringIO()):
        names = ("rope", "one_hand", "interpolation", "rope_wavelength")
        rope, one_hand, interpolation, wavelength = (
            runpy.run_path(ROOT / f"snippets/position/{name}.py") for name in names
        )
    size, trained, wide = interpolation["SIZE"], interpolation["TRAINED"], interpolation["WIDE"]
    bases = (rope["BASE"], wide)
    return {
        "base": rope["BASE"],
        "rotated": [[pairs, at, rope["rotate"](pairs, at)] for pairs, _ in PAIRS for at, _ in PLACES],
        "scores": [[q, k, *at, rope["score"](q, k, *at)] for q, k in PAIRS for at in PLACES],
        "hands": one_hand["HANDS"],
        "many": [[distance, one_hand["many"](distance)] for distance in DISTANCES],
        "angles": [
            [hand, at, size // 2, base, interpolation["angle"](hand, at, base)]
            for hand in (0, 1, 30, 63)
            for at in (0, 1, trained)
            for base in bases
        ],
        "unseen": [
            [size // 2, trained, last, base, interpolation["unseen"](last, base)]
            for last in (1, trained, trained + 1, 2 * trained, interpolation["WANTED"])
            for base in bases[:1]
        ],
        "laps": [[hand, size // 2, base, wavelength["lap"](base, hand)] for hand in range(size // 2) for base in bases],
        "partial": [
            [size // 2, wavelength["trained"], base, wavelength[name]]
            for base, name in zip(bases, ("partial", "partial_wide"))
        ],
        "turns": [[a, math.floor(a / math.tau), math.degrees(a % math.tau)] for a in (0, 1, 3.5, 7, 44, 900.25)],
    }
