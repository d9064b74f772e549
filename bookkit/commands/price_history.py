"""一年前的价目还剩几成：拿公开价目包的几个旧版与锁定的那一版比，把计数写进 snippets/timeline/price_rot.json。

python -m bookkit.commands.price_history，要联网；书与测试只读写好的 JSON。口径：九家直营的聊天型号，标了输入价与输出价、
当时还没停用的。键没了的里面有改名的，所以「照旧」是下界。
"""

import json
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

from bookkit import ROOT
from bookkit.commands.prices import LOCK

PROVIDERS = {"openai", "anthropic", "gemini", "deepseek", "moonshot", "zai", "dashscope", "minimax", "volcengine"}
OLD = {  # 旧版：(哪天的, 轮子的校验和)。日期取包里文件的时间，1.80.0 取它的发布说明
    "1.80.0": ("2025-11-15", "fd0009758f4772257048d74bf79bb64318859adb4ea49a8b66fdbc718cd80b6e"),
    "1.94.1": ("2026-07-30", "b0145d6b9fb718d12b7242ce5c975123f4dbfecd7b8ed1eb6a6939b0e506c946"),
    "1.99.3": ("2026-09-23", "fbe30504ccb65f98c8f0f88ca8be09987bc18b367685d6fadd15b8024abd3706"),
    "1.104.4": ("2026-10-20", "6eb577999aad08a447496e33b456c47246adacc3e618860266e9cdb66d620577"),
}
NOW = "2026-11-20"  # 锁定的那一版是哪天的


def table(requirement, folder):
    """下载一版，只读里面那个 JSON。"""
    lock = folder / "lock.txt"
    lock.write_text(requirement, "utf-8")
    pip = [
        sys.executable,
        "-m",
        "pip",
        "-q",
        "--disable-pip-version-check",
        "download",
        "--no-deps",
        "--require-hashes",
    ]
    same = [
        "--platform",
        "manylinux_2_28_x86_64",
        "--platform",
        "any",
        "--python-version",
        "3.11",
        "--only-binary=:all:",
    ]
    subprocess.run([*pip, *same, "-r", str(lock), "-d", str(folder)], check=True)
    with zipfile.ZipFile(next(folder.glob("litellm-*.whl"))) as archive:
        return json.loads(archive.read("litellm/model_prices_and_context_window_backup.json"))


def on_sale(rows, day, *others):
    """那一天还在卖的：{型号: (输入价, 输出价)}。哪一版写了更早的停用日，就按早的算。"""
    stopped = lambda key: min(
        (t[key].get("deprecation_date", "9999") for t in (rows, *others) if key in t), default="9999"
    )
    return {
        key: (row["input_cost_per_token"], row["output_cost_per_token"])
        for key, row in rows.items()
        if row.get("litellm_provider") in PROVIDERS
        and row.get("mode") == "chat"
        and row.get("input_cost_per_token")
        and row.get("output_cost_per_token")
        and stopped(key) > day
    }


def compare(old, new):
    """原有几个，照旧几个，没了（退役、改名、下架）几个，改价几个。"""
    kept = [key for key in old if old[key] == new.get(key)]
    gone = [key for key in old if key not in new]
    return {"had": len(old), "same": len(kept), "gone": len(gone), "repriced": len(old) - len(kept) - len(gone)}


def main():
    tables = {}
    locked = next(line for line in LOCK.read_text("utf-8").splitlines() if line.startswith("litellm"))
    wanted = {NOW: locked} | {day: f"litellm=={v} --hash=sha256:{digest}" for v, (day, digest) in OLD.items()}
    for day, requirement in wanted.items():
        with tempfile.TemporaryDirectory() as folder:
            tables[day] = table(requirement, Path(folder))
    today = on_sale(tables[NOW], NOW)
    rows = [
        compare(on_sale(tables[day], day, tables[NOW]), today) | {"day": day} for day in sorted(tables) if day != NOW
    ]
    path = ROOT / "snippets" / "timeline" / "price_rot.json"
    path.write_text(json.dumps({"now": NOW, "rows": rows}, indent=1) + "\n", "utf-8", newline="\n")
    print(path.read_text("utf-8"))


if __name__ == "__main__":
    main()
