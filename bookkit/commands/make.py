"""装好一切再干活：python bookkit/commands/make.py [serve|test|quick|build|update|mutants|bench]

只用标准库，任何装了 Python 3.11 的系统都能跑。第一次会建 .venv、按锁文件装好 Python 与前端依赖；
锁文件没变，之后就直接干活。出错只印一行：缺什么、怎么补。
"""

import hashlib
import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
VENDOR = {  # theme/assets/vendor/ 里的名字 → node_modules/ 里的来处
    "iframe-worker.js": "iframe-worker/shim/index.js",
    "mermaid.js": "@mermaid-js/tiny/dist/mermaid.tiny.js",
    "katex/katex.css": "katex/dist/katex-swap.min.css",
    "katex/fonts": "katex/dist/fonts/*.woff2",
}
QUICK = "not browser and not forge"
COMMANDS = {
    "serve": [["-m", "bookkit.commands.serve"]],
    "build": [["-m", "mkdocs", "build", "--strict"]],
    "test": [["-m", "pytest"]],
    "quick": [["-m", "pytest", "-m", QUICK]],
    "update": [["-m", "pytest", "-m", QUICK, "--update"]],
    "mutants": [["-m", "bookkit.commands.mutants"]],
    "bench": [["-m", "bookkit.commands.bench"]],
}


def main(argv):
    command = argv[0] if argv else ""
    if command not in COMMANDS:
        stop(f"用法：python bookkit/commands/make.py [{'|'.join(COMMANDS)}]")
    if sys.version_info < (3, 11):
        stop(f"要 Python 3.11 或更新，这里是 {sys.version.split()[0]}：装一个新的，再用它运行本命令")
    os.chdir(ROOT)
    environment = {
        **os.environ,
        "NO_MKDOCS_2_WARNING": "1",
        "PYTHONUTF8": "1",
        "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}",
    }
    install(environment)
    if command == "test":
        run([PYTHON, "-m", "bookkit.commands.browser"], environment, None)
    for arguments in COMMANDS[command]:
        try:
            code = subprocess.call([PYTHON, *arguments, *argv[1:]], env=environment)
        except KeyboardInterrupt:
            code = 130
        if code:
            sys.exit(code)


def install(environment):
    """按锁文件装依赖；装过的不再装。"""
    locks = b"".join(
        (ROOT / f).read_bytes()
        for f in ("requirements.txt", "package-lock.json", "pyproject.toml", "bookkit/commands/make.py")
    )
    stamp, digest = VENV / "installed", hashlib.sha256(locks + sys.version.encode()).hexdigest()
    if stamp.exists() and stamp.read_text() == digest and (ROOT / "theme/assets/vendor").exists():
        return
    if not PYTHON.exists():
        try:
            venv.create(VENV, with_pip=True, clear=VENV.exists())
        except (subprocess.CalledProcessError, OSError):
            shutil.rmtree(VENV, ignore_errors=True)
            stop("建不了虚拟环境，多半缺 venv 模块：Debian/Ubuntu 上 apt install python3-venv 后重试")
    pip = [PYTHON, "-m", "pip", "--disable-pip-version-check", "install", "-q"]
    print("安装 Python 依赖（requirements.txt）……", flush=True)
    run(
        [*pip, "--require-hashes", "-r", "requirements.txt"],
        environment,
        "装不上 Python 依赖，查网络，或设 PIP_INDEX_URL 换个镜像后重试",
    )
    run([*pip, "--no-deps", "--no-build-isolation", "-e", "."], environment, "装不上本项目")
    print("安装前端依赖（package-lock.json）……", flush=True)
    npm = BIN / ("npm.exe" if os.name == "nt" else "npm")
    run(
        [npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund"],
        environment,
        "装不上前端依赖，查网络，或设 NPM_CONFIG_REGISTRY 换个镜像后重试",
    )
    copy_vendor()
    stamp.write_text(digest)


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


def run(command, environment, failure):
    """跑一步安装。失败时只印最后一行原因和该怎么办；failure 为 None 表示那一步自己会说。"""
    try:
        process = subprocess.run(
            command, env=environment, capture_output=failure is not None, text=True, encoding="utf-8", errors="replace"
        )
    except OSError as error:
        stop(f"{failure}（{error}）")
    if process.returncode:
        if failure is None:
            sys.exit(process.returncode)
        errors = [
            line for line in (process.stderr + process.stdout).splitlines() if line.strip() and "WARNING" not in line
        ]
        reason = next((line for line in errors if "ERR" in line.upper()), errors[-1] if errors else "没有输出")
        stop(f"{failure}（{reason.strip()[:200]}）")


def stop(message):
    sys.exit(f"zhuhun: {message}")


if __name__ == "__main__":
    main(sys.argv[1:])
