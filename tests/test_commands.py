"""从陌生人的一侧看这个仓库：取下来、装起来、跑各个目标；出错时说得对不对。"""

import errno
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from bookkit.commands import browser, make
from tests.support import ROOT, Site
from xiaozhu import atomic

# —— 取下来 ——


def test_line_endings_survive_a_checkout(tmp_path):
    """Git 会按用户的设置改写换行；检查点与结果按字节算校验和，一个字节也不许变。"""
    if not (ROOT / ".git").exists():
        pytest.skip("这一份不是 Git 检出的")
    copy = tmp_path / "带 空格"
    git = lambda *arguments, **options: (
        subprocess.run(["git", *arguments], check=True, capture_output=True, encoding="utf-8", **options).stdout
    )
    git("clone", "-q", "-c", "core.autocrlf=true", ROOT, copy)
    in_store = {}
    for line in git("ls-files", "-s", "-z", cwd=copy).split("\0")[:-1]:
        entry, _, name = line.partition("\t")
        in_store[name] = entry.split()[1]
    on_disk = git("hash-object", "--no-filters", "--stdin-paths", cwd=copy, input="\n".join(in_store)).split()
    assert dict(zip(in_store, on_disk)) == in_store


# —— 装起来 ——


@pytest.fixture
def checkout(tmp_path, monkeypatch):
    """一份没装过的检出。venv、pip 与 npm 都是替身：记下被叫了什么，按 says 里写的话失败。"""
    root = tmp_path / "一处 地方"
    (root / "theme").mkdir(parents=True)
    (root / "bookkit/commands").mkdir(parents=True)
    for name in ("requirements.txt", "package-lock.json", "pyproject.toml", "bookkit/commands/make.py"):
        shutil.copyfile(ROOT / name, root / name)
    for source in make.VENDOR.values():
        file = root / "node_modules" / source.replace("*", "甲")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("")
    return Checkout(root, monkeypatch)


class Checkout:
    """calls：装的时候依次叫了哪些程序；says：程序名 → 它失败时印的话。"""

    def __init__(self, root, monkeypatch):
        self.calls, self.says = [], {}
        self.monkeypatch = monkeypatch
        self.move_to(root)
        monkeypatch.setattr(make.venv, "create", self._create)
        monkeypatch.setattr(make.subprocess, "run", self._run)

    def move_to(self, root):
        self.root = root
        for name in ("PYTHON", "BIN", "VENV", "ROOT"):
            self.monkeypatch.setattr(make, name, root / getattr(make, name).relative_to(make.ROOT))

    def _create(self, folder, *, with_pip, clear):
        self.calls.append("venv")
        if clear:
            shutil.rmtree(folder, ignore_errors=True)
        make.PYTHON.parent.mkdir(parents=True)
        make.PYTHON.touch()

    def _run(self, command, **_):
        program = "pip" if "pip" in command else Path(command[0]).stem
        self.calls.append(program)
        said = self.says.get(program, "")
        return subprocess.CompletedProcess(command, bool(said), stdout="", stderr=said)

    def install(self):
        self.calls.clear()
        make.install({})
        return self.calls

    def failure(self):
        with pytest.raises(SystemExit) as caught:
            self.install()
        assert "\n" not in str(caught.value) and str(caught.value).startswith("zhuhun: ")
        return str(caught.value)


ALL = ["venv", "pip", "pip", "npm"]


def test_nothing_is_installed_twice(checkout):
    assert checkout.install() == ALL
    assert checkout.install() == []
    (checkout.root / "package-lock.json").write_text("{}")
    assert checkout.install() == ALL[1:]  # 锁文件变了：虚拟环境还能用


def test_a_moved_folder_gets_a_new_environment(checkout):
    """.venv 里的脚本写死了自己的绝对路径，搬家之后全都跑不起来。"""
    checkout.install()
    moved = checkout.root.with_name("另一处")
    checkout.root.rename(moved)
    checkout.move_to(moved)
    assert checkout.install() == ALL
    assert checkout.install() == []


def test_another_python_gets_a_new_environment(checkout, monkeypatch):
    checkout.install()
    monkeypatch.setattr(make.sys, "base_prefix", "/opt/another")
    assert checkout.install() == ALL


