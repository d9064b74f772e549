"""make prices：从两个公开价目包取价，逐格互核，合上手写的人民币官价，写 bookkit/prices/prices.json。

主源 genai-prices（每百万美元，有生效日、峰谷、分档），副源 litellm（每词元美元，有批处理）。
包的版本与哈希锁在 requirements-prices.txt；只在这条命令里装，装在临时目录，书与测试都不依赖它们，也不联网。
有变就打印差异、写文件、以 1 退出；--check 只查不写，--latest 不按锁文件、取最新的两个包。
"""

import json
import re
import subprocess
import sys
import tempfile
import tomllib
import venv
import zipfile
from datetime import date
from decimal import Decimal
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
HOME = ROOT / "bookkit" / "prices"
LOCK = ROOT / "requirements-prices.txt"
COLUMNS = {"input": "input_mtok", "hit": "cache_read_mtok", "write": "cache_write_mtok", "output": "output_mtok"}
LITELLM = {
    "input": "input_cost_per_token",
    "hit": "cache_read_input_token_cost",
    "write": "cache_creation_input_token_cost",
    "output": "output_cost_per_token",
}
MILLION = 10**6

# 在临时环境里跑：把 genai-prices 的几个型号写成 JSON。它的条件价有三种：无条件、从某天起、每天某几个钟点
DUMP = """
import json, sys
from genai_prices.data import providers
wanted = set(json.loads(sys.argv[1]))
def cell(value):
    if value is None or not hasattr(value, "base"):
        return {"0": None if value is None else str(value)}
    return {"0": str(value.base)} | {str(t.start): str(t.price) for t in value.tiers}
def row(prices, **when):
    return when | {c: cell(getattr(prices, c, None)) for c in json.loads(sys.argv[2])}
out = {}
for provider in providers:
    for model in provider.models:
        key = f"{provider.id}/{model.id}"
        if key not in wanted:
            continue
        rows = model.prices if isinstance(model.prices, list) else [None]
        out[key] = []
        for r in rows:
            kind = type(r.constraint).__name__ if r else "NoneType"
            start = r.constraint.start_date.isoformat() if kind == "StartDateConstraint" else None
            if kind not in ("NoneType", "StartDateConstraint", "TimeOfDateConstraint"):
                sys.exit(f"genai-prices 的 {key} 有认不出的条件 {kind}：改 bookkit/commands/prices.py")
            out[key].append(row(r.prices if r else model.prices, start=start, peak=kind == "TimeOfDateConstraint"))
print(json.dumps(out))
"""


class Refusal(Exception):
    """取来的价不能用：一行，说哪个型号、哪一格、该怎么办。"""


def positive(value, where):
    """一格价：十进制的正数，或 None（没有标）。零不等于免费，要人认过才算。"""
    if value is None:
        return None
    value = Decimal(str(value))
    if value <= 0:
        raise Refusal(f"{where} 是 {value}：零价多半是「不知道」，查过官方页再决定，别当免费")
    return value


def from_genai(model, rows, today):
    """主源的一个型号 → 几行价目：按生效日切开，过了期的不要；峰谷各一行；每一档各一行。"""
    starts = sorted({row["start"] or "" for row in rows if not row["peak"]})
    peaks = [row for row in rows if row["peak"]]
    found = []
    for begin, end in zip(starts, [*starts[1:], None]):
        if end and end <= today:
            continue
        base = next(row for row in rows if not row["peak"] and (row["start"] or "") == begin)
        for when, row in [("off", base), ("peak", peaks[0])] if peaks else [(None, base)]:
            for over in sorted({int(tier) for column in COLUMNS.values() for tier in row[column]}):
                cells = {}
                for name, column in COLUMNS.items():
                    tiers = {int(t): v for t, v in row[column].items() if int(t) <= over}
                    cells[name] = positive(tiers[max(tiers)], f"genai-prices 的 {model} 的 {name}")
                found.append(line(model, "USD", when, over, cells, begin or None, end))
    return found


