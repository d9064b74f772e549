"""装好一切再干活：python bookkit/commands/make.py [serve|test|quick|build|offline|pdf|epub|update|mutants|prices|bench|canary|lighthouse]

只用标准库，任何装了 Python 3.11 的系统都能跑。第一次会建 .venv、按锁文件装好 Python 与前端依赖；
锁文件没变，之后就直接干活。出错只印一行：缺什么、怎么补。
"""

import hashlib
import os
import re
import shutil
import signal
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
PYODIDE = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "pyodide-lock.json", "python_stdlib.zip")
VENDOR = {  # theme/assets/vendor/ 里的名字 → node_modules/ 里的来处
    "iframe-worker.js": "iframe-worker/shim/index.js",
    "mermaid.js": "@mermaid-js/tiny/dist/mermaid.tiny.js",
    "codejar.js": "codejar/dist/codejar.js",
    "minisearch.js": "minisearch/dist/umd/index.js",
    **{f"pyodide/{name}": f"pyodide/{name}" for name in PYODIDE},
    "katex/katex.css": "katex/dist/katex-swap.min.css",
    "katex/fonts": "katex/dist/fonts/*.woff2",
}
QUICK = "not browser and not forge and not again"
PARALLEL = ["-n", "auto", "--maxprocesses", "8"]  # 每个核一个进程；--update 要按次序，不能分
COMMANDS = {
    "serve": ["-m", "bookkit.commands.serve"],
    "build": ["-m", "mkdocs", "build", "--strict"],
    "test": ["-m", "pytest", *PARALLEL],
    "quick": ["-m", "pytest", *PARALLEL, "-m", QUICK, "--changed"],
    "update": ["-m", "pytest", "-m", QUICK, "--update"],
    "mutants": ["-m", "bookkit.commands.mutants"],
    "offline": ["-m", "bookkit.commands.offline"],
    "pdf": ["-m", "bookkit.commands.pdf"],
    "epub": ["-m", "bookkit.commands.epub"],
    "prices": ["-m", "bookkit.commands.prices"],
    "canary": ["-m", "bookkit.commands.canary"],
    "bench": ["-m", "bookkit.commands.bench"],
    "lighthouse": ["-m", "bookkit.commands.lighthouse"],
}
# 安装失败时的输出里有什么 → 该怎么办。从上往下认第一条：pip 连不上网时也会说「没有这个版本」，重试过的警告又会留到最后。
CAUSES = {
    r"No space left|ENOSPC|not enough space": "磁盘满了：腾出约 1 GB",
    r"Read-only file system|Permission denied|Access is denied|EROFS|EACCES|EPERM": "写不进去：换一个能写的文件夹重新克隆",
    r"DO NOT MATCH THE HASHES|EINTEGRITY": "下载到的与锁文件的校验和不同：换一个镜像或网络",
    r"CERTIFICATE_VERIFY_FAILED|CA certificate|SELF_SIGNED|UNABLE_TO_|CERT_": (
        "对方的证书不被信任：把你们网络的根证书写进 PIP_CERT 与 NODE_EXTRA_CA_CERTS"
    ),
    r"ProxyError|ERR_INVALID_PROXY": "代理连不上：查 HTTPS_PROXY 等环境变量",
    r"connection broken|ConnectionError|TimeoutError|ECONN|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|FetchError": (
        "连不上：查网络与代理，或用 PIP_INDEX_URL、NPM_CONFIG_REGISTRY 换个镜像"
    ),
    r"No matching distribution|ETARGET|E404": "镜像里没有锁定的版本，或没有给 Python {version} 的：换一个镜像，或换一个 Python",
}


def main(argv):
    speak_utf8()
    command = argv[0] if argv else ""
    if command not in COMMANDS:
        stop(f"用法：python bookkit/commands/make.py [{'|'.join(COMMANDS)}]")
    if sys.version_info < (3, 11):
        stop(f"要 Python 3.11 或更新，这里是 {sys.version.split()[0]}：装一个新的，再用它运行本命令")
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # 装到一半被 kill：连 pip 一起停
    os.chdir(ROOT)
    variables = {**os.environ, **environment(BIN)}
    install(variables)
    if command in ("test", "pdf", "epub"):
        run([PYTHON, "-m", "bookkit.commands.browser"], variables, None)
    program = [PYTHON, *COMMANDS[command], *argv[1:]]
    if os.name != "nt":
        os.execve(PYTHON, program, variables)  # 变成那个程序：信号直接到它手里，不必转发
    try:  # Windows 的 exec 不等新程序跑完就返回
        sys.exit(subprocess.call(program, env=variables))
    except KeyboardInterrupt:
        sys.exit(130)


