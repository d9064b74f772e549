// 真的小铸在浏览器里与 Python 对拍：.venv/bin/node --test web/chat.test.mjs
import assert from "node:assert/strict";
import test from "node:test";

import { cases, close } from "./testing/cases.mjs";
import { Xiaozhu } from "./xiaozhu.mjs";

const CLOSE = 1e-9; // 两边都用双精度算，只差舍入
const { files, replies, merges } = cases("chat");
const models = Object.fromEntries(Object.entries(files).map(([stage, file]) => [stage, new Xiaozhu(file)]));

for (const [stage, expected] of Object.entries(replies))
  test(`${stage} 的前五名与续写`, () => {
    for (const { kind, text, ...reply } of expected) close(models[stage].reply(text, kind), reply, CLOSE, `${kind} ${text}`);
  });

test("合并的每一步", () => {
  for (const [text, steps] of Object.entries(merges)) {
    const found = models.sft.merges(text);
    assert.deepEqual(
      found.map(({ tokens }) => tokens),
      steps,
      text,
    );
    for (const [i, { rank, pair }] of found.entries()) if (i) assert.ok(found[i].tokens.includes(pair.join("")) && rank > (found[i - 1].rank ?? -1));
  }
});

test("悟道答得对的那道方位题，基座会续写，拜师与对齐前后都答不上", () => {
  const said = (stage, text, kind) => models[stage].reply(text, kind).tokens.join("");
  const question = "南北方向上，成都比昆明更靠哪";
  assert.equal(said("grpo", question, "ask"), "北。");
  assert.equal(said("pretrain", "南北方向上，成都比昆明", "text"), "更靠北。");
  for (const stage of ["pretrain", "sft"]) assert.doesNotMatch(said(stage, question, "ask"), /北/);
});

test("不认识的字一次说全，一种一个；学了几次合并", () => {
  assert.deepEqual(models.sft.unknown("成龘都😀龘"), [
    ["龘", 2],
    ["😀", 4],
  ]);
  assert.deepEqual(models.sft.unknown("今天来成都出差了。"), []);
  assert.ok(models.sft.unknown("<|end|>").length); // 读者打不出标记
  assert.equal(models.sft.learnt, files.sft.merges.length);
});

test("不认识的字，说出是哪一个", () => {
  assert.throws(() => models.sft.reply("成都龘", "ask"), /小铸不认识「龘」（第 3 个字）/);
  assert.throws(() => models.sft.reply("成都\u0000", "ask"), /不认识/);
  assert.throws(() => models.sft.reply("成都😀", "text"), /小铸不认识「😀」（第 3 个字）/);
  assert.throws(() => models.sft.reply("成都".repeat(300), "text"), /太长了/);
});

test("不给旋钮时：温度一，至多写二十四个", () => {
  const darts = () => {
    let i = 0;
    return () => (++i * 0.37) % 1;
  };
  const ids = models.step_0.textPrompt("成都");
  const written = [...models.step_0.generate(ids, { random: darts() })];
  assert.deepEqual(written, [...models.step_0.generate(ids, { temperature: 1, longest: 24, random: darts() })]);
  assert.equal(written.length, 24);
  assert.notDeepEqual(written, [...models.step_0.generate(ids, { temperature: 2, random: darts() })]);
});

test("小到头的配置也读得进来：一层，底数不到一", () => {
  const { config } = files.sft;
  for (const change of [{ layers: 1 }, { base: 0.5 }]) assert.ok(new Xiaozhu({ ...files.sft, config: { ...config, ...change } }).reply("成都", "text"));
});