def from_litellm(model, entry):
    """副源的一个型号 → 今天的几行价目。单位是每词元的浮点数：先变成十进制再乘百万。"""
    found = []
    off = entry.get("off_peak_pricing")
    thresholds = {0} | {
        int(k) * 1000 for key in entry for k in re.findall(r"^input_cost_per_token_above_(\d+)k_tokens$", key)
    }
    for when, source in [("peak", entry), ("off", off)] if off else [(None, entry)]:
        for over in sorted(thresholds):
            suffix = f"_above_{over // 1000}k_tokens" if over else ""
            cells = {}
            for name, key in LITELLM.items():
                value = source.get(key + suffix)
                if name == "write" and not value:  # 这一格写零是「写入不另收」，与没写一样
                    value = None
                cells[name] = None if value is None else positive(value, f"litellm 的 {model} 的 {name}") * MILLION
            found.append(line(model, "USD", when, over, cells, None, None))
    return found


def line(model, currency, when, over, cells, begin, end):
    """一行价目，格子写成十进制的字，不经浮点。"""
    cells = {name: None if value is None else f"{value.normalize():f}" for name, value in cells.items()}
    return {"id": model, "currency": currency, "when": when, "over": over, **cells, "from": begin, "until": end}


def batch(model, entry):
    """批处理按几成算；输入与输出的折扣不同就报错，没标就是 None。"""
    ratios = set()
    for key in ("input_cost_per_token", "output_cost_per_token"):
        if entry.get(key + "_batches"):
            ratios.add(Decimal(str(entry[key + "_batches"])) / Decimal(str(entry[key])))
    if len(ratios) > 1:
        raise Refusal(f"litellm 的 {model} 批处理输入与输出折扣不同：{sorted(map(str, ratios))}")
    return f"{ratios.pop().normalize():f}" if ratios else None


def agree(model, first, second, today):
    """两源今天的价逐格比，都标了却不同就报错。"""
    for row in first:
        if row["from"] and row["from"] > today:
            continue
        twin = next((r for r in second if (r["when"], r["over"]) == (row["when"], row["over"])), None)
        if twin is None:
            raise Refusal(f"{model} 的一档（{row['when'] or '全天'}，超过 {row['over']} 词元）只有 genai-prices 有")
        for name in COLUMNS:
            if None not in (row[name], twin[name]) and Decimal(row[name]) != Decimal(twin[name]):
                raise Refusal(
                    f"{model} 的 {name}：genai-prices 写 {row[name]}，litellm 写 {twin[name]}。"
                    "查官方页，把对的写成 models.toml 里的一条 [[manual]]，并从那个型号去掉错的那个源"
                )


def merge(table, genai, litellm, today, versions):
    """手写的表与两个源 → 全部价目行。table 是读进来的 models.toml，today 是 ISO 日期。"""
    rows, ids = [], [entry["id"] for entry in table["model"]]
    if len(ids) != len(set(ids)):
        raise Refusal(f"models.toml 里有重复的型号：{'、'.join(sorted({i for i in ids if ids.count(i) > 1}))}")
    for entry in table["model"]:
        model, first, second = entry["id"], [], []
        for name, source in (("genai", genai), ("litellm", litellm)):
            if name in entry and entry[name] not in source:
                raise Refusal(f"{model}：{name} 里没有 {entry[name]}，改名了还是退役了？改 models.toml")
        if "genai" in entry:
            first = from_genai(model, genai[entry["genai"]], today)
        if "litellm" in entry:
            second = from_litellm(model, litellm[entry["litellm"]])
        if first and second:
            agree(model, first, second, today)
        for row in first or second:
            row["batch"] = batch(model, litellm[entry["litellm"]]) if second else None
            row["source"] = "、".join(versions[n] for n, found in (("genai", first), ("litellm", second)) if found)
            row["basis"] = "两包一致" if first and second else "单一第三方"
            rows.append(row)
    for entry in table.get("manual", []):
        where = f"models.toml 里 {entry['id']} 的 {entry['currency']} 价"
        if entry["id"] not in ids:
            raise Refusal(f"{where}：没有这个型号")
        cells = {name: positive(entry.get(name), f"{where} 的 {name}") for name in COLUMNS}
        row = line(entry["id"], entry["currency"], entry.get("when"), entry.get("over", 0), cells, None, None)
        rows.append(row | {"batch": None, "source": f"{entry['source']}，核于 {entry['checked']}", "basis": "官方页"})
    for row in rows:
        if missing := [name for name in ("input", "output") if row[name] is None]:
            raise Refusal(f"{row['id']} 的 {row['currency']} 价缺 {'、'.join(missing)}")
    return rows