@pytest.mark.parametrize(
    "program, output, advice",
    [
        ("pip", "ERROR: Could not install: [Errno 28] No space left on device: 'a'", "磁盘满了"),
        ("npm", "npm error code ENOSPC\nnpm error syscall write", "磁盘满了"),
        ("pip", "OSError: [Errno 30] Read-only file system: 'a'", "写不进去"),
        ("npm", "npm error code EROFS", "写不进去"),
        ("pip", "ERROR: Could not install packages: [Errno 13] Permission denied: 'a'", "写不进去"),
        (
            "pip",
            "WARNING: Retrying (Retry(total=0)) after connection broken by 'ProxyError('Cannot connect to proxy.', "
            "NewConnectionError('[Errno 111] Connection refused'))': /simple/six/\n"
            "ERROR: Could not find a version that satisfies the requirement six==1.16.0 (from versions: none)\n"
            "ERROR: No matching distribution found for six==1.16.0",
            "代理",
        ),
        (
            "pip",
            "WARNING: Retrying (Retry(total=0)) after connection broken by 'SSLError(SSLCertVerificationError(1, "
            "'[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: self-signed certificate'))': /simple/six/\n"
            "ERROR: No matching distribution found for six==1.16.0",
            "PIP_CERT",
        ),
        ("pip", "OSError: Could not find a suitable TLS CA certificate bundle, invalid path: /a.pem", "PIP_CERT"),
        (
            "npm",
            "npm warn Unknown user config\nnpm error code DEPTH_ZERO_SELF_SIGNED_CERT\nnpm error errno",
            "NODE_EXTRA_CA_CERTS",
        ),
        (
            "pip",
            "WARNING: Retrying (Retry(total=0)) after connection broken by 'NewConnectionError('Failed to establish "
            "a new connection: [Errno -2] Name or service not known')': /simple/six/\n"
            "ERROR: No matching distribution found for six==1.16.0",
            "查网络",
        ),
        ("npm", "npm error code ECONNREFUSED\nnpm error syscall connect", "NPM_CONFIG_REGISTRY"),
        (
            "pip",
            "ERROR: Could not find a version that satisfies the requirement six==1.16.0 (from versions: 1.17.0)\n"
            "ERROR: No matching distribution found for six==1.16.0",
            "镜像里没有锁定的版本",
        ),
        (
            "pip",
            "WARNING: Retrying after connection broken by 'ReadTimeoutError'\n"
            "ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE.",
            "校验和",
        ),
        ("pip", "ERROR: 从没见过的毛病", "从没见过的毛病"),
    ],
)
def test_a_failed_install_names_the_right_cause(checkout, program, output, advice):
    checkout.says[program] = output
    assert advice in checkout.failure()
    checkout.says.clear()
    checkout.install()  # 修好之后接着装


@pytest.mark.parametrize(
    "error, advice",
    [
        (OSError(errno.EROFS, "Read-only file system", ".venv"), "写不进去"),
        (PermissionError(errno.EACCES, "Permission denied", ".venv"), "写不进去"),
        (OSError(errno.ENOSPC, "No space left on device"), "磁盘满了"),
        (subprocess.CalledProcessError(1, "ensurepip", b"OSError: [Errno 28] No space left on device"), "磁盘满了"),
        (subprocess.CalledProcessError(1, "ensurepip", b"No module named ensurepip"), "python3-venv"),
    ],
)
def test_a_failed_environment_names_the_right_cause(checkout, monkeypatch, error, advice):
    def create(*_, **__):
        raise error

    monkeypatch.setattr(make.venv, "create", create)
    assert advice in checkout.failure()


