// 两种缓存的账与真的小铸，与 Python 对拍：.venv/bin/node --test web/cache.test.mjs
import assert from "node:assert/strict";
import test from "node:test";

import { align, average, changes, fate, ledger, multiplyAdds, shown } from "./cache.mjs";
import { cases, close } from "./testing/cases.mjs";
import { Xiaozhu } from "./xiaozhu.mjs";

const CLOSE = 1e-9; // 两边都用双精度算，只差加法的次序
const expected = cases("cache");
const model = new Xiaozhu(expected.file);
const deaf = model.deaf();

test("两列账：这一步与累计的词元、累计的乘加", () => {
  for (const { prompt, written, rows } of expected.ledgers) close(ledger(model.config, prompt, written), rows, 0, `${prompt}＋${written}`);
});

test("没有提示时，累计的乘加就是实验册里存的", () => {
  for (const [n, [again, cached]] of Object.entries(expected.recorded)) {
    const { again: a, cached: c } = ledger(expected.config, 0, Number(n)).at(-1);
    assert.deepEqual([a.work, c.work], [again, cached]);
  }
  assert.equal(multiplyAdds(expected.config, 3, 3), model.config.d * model.config.vocabulary);
});

test("有缓存的写法，真的每步只读一个", () => {
  const counting = new Xiaozhu(expected.file);
  let read = 0;
  counting.step = (id, cache) => ++read && model.step(id, cache);
  const ids = model.textPrompt("今天来成都出差了。");
  const written = [...counting.generate(ids, { temperature: 0, longest: 5 })];
  assert.equal(read, ledger(model.config, ids.length, written.length).at(-1).cached.total);
});

for (const { old, fresh, prefix, rows, ...layers } of expected.requests)
  test(`改一个词：${old} → ${fresh}`, () => {
    const [before, after] = [model.textPrompt(old), model.textPrompt(fresh)];
    const found = align(before, after);
    assert.equal(found.prefix, prefix);
    const kept = found.pairs.map(([a, b], i) => (a !== null && b !== null && before[a] === after[b] ? i : -1)).filter((i) => i >= 0);
    assert.deepEqual(
      kept.map((i) => found.pairs[i]),
      rows,
    );
    for (const [which, xiaozhu] of [
      ["change", model],
      ["deaf", deaf],
    ])
      for (const kind of ["keys", "plain", "values"]) {
        const all = changes(xiaozhu.kept(before), xiaozhu.kept(after), found.pairs, kind);
        close(
          all.map((layer) => kept.map((i) => layer[i])),
          layers[which][kind],
          CLOSE,
          `${which} ${kind}`,
        );
      }
  });

test("第一层一点没变，不是舍入之后没变；关掉第一层的注意力，第二层也没变", () => {
  const [before, after] = ["成都", "北京"].map((city) => model.textPrompt(`明天${city}下雨，出门记得打伞。小明住在苏州`));
  const { prefix, pairs } = align(before, after);
  const look = (xiaozhu, kind) => changes(xiaozhu.kept(before), xiaozhu.kept(after), pairs, kind).map((layer) => layer.slice(prefix + 1));
  for (const kind of ["keys", "values"]) {
    const [first, second] = look(model, kind);
    assert.ok(first.length > 5 && first.every((change) => change === 0));
    assert.ok(second.every((change) => change > 1e-3));
    assert.ok(
      look(deaf, kind)
        .flat()
        .every((change) => change === 0),
    );
  }
});

test("对齐：每个位置恰好出现一次，按次序，长短不同的没有对头", () => {
  for (const [old, fresh, prefix] of expected.middles) {
    const found = align([...old], [...fresh]);
    assert.equal(found.prefix, prefix);
    assert.deepEqual(
      found.pairs.map(([a]) => a).filter((a) => a !== null),
      [...old].map((_, i) => i),
      `${old} → ${fresh}`,
    );
    assert.deepEqual(
      found.pairs.map(([, b]) => b).filter((b) => b !== null),
      [...fresh].map((_, i) => i),
      `${old} → ${fresh}`,
    );
    assert.equal(found.pairs.length, Math.max(old.length, fresh.length));
  }
  assert.deepEqual(align([..."甲乙丙"], [..."甲丙"]).pairs, [
    [0, 0],
    [1, null],
    [2, 1],
  ]);
  assert.deepEqual(align([..."甲丙"], [..."甲乙丁丙"]).pairs, [
    [0, 0],
    [null, 1],
    [null, 2],
    [1, 3],
  ]);
});

test("没有对头的，不算", () => {
  const layer = { values: [Float64Array.of(3, 4), Float64Array.of(1, 0)] };
  const other = { values: [Float64Array.of(3, 1)] };
  assert.deepEqual(
    changes(
      [layer],
      [other],
      [
        [0, 0],
        [1, null],
        [null, 0],
      ],
      "values",
    ),
    [[0.6, null, null]],
  );
});

test("怎样写", () => {
  const written = [
    [null, "—"],
    [0, "没变"],
    [9e-13, "没变"],
    [1e-12, "<0.01%"],
    [0.00009, "<0.01%"],
    [0.0001, "0.01%"],
    [0.12341, "12.34%"],
    [1.5, "150.00%"],
  ];
  for (const [change, text] of written) assert.equal(shown(change), text);
  const fates = [
    [2, 5, 6, "从第 3 个词元起作废：前 2 个能用，后面 4 个重读。"],
    [5, 5, 7, "旧的 5 个全能用，新读 2 个。"],
    [4, 6, 4, "留下的 4 个全能用，没有要新读的。"],
    [4, 4, 4, "一个也没作废：4 个全能用。"],
  ];
  for (const [prefix, old, fresh, text] of fates) assert.equal(fate(prefix, old, fresh), text);
  assert.equal(average([1, 2, 6, null], [0, 2]), 3.5);
  assert.equal(average([1], []), null);
});
