"""用 Lighthouse 的手机预设量每一页：python -m bookkit.commands.lighthouse [页名……]

每页三次取中位数，印四项分数、时间、首屏字节与失分最多的一项。只印数，不断言：性能分跟着机器忙闲走，
不跟着走的（字节、请求、版面跳动）在 tests/site/test_weight.py 里。Lighthouse 有一百多个依赖，头一次跑时才由 npx 取来。
"""

import functools
import gzip
import http.server
import io
import json
import os
import statistics
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

from bookkit import ROOT
from bookkit.commands import browser
from bookkit.commands.make import BIN

LIGHTHOUSE = "lighthouse@13.5.0"
RUNS = 3
CATEGORIES = {"performance": "性能", "accessibility": "无障碍", "best-practices": "做法", "seo": "搜索"}
TIMINGS = {
    "largest-contentful-paint": "LCP 秒",
    "total-blocking-time": "阻塞毫秒",
    "cumulative-layout-shift": "版面跳动",
}
TEXT = {".html", ".css", ".js", ".mjs", ".json", ".svg", ".xml"}


class Gzipped(http.server.SimpleHTTPRequestHandler):
    """像静态托管那样：文字压缩着发。"""

    def send_head(self):
        path = Path(self.translate_path(self.path))
        if path.suffix not in TEXT or not path.is_file():
            return super().send_head()
        body = compressed(path)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(path))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        return io.BytesIO(body)

    def log_message(self, *_):
        pass


@functools.cache
def compressed(path):
    return gzip.compress(path.read_bytes(), 6)


def serve(folder):
    """在后台起服务，返回它的地址。"""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Gzipped, directory=folder))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return f"http://127.0.0.1:{server.server_port}"


def measure(address):
    """量一次，返回 Lighthouse 的报告；量不成就退出，印它的最后一行话。"""
    flags = " ".join(["--headless=new", *browser.ARGUMENTS])
    command = [BIN / "npx", "--yes", LIGHTHOUSE, address, "--quiet", "--output=json", f"--chrome-flags={flags}"]
    process = subprocess.run(command, capture_output=True, text=True, env={**os.environ, "CHROME_PATH": browser.find()})
    if process.returncode:
        sys.exit(f"zhuhun: Lighthouse 没量成：{(process.stderr.strip() or '没有输出').splitlines()[-1]}")
    return json.loads(process.stdout)


def summary(reports):
    """一页的几份报告 → {栏名: 中位数}，外加失分最多的一项。"""
    middle = lambda read: statistics.median(map(read, reports))
    row = {name: round(100 * middle(lambda r: r["categories"][key]["score"])) for key, name in CATEGORIES.items()}
    row |= {name: middle(lambda r: r["audits"][key]["numericValue"]) for key, name in TIMINGS.items()}
    row["LCP 秒"] /= 1000
    requests = [r["audits"]["network-requests"]["details"]["items"] for r in reports]
    row["KiB"] = statistics.median(sum(item["transferSize"] for item in items) for items in requests) / 1024
    row["请求"] = statistics.median(map(len, requests))
    return row, worst(reports[0])


def worst(report):
    """失分最多的一项审计：名字与失了几分；一分没失则空。"""
    lost = [
        (
            100 * ref["weight"] * (1 - (report["audits"][ref["id"]]["score"] or 0)) / sum(r["weight"] for r in refs),
            ref["id"],
        )
        for refs in (category["auditRefs"] for category in report["categories"].values())
        for ref in refs
        if ref["weight"] and report["audits"][ref["id"]]["score"] is not None
    ]
    points, name = max(lost)
    return f"{name} −{points:.1f}" if points >= 0.05 else ""


def main(names):
    """量 names 里的页；没给就量每一页。"""
    pages = sorted(p.stem for p in (ROOT / "docs").glob("*.md"))
    if unknown := set(names) - set(pages):
        sys.exit(f"zhuhun: 没有这一页：{'、'.join(sorted(unknown))}")
    if browser.find() is None:
        sys.exit(browser.MISSING)
    with tempfile.TemporaryDirectory() as folder:
        build = [sys.executable, "-m", "mkdocs", "build", "-q", "--strict", "-d", folder]
        subprocess.run(build, cwd=ROOT, check=True)
        address = serve(folder)
        print("页", *CATEGORIES.values(), *TIMINGS.values(), "KiB", "请求", "失分最多", sep="\t", flush=True)
        for name in names or pages:
            row, lost = summary([measure(f"{address}/{name}.html") for _ in range(RUNS)])
            print(name, *(f"{value:.3g}" for value in row.values()), lost, sep="\t", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
