"""终端：各个入口（python -m xiaozhu.……）一上来就定下的。"""

import sys


def speak_utf8():
    """终端的编码里没有汉字时（如西文 Windows 的 cp1252），照样印 UTF-8，不崩。"""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="replace")
