// 注意力的每一格与关掉一个头的结果，与 Python 对拍：.venv/bin/node --test web/attention.test.mjs
import assert from "node:assert/strict";
import test from "node:test";

import { cases, close, said } from "./testing/cases.mjs";
import { Xiaozhu } from "./xiaozhu.mjs";

const CLOSE = 1e-9; // 两边都用双精度算，只差舍入
const { file, looks } = cases("attention");
const xiaozhu = new Xiaozhu(file);

for (const { ids, heads, p, top, without } of looks) {
  const text = xiaozhu.decode(ids);

  test(`点积、缩放、权重与概率：${text}`, () => {
    const found = xiaozhu.look(ids);
    close({ heads: found.heads, p: [...found.p] }, { heads, p }, CLOSE);
    close(xiaozhu.top(found.p), top, CLOSE);
  });

  test(`逐个关掉各个头：${text}`, () => {
    assert.equal(without.length, xiaozhu.config.layers * xiaozhu.config.heads);
    for (const { muted, top } of without) close(xiaozhu.top(xiaozhu.look(ids, { without: muted }).p), top, CLOSE, `关掉 ${muted} `);
  });
}

test("记不记下来，算出的 logits 一个比特也不差", () => {
  const [plain, traced] = [[], []];
  for (const id of looks[0].ids) assert.deepEqual(xiaozhu.step(id, plain), xiaozhu.step(id, traced, { trace: [] }));
  assert.deepEqual(plain, traced);
});

test("读不了的，一行中文", () => {
  const look = (text) => () => xiaozhu.look(xiaozhu.textPrompt(text));
  assert.equal(
    said(() => xiaozhu.look([])),
    "提示是空的：至少要有一个词元",
  );
  assert.match(said(look("成都".repeat(300))), /^太长了：.*256 个词元$/);
  assert.match(said(look("成都龘")), /^小铸不认识「龘」（第 3 个字）.*$/);
  assert.match(said(look("成都😀")), /^小铸不认识「😀」（第 3 个字）.*$/);
  assert.match(said(look("成都\u0007")), /^小铸不认识「\u0007」（第 3 个字）.*$/);
  assert.match(said(look("成都\u0000")), /^小铸不认识「\u0000」（第 3 个字）.*$/);
  assert.match(
    said(() => xiaozhu.look(looks[0].ids, { without: [2, 0] })),
    /^没有第 3 层第 1 个头：小铸有 2 层，每层 4 个头$/,
  );
  assert.match(
    said(() => xiaozhu.look(looks[0].ids, { without: [0, -1] })),
    /^没有第 1 层第 0 个头/,
  );
});