def test_a_disk_that_fills_up_while_copying_is_one_line(checkout, monkeypatch):
    def copyfile(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(make.shutil, "copyfile", copyfile)
    assert "磁盘满了" in checkout.failure()


# —— 跑起来 ——


@pytest.mark.parametrize(
    "command, says",
    [
        (["bookkit/commands/make.py"], "用法"),
        (["-c", "import bookkit.commands.bench; print('汉')"], "汉"),
        (["-m", "pytest", "--help"], "重写金样"),
        (["-m", "xiaozhu.evaluate", "--help"], "对照书里的范围"),
        (["-m", "xiaozhu.forge", "没有这个"], "没有「没有这个」这个阶段"),
        (["-m", "xiaozhu.experiments", "没有这个"], "没有「没有这个」这个实验"),
    ],
)
def test_a_western_terminal_is_no_reason_to_crash(command, says):
    """Windows 西文终端的编码里没有汉字。"""
    run = subprocess.run(
        [sys.executable, *command], cwd=ROOT, capture_output=True, env={**os.environ, "PYTHONIOENCODING": "cp1252"}
    )
    assert says in (run.stdout + run.stderr).decode("utf-8")


@pytest.fixture
def port():
    with socket.create_server(("127.0.0.1", 0)) as server:
        return server.getsockname()[1]


def children(pid):
    """pid 的所有后代。"""
    table = subprocess.run(["ps", "-A", "-o", "pid=,ppid="], capture_output=True, text=True, check=True).stdout
    parents = {int(child): int(parent) for child, parent in map(str.split, table.splitlines())}
    line = lambda p: [p, *line(parents[p])] if p in parents else [p]
    return [p for p in parents if p != pid and pid in line(p)]


@pytest.mark.skipif(os.name == "nt", reason="Windows 没有 SIGTERM")
def test_a_plain_kill_stops_the_preview_and_everything_it_started(tmp_path, port):
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/index.md").write_text("$1 + 1$", "utf-8")  # 有公式，就有一个排公式的 Node 进程
    book = tmp_path / "mkdocs.yml"
    book.write_text(
        "site_name: 甲\nmarkdown_extensions: [{pymdownx.arithmatex: {generic: true}}, bookkit.markdown.katex]", "utf-8"
    )
    preview = subprocess.Popen(
        [sys.executable, "-m", "bookkit.commands.serve", "-f", book, "-a", f"127.0.0.1:{port}"],
        cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        until(lambda: answers(port), 60)
        family = children(preview.pid)
        assert family
        preview.send_signal(signal.SIGTERM)
        preview.wait(60)
        until(lambda: not answers(port) and not any(map(alive, family)), 60)
    finally:
        preview.kill()


def answers(port):
    with socket.socket() as client:
        return client.connect_ex(("127.0.0.1", port)) == 0


def alive(pid):
    state = subprocess.run(["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, text=True).stdout.strip()
    return bool(state) and not state.startswith("Z")  # 没人收尸的僵尸不算活着


def until(condition, seconds):
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "等不到"
        time.sleep(0.1)


@pytest.mark.skipif(os.name == "nt", reason="Windows 的 exec 不是接替，那里照旧是父子两个进程")
def test_make_hands_over_to_the_program_it_runs(checkout):
    """make.py 装好之后就变成那个程序：信号直接到它手里，没有中间人要转发。"""
    checkout.install()
    make.PYTHON.write_text("#!/bin/sh\necho $$ $*\n")
    make.PYTHON.chmod(0o755)
    process = subprocess.Popen(
        [sys.executable, checkout.root / "bookkit/commands/make.py", "serve", "-a", "x"],
        stdout=subprocess.PIPE, encoding="utf-8",
    )  # fmt: skip
    assert process.communicate()[0] == f"{process.pid} -m bookkit.commands.serve -a x\n"


# —— 测起来 ——


def bare_pytest(*arguments, cwd, **variables):
    """不靠 make、从别的文件夹跑 pytest，环境变量只有给的这几个。"""
    run = subprocess.run(
        [sys.executable, "-m", "pytest", *arguments],
        cwd=cwd, env=variables, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8",
    )  # fmt: skip
    return run.returncode, run.stdout


def test_pytest_needs_neither_make_nor_this_folder(tmp_path):
    book = ROOT / "tests/numbers/test_book.py"
    names = "test_formulas_can_be_typeset[attention]", "test_snippet_prints_its_golden_output[attention]"
    code, said = bare_pytest(*(f"{book}::{name}" for name in names), cwd=tmp_path, PATH=os.defpath)
    assert (code, said.count("passed")) == (0, 1), said


@pytest.mark.browser
@pytest.mark.parametrize("workers", ["0", "2"])
def test_without_a_browser_one_line_says_what_to_do(tmp_path, workers):
    if any(Path(place).exists() for place in browser.PLACES):
        pytest.skip("这台机器的浏览器装在固定的地方，藏不起来")
    code, said = bare_pytest(
        ROOT / "tests/site/test_browser.py", "-n", workers,
        cwd=tmp_path, PATH=str(tmp_path), PLAYWRIGHT_BROWSERS_PATH=str(tmp_path),
    )  # fmt: skip
    assert code == 1 and said.count("apt install chromium") == 1 and "Traceback" not in said, said


def test_numbers_are_rewritten_by_one_process_only(tmp_path):
    code, said = bare_pytest(ROOT / "tests/numbers", "--update", "-n", "2", cwd=tmp_path, PATH=os.defpath)
    assert code == pytest.ExitCode.USAGE_ERROR and "去掉 -n" in said, said


def test_the_site_is_built_once_for_all_workers(tmp_path, monkeypatch):
    def build(site):
        time.sleep(0.2)
        built.append(site)
        atomic.write(site.log, b'[0, "WARNING"]')

    built = []
    monkeypatch.setattr(Site, "_build", build)
    workers = [Site(tmp_path) for _ in range(3)]
    assert [worker.wait() for worker in workers] == ["WARNING"] * 3
    assert built == workers[:1]


def test_a_site_that_cannot_be_built_fails_with_its_own_words(tmp_path):
    site = Site(tmp_path)
    (tmp_path / "building").mkdir()
    atomic.write(site.log, b'[1, "some words"]')
    with pytest.raises(pytest.fail.Exception, match="some words"):
        site.wait()


@pytest.mark.parametrize("arguments", [[], ["serv"], ["--help"]])
def test_the_entry_point_explains_itself(arguments):
    run = subprocess.run(
        [sys.executable, ROOT / "bookkit/commands/make.py", *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert run.returncode and run.stderr.startswith("zhuhun: 用法") and run.stderr.count("\n") == 1


@pytest.mark.parametrize(
    "breakage, said",
    [
        ("requirements.txt", "装不上 Python 依赖"),
        ("package-lock.json", "装不上前端依赖"),
    ],
)
def test_a_failed_install_is_one_line(tmp_path, breakage, said):
    """装依赖失败时只有一行话，没有堆栈。真的去装太慢，用一个必然失败的命令代替。"""
    code = "import sys; print('ERROR: 连不上', file=sys.stderr); sys.exit(1)"
    with pytest.raises(SystemExit) as stopped:
        make.run([sys.executable, "-c", code], None, f"{said}，查网络")
    assert str(stopped.value) == f"zhuhun: {said}，查网络（ERROR: 连不上）"
    with pytest.raises(SystemExit) as stopped:
        make.run([str(Path(tmp_path) / breakage)], None, said)
    assert str(stopped.value).startswith(f"zhuhun: {said}（")
