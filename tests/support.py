"""各处测试共用的：报毛病的式样、只建一次的站点。"""

import contextlib
import json
import subprocess
import sys
import threading
import time

import pytest
from playwright.sync_api import TimeoutError

from bookkit import ROOT
from xiaozhu import atomic

BUILD_TIMEOUT = 600  # 秒
STALLS = 5
# 还画不画：等一帧画出来。evaluate 没有时限，合成器停死时只等它会等到永远
DRAWS = "new Promise(done => { requestAnimationFrame(() => done(true)); setTimeout(() => done(false), 15_000); })"


class Stalled(TimeoutError):
    """合成器停死了：一帧也不画，等什么都等不到。"""


def fail(problems):
    """一条毛病一行，不要堆栈。"""
    if problems:
        pytest.fail("\n" + "\n".join(map(str, problems)), pytrace=False)


class Site:
    """构建一次的整站，放在带中文与空格的路径下：发布到哪个子路径都得能用。

    parent 是几个进程共用的文件夹。谁先建出其中的 building 谁来构建；完成的记号是 log，里面是返回码与输出。
    """

    def __init__(self, parent):
        self.parent, self.folder, self.log = parent, parent / "书 稿", parent / "log"
        self.thread = None

    def start(self):
        try:
            (self.parent / "building").mkdir()
        except FileExistsError:
            return
        self.thread = threading.Thread(target=self._build)
        self.thread.start()

    def _build(self):
        """不用 --strict：链接坏了也要构建得出，好让链接测试报出行列；有没有告警另有一条测试。"""
        process = subprocess.run(
            [sys.executable, "-m", "mkdocs", "build", "--no-strict", "-d", self.folder],
            cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8",
        )  # fmt: skip
        atomic.write(self.log, json.dumps([process.returncode, process.stdout]).encode())

    def wait(self):
        """等到建完，返回构建的输出；没建成，测试就失败。"""
        self.start()
        deadline = time.monotonic() + BUILD_TIMEOUT
        while not self.log.exists():
            if time.monotonic() > deadline:
                pytest.fail(f"{BUILD_TIMEOUT} 秒还没构建完站点", pytrace=False)
            time.sleep(0.1)
        code, output = json.loads(self.log.read_text("utf-8"))
        if code:
            pytest.fail("\n" + output, pytrace=False)
        return output

    def finish(self):
        """这个进程的测试先跑完了，别的进程可能还在等它建的站点。"""
        if self.thread:
            self.thread.join()


def until(page, condition, arg=None, **options):
    """等一个条件成立。按时钟问；缺省是画一帧问一次，合成器停了一拍，就再也不问了。

    condition 是式子或函数，都包成函数再给：式子每问一回就要求值一回，页面的内容安全策略只放行头一回。

    流程图、部件都是快滚到眼前时才装载，靠的也是画帧。忙的机器上，无头浏览器的合成器偶尔停了就不再动：
    等二十秒还不成，截一张图，逼它画一帧，再等；逼也逼不动，就不等了，整条重来（tests/site/conftest.py）。
    """
    condition = f"arg => {{ const asked = ({condition}); return typeof asked === 'function' ? asked(arg) : asked; }}"
    for _ in range(STALLS):
        try:
            return page.wait_for_function(condition, arg=arg, polling=50, **{"timeout": 20_000, **options})
        except TimeoutError:
            with contextlib.suppress(TimeoutError):
                page.screenshot(timeout=20_000)
            if not page.evaluate(DRAWS):
                raise Stalled("一帧也不画了") from None
    page.wait_for_function(condition, arg=arg, polling=50, **options)
