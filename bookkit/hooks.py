"""MkDocs 的钩子：把 web/ 里的脚本（不含测试）原样放进站点的 web/。它们住在 docs/ 之外，测试写在旁边。"""

from mkdocs.structure.files import File

from bookkit import ROOT


def on_files(files, config):
    """添上 web/ 里的 .mjs；改了会跟着重建（mkdocs.yml 的 watch）。"""
    for path in sorted((ROOT / "web").glob("*.mjs")):
        if not path.name.endswith(".test.mjs"):
            files.append(File.generated(config, f"web/{path.name}", abs_src_path=str(path)))
    return files
