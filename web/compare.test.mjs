// 在页面里跑片段：对照、改了哪几行、报错的说法。.venv/bin/node --test web/compare.test.mjs
import assert from "node:assert/strict";
import test from "node:test";

import { compare, edited, explain, missing, verdict } from "./compare.mjs";

test("一样的不标，变了的带上书里的", () => {
  assert.deepEqual(compare("甲 1\na=1\n", "甲 1\na=2\n"), [
    { text: "甲 1", was: null },
    { text: "a=1", was: "a=2" },
  ]);
});

test("有名字的按名字找：前面多印一行，后面照样对得上", () => {
  const rows = compare("多的\n甲\na=1\nb=2", "甲\na=1\nb=2");
  assert.deepEqual(
    rows.map(({ was }) => was),
    ["甲", "a=1", null, null],
  );
});

test("书里没有的行，书里的是空", () => {
  assert.equal(compare("甲\n乙", "甲")[1].was, "");
  assert.equal(compare("c=1", "a=1")[0].was, "");
});

test("该印没印的名字", () => {
  assert.deepEqual(missing("a=1", "表\na=1\nb=2"), ["b=2"]);
  assert.deepEqual(missing("a=1", "a=1"), []);
});

test("跑完的一句：相同、不同、少了、什么也没印", () => {
  const golden = "表\na=1\nb=2\n";
  const written = [
    [golden, "与书里相同", "与书里逐字相同。"],
    ["表\na=3\nb=2", "1 行不同", "有 1 行与书里不同。"],
    ["表\na=3", "1 行不同", "有 1 行与书里不同，少了 b=2。"],
    ["表\na=1", "少了几行", "少了 b=2。"],
    ["表\na=1\nb=2\n丙", "1 行不同", "有 1 行与书里不同。"],
    ["", "什么也没印", "什么也没印，书里有 3 行。"],
  ];
  for (const [printed, short, said] of written) assert.deepEqual(verdict(printed, golden), { short, said });
  assert.equal(verdict("甲", "甲\n乙").said, "少了 1 行。");
});

test("改了哪几行", () => {
  assert.equal(edited("a\nb\nc", "a\nb\nc"), null);
  assert.deepEqual(edited("a\nB\nc", "a\nb\nc"), [2, 2]);
  assert.deepEqual(edited("A\nb\nC", "a\nb\nc"), [1, 3]);
  assert.deepEqual(edited("a\nb\nx\nc", "a\nb\nc"), [3, 3]);
  assert.deepEqual(edited("a\nc", "a\nb\nc"), [2, 2]);
  assert.deepEqual(edited("a\na", "a"), [2, 2]);
});

test("报错说得出第几行", () => {
  const traceback =
    'Traceback (most recent call last):\n  File "/lib/x.py", line 5, in run\n  File "f.py", line 9, in <module>\n  File "f.py", line 3, in g\nZeroDivisionError: division by zero\n';
  assert.equal(explain(traceback, "f.py"), "第 3 行出错：除以了零（ZeroDivisionError: division by zero）");
  assert.equal(
    explain("ModuleNotFoundError: No module named 'x'\n\nSee https://example.org/ for more details.\n", "f.py"),
    "这段代码出错：浏览器里没有这个库，要在自己的电脑上跑（ModuleNotFoundError: No module named 'x'）",
  );
  assert.equal(explain("OddError: 甲: 乙", "f.py"), "这段代码出错：OddError: 甲: 乙");
});