def differences(old, new):
    """一行一条：哪个型号哪一格从多少变到多少。"""
    name = lambda row: (
        f"{row['id']} {row['currency']} {row['when'] or '全天'} 超过 {row['over']} 词元 {row['from'] or '今'}–{row['until'] or ''}"
    )
    before, after = ({name(row): row for row in rows} for rows in (old, new))
    for key in sorted(before.keys() | after.keys()):
        if key not in after:
            yield f"- {key}"
        elif key not in before:
            yield f"+ {key}：" + "，".join(f"{c} {after[key][c]}" for c in (*COLUMNS, "batch"))
        else:
            for column in (*COLUMNS, "batch", "basis"):
                if before[key][column] != after[key][column]:
                    yield f"  {key} 的 {column}：{before[key][column]} → {after[key][column]}"


def fetch(wanted, folder, latest=False):
    """取那两个包，返回 (genai 的行, litellm 的全表, {源: 名字与版本})。litellm 只从轮子里读 JSON，不装。

    latest：不按锁文件，取最新的，看有没有新价。
    """
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "-q"]
    run = lambda *words: subprocess.run(words, check=True, capture_output=True, text=True)
    try:
        # litellm 的轮子分平台，但只从里面读一个 JSON：哪个平台都取同一个，哈希才锁得住
        same = (
            "--platform",
            "manylinux_2_28_x86_64",
            "--platform",
            "any",
            "--python-version",
            "3.11",
            "--only-binary=:all:",
        )
        which = ("genai-prices", "litellm") if latest else ("--require-hashes", "-r", str(LOCK))
        run(*pip, "download", "--no-deps", *same, *which, "-d", str(folder))
        venv.create(folder / "venv", with_pip=True)
        python = next(p for p in (folder / "venv/bin/python", folder / "venv/Scripts/python.exe") if p.exists())
        genai_wheel = next(folder.glob("genai_prices-*.whl"))
        run(str(python), "-m", "pip", "-q", "--disable-pip-version-check", "install", str(genai_wheel))
        dumped = run(str(python), "-c", DUMP, json.dumps(sorted(wanted)), json.dumps([*COLUMNS.values()])).stdout
    except subprocess.CalledProcessError as error:
        reason = (error.stderr.strip() or error.stdout.strip() or "没有说原因").splitlines()[-1]
        raise Refusal(f"取不到价目包：{reason}。断网时不必刷新，书与测试用的是仓库里的那一份") from None
    wheel = next(folder.glob("litellm-*.whl"))
    with zipfile.ZipFile(wheel) as archive:
        table = json.loads(archive.read("litellm/model_prices_and_context_window_backup.json"))
    versions = {
        "genai": f"genai-prices {genai_wheel.name.split('-')[1]}",
        "litellm": f"litellm {wheel.name.split('-')[1]}",
    }
    return json.loads(dumped), table, versions


def write(path, book):
    """一行价目占一行，差异好读。"""
    rows = ",\n".join(json.dumps(row, ensure_ascii=False) for row in book["rows"])
    path.write_text(f'{{"as_of": "{book["as_of"]}", "rows": [\n{rows}\n]}}\n', "utf-8", newline="\n")


def main(arguments):
    today = date.today().isoformat()
    table = tomllib.loads((HOME / "models.toml").read_text("utf-8"))
    with tempfile.TemporaryDirectory() as folder:
        try:
            sources = fetch(
                {entry["genai"] for entry in table["model"] if "genai" in entry}, Path(folder), "--latest" in arguments
            )
            rows = merge(table, *sources[:2], today, sources[2])
        except Refusal as refusal:
            print(refusal, file=sys.stderr)
            return 2
    path = HOME / "prices.json"
    old = json.loads(path.read_text("utf-8"))["rows"] if path.exists() else []
    changes = list(differences(old, rows))
    print("\n".join(changes) or f"价目没有变（{len(rows)} 行）")
    if "--check" not in arguments:
        write(path, {"as_of": today, "rows": rows})
    return 1 if changes else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
