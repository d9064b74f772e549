"""造这本书的家什：numbers（数字律）、markdown（构建时的扩展）、commands（make 的各个目标）。"""

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
