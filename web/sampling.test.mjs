// 采样的旋钮与 snippets/sampling/ 对拍：.venv/bin/node --test web/sampling.test.mjs
import assert from "node:assert/strict";
import test from "node:test";

import { draw, farthest, keep, lost, seeded, table, tally } from "./sampling.mjs";
import { cases, close, said } from "./testing/cases.mjs";

const CLOSE = 1e-12; // 指数与求和的末几位可能不同
const expected = cases("sampling");
const numbers = (knobs) => Object.fromEntries(Object.entries(knobs).map(([name, value]) => [name, Number(value)])); // NaN 在 JSON 里是字
const logits = Object.fromEntries(Object.entries(expected.logits).map(([name, scores]) => [name, scores.map(Number)]));
const plain = logits["片段的"];

test("剪完剩谁、各占多少；坏输入一行中文", () => {
  for (const [name, knobs, cutFirst, kept] of expected.kept) {
    const where = `${name} ${JSON.stringify(knobs)} ${cutFirst ? "先剪" : "先除"}`;
    const found = () => keep(logits[name], { ...numbers(knobs), cutFirst });
    if (kept) close(found(), kept, CLOSE, where);
    else assert.match(said(found) ?? "没报错", /^(温度要是一个不小于零的数|top-k 要是一个整数|一个候选也没).*$/, where);
  }
});

test("用例里好的坏的都有，三句话都在", () => {
  assert.ok(expected.kept.some(([, , , kept]) => !kept) && expected.kept.filter(([, , , kept]) => kept?.length > 1).length > 300);
  assert.equal(Object.values(logits).filter(({ length }) => length > 500).length, 3);
});

test("哪一样不对，说的就是哪一样", () => {
  assert.equal(
    said(() => keep(plain, { temperature: -1 })),
    "温度要是一个不小于零的数，给的是 -1",
  );
  assert.equal(
    said(() => keep(plain, { temperature: NaN })),
    "温度要是一个不小于零的数，给的是 NaN",
  );
  assert.equal(
    said(() => keep(plain, { k: 1.5 })),
    "top-k 要是一个整数，给的是 1.5",
  );
  assert.equal(
    said(() => keep(plain, { ratio: 1.5 })),
    "一个候选也没留下：top-k 给的是 0，min-p 给的是 1.5",
  );
});

test("缺省都是不用", () => close(keep(plain), keep(plain, { temperature: 1, k: 0, p: 0, ratio: 0, cutFirst: false }), 0));

test("三把剪刀各剪各的", () => {
  for (const [p, knobs, kept] of expected.scissors)
    assert.deepEqual(
      keep(p.map(Math.log), knobs).map(([id]) => id),
      kept,
    );
});

test("一镖落在谁头上", () => {
  for (const [name, knobs, dart, id] of expected.draws) assert.equal(draw(keep(logits[name], knobs), dart), id, `${name} ${JSON.stringify(knobs)} ${dart}`);
});

test("随机数发生器", () => {
  for (const [seed, values] of Object.entries(expected.random)) {
    const random = seeded(Number(seed));
    close(values.map(random), values, 0, `种子 ${seed}`);
  }
});

test("抽一千次：总数不多不少，频率跟着概率，同一个种子同一个结果", () => {
  const kept = keep(plain, { p: 0.9 });
  const counts = tally(kept, 1000, seeded(0));
  assert.equal(
    [...counts.values()].reduce((a, b) => a + b),
    1000,
  );
  for (const [id, p] of kept) assert.ok(Math.abs(counts.get(id) / 1000 - p) < 4 * Math.sqrt((p * (1 - p)) / 1000));
  assert.deepEqual(counts, tally(kept, 1000, seeded(0)));
  assert.notDeepEqual(counts, tally(kept, 1000, seeded(1)));
});

test("表：最高的几个各一行，其余合成一行", () => {
  const kept = keep(plain, { k: 4 });
  const rows = table(
    plain,
    kept,
    new Map([
      [0, 6],
      [3, 2],
    ]),
    2,
  );
  assert.deepEqual(
    rows.map(({ ids, kept, drawn }) => [ids, kept, drawn]),
    [
      [[0], 1, 6],
      [[1], 1, 0],
      [[2, 3, 4], 2, 2],
    ],
  );
  close(
    rows.map(({ after }) => after),
    [kept[0][1], kept[1][1], kept[2][1] + kept[3][1]],
    CLOSE,
  );
  close(
    rows.map(({ before }) => before).reduce((a, b) => a + b),
    1,
    CLOSE,
  );
  assert.equal(table(plain, kept, new Map(), 5).length, 5); // 没有其余，就没有末一行
});

test("剪掉的原来占多少；频率与概率差多少", () => {
  const [, , ...rest] = keep(plain);
  close(
    lost(plain, keep(plain, { k: 2, temperature: 2 })),
    rest.reduce((sum, [, p]) => sum + p, 0),
    CLOSE,
  );
  assert.equal(lost(plain, keep(plain)), 0);
  close(
    farthest(
      [
        [4, 0.75],
        [2, 0.25],
      ],
      new Map([[4, 10]]),
      10,
    ),
    0.25,
    0,
  );
  close(
    farthest(
      [
        [4, 0.75],
        [2, 0.25],
      ],
      new Map([
        [2, 8],
        [4, 2],
      ]),
      10,
    ),
    0.55,
    CLOSE,
  );
  assert.equal(
    farthest(
      [
        [4, 0.75],
        [2, 0.25],
      ],
      new Map(),
      10,
    ),
    0.75,
  );
  close(
    farthest(
      [
        [4, 0.5],
        [2, 0.25],
        [1, 0.25],
      ],
      new Map([
        [4, 5],
        [1, 5],
      ]),
      10,
    ),
    0.25,
    0,
  );
});
