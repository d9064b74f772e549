// 小铸压到各个位数，与 Python 对拍：.venv/bin/node --test web/bits.test.mjs
import assert from "node:assert/strict";
import test from "node:test";

import { BITS, bytes, changed, dequantize, half, quantize } from "./quantize.mjs";
import { cases, close, said } from "./testing/cases.mjs";
import { Xiaozhu } from "./xiaozhu.mjs";

const CLOSE = 1e-9; // 整数与刻度两边逐个相同，概率由它们用双精度算出，只差加法的次序
const expected = cases("bits");
const models = Object.fromEntries(Object.entries(expected.files).map(([stage, file]) => [stage, new Xiaozhu(file)]));

for (const [stage, rows] of Object.entries(expected.squeezed))
  for (const { bits, total, single, replies } of rows)
    test(`${stage} 压到 ${bits} 位：体积、前五名与续写`, () => {
      const before = models[stage].reply("今天来成都出差了。", "text");
      const { model, bytes } = models[stage].requantized(bits);
      assert.equal(bytes.total, total);
      assert.equal(bytes.single, single);
      assert.equal(bytes.integers + bytes.scales + bytes.gains, total);
      for (const { kind, text, ...reply } of replies) close(model.reply(text, kind), reply, CLOSE, `${kind} ${text}`);
      assert.deepEqual(models[stage].reply("今天来成都出差了。", "text"), before, "原来的那个也变了");
    });

test("体积，手算", () => {
  // 三个矩阵：10 个数一行一个刻度……三位的十个数要三十位，凑满四个字节
  assert.deepEqual(
    bytes(
      3,
      [
        [10, 1],
        [8, 4],
        [16, 2],
      ],
      5,
    ),
    { integers: 4 + 3 + 6, scales: 2 * 7, gains: 10, total: 37, single: 4 * 39 },
  );
  assert.deepEqual(bytes(8, [[10, 1]], 0), { integers: 10, scales: 2, gains: 0, total: 12, single: 40 });
});

test("每个整数、每个刻度与放回来的数都与 Python 的相同", () => {
  for (const { matrix, bits, integers, scale, restored } of [...expected.matrices, ...expected.edges]) {
    const found = quantize(Float64Array.from(matrix.flat()), matrix[0].length, bits);
    assert.deepEqual([...found.integers], integers.flat());
    assert.deepEqual([...found.scale], scale);
    assert.deepEqual(
      [...dequantize(found)].map((x) => x + 0),
      restored.flat().map((x) => x + 0),
    ); // 加零：不分正零负零
  }
});

test("舍成 float16，与 NumPy 的相同", () => {
  for (const [x, nearest] of expected.halves) assert.ok(half(x) === nearest, `${x} → ${half(x)}，应是 ${nearest}`);
});

test("位数不对、数太大，说的话与 Python 的相同", () => {
  for (const { bits, said: sentence } of expected.refused) {
    assert.equal(
      said(() => quantize(new Float64Array(2), 2, bits)),
      sentence,
    );
    assert.equal(
      said(() => models.sft.requantized(bits)),
      sentence,
    );
  }
  for (const { value, said: sentence } of expected.tooLarge)
    assert.equal(
      said(() => quantize(Float64Array.of(0, { inf: Infinity, nan: NaN }[value] ?? Number(value)), 2, 4)),
      sentence,
    );
  assert.deepEqual(
    BITS,
    expected.squeezed.sft.map(({ bits }) => bits),
  );
});

test("哪些字变了：没标的按次序都在原文里，一个也不能再多", () => {
  for (const [before, after, common] of expected.differences) {
    const marks = changed([...before], [...after]);
    assert.equal(marks.length, [...after].length);
    const kept = [...after].filter((_, i) => !marks[i]);
    assert.equal(kept.length, common, `${before} → ${after}`);
    let at = -1;
    for (const each of kept) assert.ok((at = [...before].indexOf(each, at + 1)) >= 0, `${before} → ${after}`);
  }
});
