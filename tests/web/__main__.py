"""印一份用例：python -m tests.web 名字。"""

import importlib
import json
import sys

print(json.dumps(importlib.import_module(f"tests.web.{sys.argv[1]}_cases").cases(), ensure_ascii=False))
