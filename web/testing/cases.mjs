// 部件的测试用的：取 Python 写的用例，逐值比。用例由 tests/web/名字_cases.py 的 cases() 写，一个部件一份；
// pytest 把它们存成文件，文件夹在环境变量 BOOK_CASES 里；单独跑 node --test 时，自己去要。

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** 名字这一份用例。 */
export function cases(name) {
  if (process.env.BOOK_CASES) return JSON.parse(readFileSync(join(process.env.BOOK_CASES, `${name}.json`), "utf8"));
  const root = fileURLToPath(new URL("../../", import.meta.url));
  const python = join(root, ".venv", ...(process.platform === "win32" ? ["Scripts", "python.exe"] : ["bin", "python"]));
  if (!existsSync(python)) throw new Error(`要 Python 写一份用例才能对拍，没有 ${python}：先运行 make quick 装好`);
  return JSON.parse(execFileSync(python, ["-m", "tests.web", name], { cwd: root, encoding: "utf8", maxBuffer: Infinity }));
}

/** 报错说的话；没报错是 null。 */
export function said(action) {
  try {
    action();
    return null;
  } catch (error) {
    return error.message;
  }
}

/** 形状相同，逐个数相差不超过 tolerance；对象按名字比，别的要相等。 */
export function close(actual, expected, tolerance, where = "") {
  if (typeof expected === "number") {
    const near = Number.isFinite(actual) && Math.abs(actual - expected) <= tolerance;
    assert.ok(near, `${where} 是 ${actual}，应是 ${expected}，至多差 ${tolerance}`);
  } else if (Array.isArray(expected)) {
    assert.equal(actual.length, expected.length, `${where}有 ${actual.length} 项，应有 ${expected.length} 项`);
    expected.forEach((value, i) => close(actual[i], value, tolerance, `${where}[${i}]`));
  } else if (expected && typeof expected === "object") {
    for (const [name, value] of Object.entries(expected)) close(actual[name], value, tolerance, `${where}.${name}`);
  } else assert.equal(actual, expected, where);
}
