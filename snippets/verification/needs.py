"""全书的片段各要什么才跑得起来，几个印的是存档。"""

from collections import Counter
from pathlib import Path

from bookkit.numbers.snippet import archived, needs

paths = sorted(Path(__file__).resolve().parents[1].glob("*/*.py"))
kinds = Counter(needs(path) for path in paths)
print(f"snippets={len(paths)}")
print(f"standard={kinds['标准库']}")
print(f"numpy={kinds['numpy']}")
print(f"book={kinds['本书']}")
print(f"archived={sum(map(archived, paths))}")
