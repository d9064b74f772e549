"""每周查一遍外链：正文、价目、说明文件里写着的每个网址都去敲一次门，印一张表，有坏的以 1 退出。

只用标准库，不进 make test：通不通由别人定，不该挡住谁合并。没有网时说一声，以 2 退出。
"""

import re
import socket
import sys
import time
import urllib.error
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from itertools import groupby
from urllib.parse import urlsplit

from bookkit import ROOT

SOURCES = ("docs/*.md", "snippets/*/*.json", "bookkit/prices/models.toml", "bookkit/prices/prices.json", "*.md")
URL = re.compile(r"https?://[\w./~%&=?#:@+,;!$*-]+", re.ASCII)
HERE = re.compile(r"(?:localhost|127\.|(?:.+\.)?example\.)")  # 举例与本机的地址
ARXIV = re.compile(r"arXiv:(\d{4}\.\d{4,5})", re.ASCII)
GONE = {404, 410}
FINE, LOOK, BROKEN = "通", "要人看", "坏"
TIMEOUT, TRIES, PAUSE = 20, 3, 5  # 秒，次，秒
HEADERS = {"User-Agent": "Mozilla/5.0 (compatible; zhuhun-links)", "Accept": "*/*"}


def collect(root=ROOT):
    """{网址: [在哪，如 docs/a.md:3]}，一个网址只一条；论文号也算；#锚点不算，服务器看不见它。"""
    found = {}
    for pattern in SOURCES:
        for file in sorted(root.glob(pattern)):
            for number, line in enumerate(file.read_text("utf-8").splitlines(), 1):
                urls = [m[0].partition("#")[0].rstrip(".,;:!*") for m in URL.finditer(line)]
                for url in urls + [f"https://arxiv.org/abs/{m[1]}" for m in ARXIV.finditer(line)]:
                    if not HERE.match(urlsplit(url).hostname or "localhost"):
                        found.setdefault(url, []).append(f"{file.relative_to(root).as_posix()}:{number}")
    return found


def knock(url, timeout=TIMEOUT, tries=TRIES, pause=PAUSE):
    """敲一次门 → (判定, 说法)。说法是状态码，或没连上的原因；没走到服务器的以「连不上」开头。

    5xx 与没连上的隔一会儿再试；401、403、429 是不让机器看，不等于坏；到最后还不通的，也留给人看。
    """
    for attempt in range(tries):
        time.sleep(pause * attempt)
        try:
            with urllib.request.urlopen(urllib.request.Request(url, headers=HEADERS), timeout=timeout) as reply:
                return FINE, str(reply.status)
        except urllib.error.HTTPError as error:
            said = str(error.code)
            if error.code in GONE:
                return BROKEN, said
            if error.code < 500:
                return LOOK, said
        except (OSError, ValueError) as error:  # URLError、超时、断线都是 OSError；ValueError 是网址写错了
            reason = getattr(error, "reason", error)
            said = f"连不上：{reason}"
            if isinstance(reason, socket.gaierror) and reason.errno == socket.EAI_NONAME:
                return BROKEN, "连不上：没有这个域名"
    return LOOK, said


def check(urls, **options):
    """{网址: (判定, 说法)}。同一个主机的一条一条来，免得被当成攻击。"""
    host = lambda url: urlsplit(url).hostname
    groups = [list(group) for _, group in groupby(sorted(urls, key=host), host)]
    with ThreadPoolExecutor(8) as pool:
        walked = pool.map(lambda group: [(url, knock(url, **options)) for url in group], groups)
        return dict(pair for group in walked for pair in group)


def report(places, verdicts):
    """Markdown 的一段：总数，再是坏的、要人看的各一行。"""
    kinds = [verdict for verdict, _ in verdicts.values()]
    yield f"{len(kinds)} 个外链：" + "，".join(f"{kinds.count(kind)} 个{kind}" for kind in (FINE, LOOK, BROKEN)) + "。"
    rows = [
        f"| {kind} | {said.replace('|', '/')} | {url} | {'、'.join(places[url])} |"
        for kind in (BROKEN, LOOK)
        for url, (verdict, said) in sorted(verdicts.items())
        if verdict == kind
    ]
    if rows:
        yield from ("", "| 判定 | 说法 | 网址 | 在哪 |", "|---|---|---|---|", *rows)


def main(root=ROOT, **options):
    """印表，返回退出码：0 没有坏的，1 有，2 没有网。"""
    places = collect(root)
    verdicts = check(places, **options)
    lost = sum(said.startswith("连不上") for _, said in verdicts.values())
    if lost > len(verdicts) / 2:  # 只通得到镜像、内网的机器也算没有网
        print(f"{len(verdicts)} 个外链里 {lost} 个连不上，多半是这里没有网：不算数", file=sys.stderr)
        return 2
    print(*report(places, verdicts), sep="\n")
    return int(any(verdict == BROKEN for verdict, _ in verdicts.values()))


if __name__ == "__main__":
    sys.exit(main())
