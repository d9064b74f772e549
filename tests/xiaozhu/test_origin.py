"""来历：该变的变，不该变的不变；依赖从 import 推出；各版 Python 摘出同一个数。"""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support import ROOT
from xiaozhu import checkpoint, experiments, origin
from xiaozhu.stages import STAGES


@pytest.fixture
def package(tmp_path):
    """一个小包：main 用 helper，helper 在函数里用 deep；other 谁也不用。"""
    folder = tmp_path / "toy"
    texts = {
        "__init__": "from toy import other\n",
        "main": "from toy import helper\nfrom toy.parts import x\n",
        "helper": "def f():\n    import toy.deep\n",
        "deep": "x = 1\n",
        "other": "y = 1\n",
        "parts/__init__": "from .inner import x\n",
        "parts/inner": "x = 1\n",
    }
    for name, text in texts.items():
        path = folder / f"{name}.py"
        path.parent.mkdir(exist_ok=True, parents=True)
        path.write_text(text, "utf-8")
    return folder


def digest_of(package, name, text):
    (package / f"{name}.py").write_text(text, "utf-8")
    return origin.digest("toy.main", package=package)


@pytest.mark.parametrize(
    "before, after, same",
    [
        ("x = 1", "x = 2", False),
        ("x = 1", "x = 1.0", False),
        ("x = True", "x = 1", False),
        ("x = [1, '']", "x = [1]", False),
        ("x = f'{y:.2f}'", "x = f'{y:.3f}'", False),
        ("def f(a): pass", "def f(a=None): pass", False),
        ('"""甲"""\nx = 1  # 注', '"""乙"""\nx = (1)', True),
        ("def f():\n    '''甲'''\n    return 1", "def f():\n    return 1", True),
        ("x = 'a' 'b'", 'x = "ab"', True),
    ],
)
def test_the_digest_sees_the_code_and_not_the_comments(package, before, after, same):
    assert (digest_of(package, "main", before) == digest_of(package, "main", after)) is same


def test_dependencies_follow_the_imports(package):
    assert set(origin.closure("toy.main", package=package)) == {
        "toy.main", "toy.helper", "toy.deep", "toy.parts", "toy.parts.inner",
    }  # fmt: skip
    before = origin.digest("toy.main", package=package)
    assert digest_of(package, "other", "y = 2") == before  # 没有用到的
    assert digest_of(package, "deep", "x = 2") != before  # 隔了两层的
    with pytest.raises(ModuleNotFoundError, match="没有模块 toy.gone"):
        origin.digest("toy.gone", package=package)


MODULES = [stage.__name__ for stage in STAGES.values()] + [f"{experiments.__name__}.{n}" for n in experiments.NAMES]


@pytest.mark.parametrize("name", MODULES)
def test_how_things_are_stored_does_not_matter(name):
    """改存取、命令行、体检的话，不必重铸、重做。"""
    storage = {"xiaozhu.checkpoint", "xiaozhu.forge", "xiaozhu.evaluate", "xiaozhu.experiments"}
    assert not storage & set(origin.closure(name))


def test_a_checkpoint_brings_its_code_along():
    """kv_cache 只取检查点、不 import 模型，模型改了它也过期；recall 不取检查点，就只算自己的。"""
    assert "xiaozhu.model" not in origin.closure("xiaozhu.experiments.kv_cache")
    assert checkpoint.source("xiaozhu.experiments.kv_cache", ["pretrain"]) == origin.digest(
        "xiaozhu.experiments.kv_cache", "xiaozhu.model", "xiaozhu.tokenizer"
    )
    recall = "xiaozhu.experiments.recall"
    assert checkpoint.source(recall, []) == origin.digest(recall)


# 各版解释器都跑这一段：本包的每个模块，外加各版语法树印得不一样的几种写法
EVERYWHERE = r"""
import sys
from pathlib import Path
from xiaozhu import origin
package = origin.PACKAGE
names = sorted(".".join(p.relative_to(package.parent).with_suffix("").parts) for p in package.rglob("*.py"))
print(*(origin.digest(name.removesuffix(".__init__")) for name in names))
for text in sys.argv[1:]:
    print(origin._parse(text)[0])
"""
AWKWARD = [
    'f"{x:{w}}" f"{x:{{}}>3}" f"{x:}" "b" f"{{" f"{x=!r}"',
    "class A:\n    x: int = 1\n    async def f(self, /, a, *b, c=..., **k): return 1j, 1e-320, 10**40, b'\\xff', None",
    "match x:\n    case [1, *_, {'a': b}] | None if x: pass",
    "def f(): pass\ntry: pass\nexcept* ValueError: raise",
    "x = '\U00030edd\u9f98'",  # 较新的字，旧版的 repr 印不出来
]


def other_pythons():
    """找得到、跑得起来的别的 Python，3.11 起。"""
    for minor in range(11, 20):
        name = f"python3.{minor}"
        candidates = [*sorted((Path.home() / ".pyenv/versions").glob(f"3.{minor}.*/bin/{name}")), shutil.which(name)]
        for python in filter(None, candidates):
            if (
                minor != sys.version_info.minor
                and not subprocess.run([python, "-c", ""], capture_output=True).returncode
            ):
                yield python
                break


def test_the_digest_is_the_same_in_every_python():
    run = lambda python: subprocess.run(  # -S：不装第三方的包，光靠标准库
        [python, "-S", "-c", EVERYWHERE, *AWKWARD], cwd=ROOT, capture_output=True, text=True, encoding="utf-8"
    )
    here, others = run(sys.executable), list(other_pythons())
    assert here.returncode == 0 and len(here.stdout.split()) > 30, here.stderr
    if not others:
        pytest.skip("这台机器上没有别的 Python")
    for python in others:
        there = run(python)
        assert there.stdout == here.stdout, f"{python}：{there.stderr[-300:]}"
