"""找一个能用的 Chromium，没有就装：浏览器测试、PDF 与 EPUB 用。"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import Error, sync_playwright

# 头一个没有窗口那一套，开得快、占得少
NAMES = (
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "msedge",
    "microsoft-edge",
)
PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
)
MISSING = "zhuhun: 浏览器测试、PDF 与 EPUB 要 Chromium，没找到：apt install chromium-headless-shell（或装 Chrome），或用环境变量 CHROMIUM 指出它在哪"
ARGUMENTS = ["--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"]
# 没有显卡的机器上，Chromium 拿处理器仿一块来画；机器一忙，看门狗会把它当成死了，从此一帧也不再画。直接用软件画
ARGUMENTS += ["--disable-gpu", "--disable-gpu-watchdog"]
if hasattr(os, "geteuid") and os.geteuid() == 0:
    ARGUMENTS.append("--no-sandbox")  # Chromium 不肯让 root 带着沙箱跑；容器里多半就是 root


def find() -> str | None:
    """浏览器的路径：CHROMIUM 环境变量、系统里的、Playwright 装过的，依次找；都没有则 None。"""
    named = os.environ.get("CHROMIUM")
    for path in (named, *map(shutil.which, NAMES), *PLACES):
        if path and Path(path).exists():
            return path
    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


def install():
    """依次试：以 root 身份在 Debian 上用 apt；Playwright 自带的下载。"""
    apt = shutil.which("apt-get") and hasattr(os, "geteuid") and os.geteuid() == 0
    debian = "ID=debian" in Path("/etc/os-release").read_text() if Path("/etc/os-release").exists() else False
    steps = (
        [["apt-get", "update", "-qq"], ["apt-get", "install", "-y", "-qq", "chromium-headless-shell", "fonts-noto-cjk"]]
        if apt and debian
        else []
    )
    print("安装无头浏览器……", flush=True)
    for command in (
        *steps,
        [sys.executable, "-m", "playwright", "install", *(["--with-deps"] if apt else []), "chromium"],
    ):
        process = subprocess.run(command, capture_output=True, env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"})
        if process.returncode == 0 and find():
            return


def main():
    """备好浏览器，真启动一次：装上了不等于跑得起来。不行就只印一行怎么办。"""
    if not find():
        install()
    path = find()
    if path is None:
        sys.exit(MISSING)
    try:
        with sync_playwright() as playwright:
            playwright.chromium.launch(executable_path=path, args=ARGUMENTS).close()
    except Error as error:
        sys.exit(
            f"zhuhun: {path} 启动不了（{str(error).strip().splitlines()[0]}）：换一个，用环境变量 CHROMIUM 指出它在哪"
        )


if __name__ == "__main__":
    main()
