// 账单部件的算术与书里的片段对拍：.venv/bin/node --test web/bill.test.mjs
import assert from "node:assert/strict";
import test from "node:test";

import { cliff, crossing, inputs, month, tier } from "./bill.mjs";
import { cases, close, said } from "./testing/cases.mjs";

const CLOSE = 1e-6; // 月账上百万美元，双精度的舍入也就这么大
const { prices, months, how, swept, inputs: expected, crossings } = cases("bill");

test("月账", () => {
  const quiet = (price, each) => {
    let found = null;
    const error = said(() => (found = month(price, each)));
    assert.ok(error === null || /没有 hit 这一格的价/.test(error), error);
    return found;
  };
  close(
    prices.map((price) => how.map((each) => quiet(price, each))),
    months,
    CLOSE,
  );
});

test("砍历史与留着，每一轮的输入账单", () => {
  for (const [i, each] of swept.entries())
    for (const [way, totals] of Object.entries(expected[i])) {
      const found = inputs(way, 40, each);
      close(
        [1, 7, 40].map((n) => found[n - 1]),
        totals,
        CLOSE,
        way,
      );
    }
});

test("从第几轮起砍才便宜", () => {
  for (const [i, each] of swept.entries())
    for (const [way, at] of Object.entries(crossings[i])) {
      assert.equal(crossing(way, at, each), at);
      assert.equal(crossing(way, at - 1, each), null);
    }
});

test("断崖价：多一个词元就整单换一档，从第几轮起", () => {
  const price = prices.find(({ id }) => id === "claude-haiku-5.5");
  const [{ over, input }] = price.tiers;
  assert.equal(tier(price, over), price);
  assert.equal(tier(price, over + 1).input, input);
  const talk = { turns: 3, system: over - 30, question: 10, answer: 10 };
  assert.equal(cliff(price, talk), 3); // 头两轮是差二十个、正好
  assert.equal(cliff(price, { ...talk, turns: 2 }), null);
  assert.equal(cliff(price, { ...talk, system: over }), 1);
  assert.equal(cliff({ ...price, tiers: [] }, { ...talk, system: over }), null);
});

test("坏的输入各有一句话，不当零算", () => {
  const [price] = prices;
  assert.equal(
    said(() => month(price, { ...how[0], turns: -1 })),
    "turns 要是一个不小于零的数，给的是 -1",
  );
  assert.equal(
    said(() => month(price, { ...how[0], hit: NaN })),
    "hit 要是一个不小于零的数，给的是 NaN",
  );
  assert.equal(
    said(() => month(price, { ...how[0], answer: "3" })),
    "answer 要是一个不小于零的数，给的是 3",
  );
  assert.equal(
    said(() => month({ ...price, input: null }, how[0])),
    `${price.name} 没有 input 这一格的价`,
  );
  assert.equal(
    said(() => inputs("keep", 3, { ...swept[0], stale: Infinity })),
    "stale 要是一个不小于零的数，给的是 Infinity",
  );
  assert.equal(
    said(() => month(price, { ...how[0], turns: 0 })),
    null,
  );
});
