"""每周的外链检查：不出网，向本机的一个小服务器敲门。"""

import http.server
import socket
import threading

import pytest

from bookkit.commands import links


class _Door(http.server.BaseHTTPRequestHandler):
    """/状态码 答那个状态码；/flaky 头一次答 503；/moved 转到 /200；/slow 不答。"""

    def do_GET(self):
        self.server.asked.append(self.path)
        what = self.path[1:]
        if what == "slow":
            return self.server.closing.wait(60)
        first = self.server.asked.count(self.path) == 1
        self.send_response({"flaky": 503 if first else 200, "moved": 301}.get(what) or int(what))
        if what == "moved":
            self.send_header("Location", "/200")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_):
        pass


@pytest.fixture
def door(monkeypatch):
    """那个服务器。代理关掉，「没有这个域名」的答法写死：各台机器的解析器不一样。"""
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    resolve = socket.getaddrinfo

    def getaddrinfo(host, *rest, **options):
        if host.endswith(".invalid"):
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        if host == "no-network.test":
            raise socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution")
        return resolve("127.0.0.1" if host.endswith(".test") else host, *rest, **options)

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Door)
    server.asked, server.closing = [], threading.Event()
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()  # 多久看一次要不要停
    yield server
    server.closing.set()
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize(
    "path, verdict, said, asked",
    [
        ("200", links.FINE, "200", 1),
        ("moved", links.FINE, "200", 1),
        ("flaky", links.FINE, "200", 2),
        ("404", links.BROKEN, "404", 1),
        ("410", links.BROKEN, "410", 1),
        ("401", links.LOOK, "401", 1),
        ("403", links.LOOK, "403", 1),
        ("429", links.LOOK, "429", 1),
        ("500", links.LOOK, "500", 2),
        ("slow", links.LOOK, "连不上", 2),
    ],
)
def test_each_answer_has_its_verdict(door, path, verdict, said, asked):
    timeout = 0.5 if path == "slow" else 30
    found = links.knock(f"http://127.0.0.1:{door.server_port}/{path}", timeout=timeout, tries=2, pause=0)
    assert found[0] == verdict and found[1].startswith(said)
    assert door.asked.count(f"/{path}") == asked


@pytest.mark.parametrize(
    "url, verdict, said",
    [
        ("http://gone.invalid/", links.BROKEN, "连不上：没有这个域名"),
        ("http://no-network.test/", links.LOOK, "连不上：[Errno"),
        ("http://door.test:99999/", links.LOOK, "连不上："),
    ],
)
def test_a_host_that_is_gone_is_broken_one_out_of_reach_is_not(door, url, verdict, said):
    found = links.knock(url, tries=2, pause=0)
    assert found[0] == verdict and found[1].startswith(said)


@pytest.fixture
def book(tmp_path):
    (tmp_path / "docs").mkdir()
    (tmp_path / "bookkit/prices").mkdir(parents=True)
    return tmp_path


def test_every_link_is_collected_once_with_its_places(book):
    (book / "docs/a.md").write_text(
        "见 <https://a.test/x>，又见（https://a.test/x）。\n[甲](https://b.test/y#z)、`http://127.0.0.1:8000`、https://example.org/、arXiv:1706.03762。\n",
        "utf-8",
    )
    (book / "bookkit/prices/models.toml").write_text('source = "官方页 https://c.test/p?q=1"', "utf-8")
    (book / "README.md").write_text("https://b.test/y.", "utf-8")
    assert links.collect(book) == {
        "https://a.test/x": ["docs/a.md:1", "docs/a.md:1"],
        "https://b.test/y": ["docs/a.md:2", "README.md:1"],
        "https://arxiv.org/abs/1706.03762": ["docs/a.md:2"],
        "https://c.test/p?q=1": ["bookkit/prices/models.toml:1"],
    }


def test_the_table_lists_what_is_broken_first_and_the_exit_code_follows(door, book, capsys):
    at = f"http://door.test:{door.server_port}"
    (book / "docs/a.md").write_text(f"{at}/200 {at}/403\n{at}/404 {at}/200", "utf-8")
    assert links.main(book, pause=0) == 1
    told = capsys.readouterr().out.splitlines()
    assert told[0] == "3 个外链：1 个通，1 个要人看，1 个坏。"
    assert told[-2:] == [f"| 坏 | 404 | {at}/404 | docs/a.md:2 |", f"| 要人看 | 403 | {at}/403 | docs/a.md:1 |"]
    assert door.asked.count("/200") == 1
    (book / "docs/a.md").write_text(f"{at}/200 {at}/403", "utf-8")
    assert links.main(book, pause=0) == 0


def test_without_a_network_one_line_says_so(door, book, capsys):
    """够得着的只有本机的镜像，也算没有网：不能把整本书的外链都报成坏的。"""
    (book / "docs/a.md").write_text(
        f"http://no-network.test/ http://gone.invalid/ http://door.test:{door.server_port}/404", "utf-8"
    )
    assert links.main(book, tries=1) == 2
    told = capsys.readouterr()
    assert told.out == "" and told.err == "3 个外链里 2 个连不上，多半是这里没有网：不算数\n"


def test_the_real_book_has_links_to_check():
    found = links.collect()
    assert "https://arxiv.org/abs/1706.03762" in found
    assert all(url.isascii() and not url.endswith((".", ",", ")")) for url in found)
