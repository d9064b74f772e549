"""片段各自单独能跑，不互相导入；同一件事在两个片段里各写一遍的，这里对上。"""

import runpy

import pytest

from tests.support import ROOT


@pytest.fixture
def onprem(capsys):
    return runpy.run_path(ROOT / "snippets/onprem/onprem.py")


@pytest.fixture
def cached(capsys):
    return runpy.run_path(ROOT / "snippets/kv-cache/kv_per_token.py")


def constants(name, *wanted):
    """一个片段里的几个常数。"""
    found = runpy.run_path(ROOT / "snippets" / name)
    return {key: found[key] for key in wanted}


def test_self_hosting_rests_on_the_same_assumptions_everywhere(capsys):
    """选型与起炉两章的卡价、一个月几小时，四个片段各写一遍；满载的吞吐与人力，三个；吞吐的两头照「几张卡」那个片段取整。"""
    names = ("choosing/break_even", "choosing/loads", "choosing/whole_servers", "onprem/onprem")
    first, *others = (constants(f"{name}.py", "RENT", "HOURS") for name in names)
    assert all(other == first for other in others)
    first, *others = (constants(f"{name}.py", "PEAK", "PEOPLE") for name in names[:3])
    assert all(other == first for other in others)
    card = constants("onprem/onprem.py", "at_most", "reading")
    ends = (1 - card["reading"]) * card["at_most"], 2 * card["at_most"]
    assert constants("choosing/break_even.py", "PEAKS")["PEAKS"] == pytest.approx(ends, rel=0.01)


def test_the_gate_and_the_canary_speak_of_the_same_product(capsys):
    """信它几分一章的门槛与灰度说的是同一家：旧版的错率、只变坏一半的。"""
    gate = constants("launch/launch_gate.py", "old", "line", "worse")
    canary = constants("launch/canary.py", "OLD", "NEW", "worse")
    assert list(gate.values()) == pytest.approx(list(canary.values()))


def test_switching_is_gated_as_any_launch_is(capsys):
    """选型一章「换一家要几天」照抄了信它几分的门槛：考几道、一道判多久、一天看几条、看满几条。"""
    gate = constants("launch/launch_gate.py", "gate", "SECONDS")
    canary = constants("launch/canary.py", "REVIEWED", "needed")
    switch = constants("choosing/switch.py", "QUESTIONS", "MINUTES", "REVIEWED", "CANARY")
    assert list(switch.values()) == [gate["gate"][1], gate["SECONDS"] / 60, canary["REVIEWED"], canary["needed"]]


def test_caches_weigh_the_same_in_both_chapters(onprem, cached):
    """选型一章照抄了记性一章的结果：每词元的字节、每个请求固定的字节。"""
    renamed = {"Llama-3.1-8B": "Llama-3-8B"}  # 两代的层与组一样
    compared = 0
    for name, (*_, per_token, fixed) in onprem["MODELS"].items():
        if (source := renamed.get(name, name)) in cached["MODELS"]:
            assert (per_token, fixed) == pytest.approx(cached["size"](source), rel=0.01)
            compared += 1
    assert compared == len(onprem["MODELS"]) - 1  # Llama-3.1-70B 那一章没列