def environment(scripts):
    """各个目标要的环境变量。scripts 是虚拟环境放可执行文件的文件夹，node 在里面。"""
    return {
        "NO_MKDOCS_2_WARNING": "1",
        "PYTHONUTF8": "1",
        "PYTHONIOENCODING": "utf-8",  # 它比 PYTHONUTF8 优先，所以也要写
        "PYTHONDONTWRITEBYTECODE": "",  # 片段一个进程一个，回回重新编译 xiaozhu 要多花三成
        "PATH": f"{scripts}{os.pathsep}{os.environ['PATH']}",
    }


def speak_utf8():
    """终端的编码里没有汉字时（如西文 Windows 的 cp1252），照样印 UTF-8，不崩。"""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="replace")


def install(variables):
    """按锁文件装依赖；装过的不再装。搬了家或换了 Python，虚拟环境重建：其中的脚本写死了这两样的路径。"""
    locks = b"".join(
        (ROOT / f).read_bytes()
        for f in ("requirements.txt", "package-lock.json", "pyproject.toml", "bookkit/commands/make.py")
    )
    stamp, digest = VENV / "installed", hashlib.sha256(locks).hexdigest()
    birth, born = VENV / "born", f"{VENV}\n{sys.base_prefix}\n{sys.version_info[:2]}"
    read = lambda file: file.read_text("utf-8") if file.exists() else ""
    try:
        if read(birth) != born or not PYTHON.exists():
            create_environment()
            birth.write_text(born, "utf-8")
        elif read(stamp) == digest and (ROOT / "theme/assets/vendor").exists():
            return
        pip = [PYTHON, "-m", "pip", "--disable-pip-version-check", "install", "-q"]
        print("安装 Python 依赖（requirements.txt）……", flush=True)
        run([*pip, "--require-hashes", "-r", "requirements.txt"], variables, "装不上 Python 依赖")
        run([*pip, "--no-deps", "--no-build-isolation", "-e", "."], variables, "装不上本项目")
        print("安装前端依赖（package-lock.json）……", flush=True)
        npm = BIN / ("npm.exe" if os.name == "nt" else "npm")
        run([npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund"], variables, "装不上前端依赖")
        copy_vendor()
        stamp.write_text(digest, "utf-8")
    except OSError as error:
        stop(explain("装不上", str(error)))


def create_environment():
    try:
        venv.create(VENV, with_pip=True, clear=VENV.exists())
    except subprocess.CalledProcessError as error:
        shutil.rmtree(VENV, ignore_errors=True)
        output = (error.output or b"").decode("utf-8", "replace")
        if any(re.search(pattern, output) for pattern in CAUSES):
            stop(explain("建不了虚拟环境", output))
        stop("建不了虚拟环境，多半缺 venv 模块：Debian/Ubuntu 上 apt install python3-venv 后重试")


def copy_vendor():
    """把页面要用的前端文件拷进 theme/，它们不进库。"""
    vendor, modules = ROOT / "theme/assets/vendor", ROOT / "node_modules"
    shutil.rmtree(vendor, ignore_errors=True)
    for name, source in VENDOR.items():
        files = sorted(modules.glob(source))
        if not files:
            stop(f"node_modules 里没有 {source}：删掉 node_modules 与 .venv 后重试")
        for file in files:
            target = vendor / name / file.name if "*" in source else vendor / name
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, target)


def run(command, variables, failure):
    """跑一步安装，失败时只印一行；failure 为 None 表示那一步自己会说。"""
    try:
        process = subprocess.run(
            command, env=variables, capture_output=failure is not None, text=True, encoding="utf-8", errors="replace"
        )
    except OSError as error:
        stop(explain(failure, str(error)))
    if process.returncode:
        if failure is None:
            sys.exit(process.returncode)
        stop(explain(failure, process.stderr + process.stdout))


def explain(failure, output):
    """一行：什么没成、该怎么办、原话是哪一句。"""
    lines = [line.strip() for line in output.splitlines() if line.strip()]
    for pattern, advice in CAUSES.items():
        if said := next((line for line in lines if re.search(pattern, line)), ""):
            version = ".".join(map(str, sys.version_info[:2]))
            return f"{failure}。{advice.format(version=version)}，再重试（{said[:200]}）"
    said = next((line for line in lines if "ERR" in line.upper()), lines[-1] if lines else "没有输出")
    return f"{failure}（{said[:200]}）"


def stop(message):
    sys.exit(f"zhuhun: {message}")


if __name__ == "__main__":
    main(sys.argv[1:])
