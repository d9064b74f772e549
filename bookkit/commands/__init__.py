"""make 的各个目标。装载这个包就备好它们要的环境变量与编码，所以不靠 make 也能单独跑，测试也用它。"""

import os
import sys
from pathlib import Path

from bookkit.commands import make

os.environ.update(make.environment(Path(sys.executable).parent))
make.speak_utf8()
