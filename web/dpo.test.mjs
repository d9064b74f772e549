// 页面里的 DPO 与小铸的自动微分对拍：.venv/bin/node --test web/dpo.test.mjs
import assert from "node:assert/strict";
import test from "node:test";

import { Adam, logProbability, loss } from "./dpo.mjs";
import { cases, close, said } from "./testing/cases.mjs";
import { END, Xiaozhu } from "./xiaozhu.mjs";

const CLOSE = 1e-8; // 两边都用双精度，差在加的次序
const { file, pairs, beta, rate, trail, chosen, rejected } = cases("dpo");
const model = new Xiaozhu(file);
const states = (question, answer) => model.states(model.chatPrompt(question), model.encode(answer + END));
const batch = pairs.map(([question, good, bad], i) => ({
  chosen: states(question, good),
  rejected: states(question, bad),
  reference: chosen[i] - rejected[i],
}));

test("起点上两段回答的对数概率", () => {
  const total = (answer) => logProbability(model.gain, answer, model.embedding).total;
  close(
    batch.map((pair) => total(pair.chosen)),
    chosen,
    CLOSE,
  );
  close(
    batch.map((pair) => total(pair.rejected)),
    rejected,
    CLOSE,
  );
});

test("损失、导数与走过的每一步", () => {
  const adam = new Adam(model.config.d);
  let gain = model.gain;
  for (const expected of trail) {
    close(Array.from(gain), expected.gain, CLOSE, "增益");
    const { total, slope } = loss(gain, batch, model.embedding, beta);
    close(total, expected.loss, CLOSE, "损失");
    close(Array.from(slope), expected.slope, CLOSE, "导数");
    gain = adam.step(gain, slope, rate);
  }
});

test("换了增益，别的照旧，前向跟着变", () => {
  const other = new Xiaozhu(file);
  other.gain = model.gain.map((value) => 2 * value);
  assert.notDeepEqual(other.reply(pairs[0][0], "ask").top, model.reply(pairs[0][0], "ask").top);
  other.gain = model.gain;
  assert.deepEqual(other.reply(pairs[0][0], "ask"), model.reply(pairs[0][0], "ask"));
  assert.equal(
    said(() => (other.gain = [1])),
    "增益要有 64 个数，给了 1 个",
  );
});

test("差得极远的一对，损失与导数不溢出", () => {
  const [pair] = batch;
  for (const reference of [1e4, -1e4]) assert.ok(Number.isFinite(loss(model.gain, [{ ...pair, reference }], model.embedding, 1).total));
  assert.ok(loss(model.gain, [{ ...pair, reference: 1e4 }], model.embedding, 1).total > 9000);
});

test("坏的输入各有一句话", () => {
  for (const bad of [0, -1, NaN])
    assert.equal(
      said(() => loss(model.gain, batch, model.embedding, bad)),
      `β 要是一个大于零的数，给的是 ${bad}`,
    );
  assert.equal(
    said(() => loss(model.gain, [], model.embedding, 1)),
    "一对偏好也没有：先标一对",
  );
});
