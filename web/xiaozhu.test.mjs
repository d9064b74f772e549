// 浏览器里的小铸与 Python 的对拍：.venv/bin/node --test web/xiaozhu.test.mjs
// 期望由 tests/xiaozhu/browser_model.py 写：pytest 把它存成一个文件，经环境变量 XIAOZHU_EXPECTED 给；单独跑时自己去要。

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { fileURLToPath } from "node:url";

import { CONTEXT, Xiaozhu } from "./xiaozhu.mjs";

const CLOSE = 1e-9; // 两边都用双精度算，只差舍入
const expected = JSON.parse(process.env.XIAOZHU_EXPECTED ? readFileSync(process.env.XIAOZHU_EXPECTED, "utf8") : ask());
const { prompts } = expected;
const text = expected.files[8];
const file = JSON.parse(text);
const model = new Xiaozhu(text);
const exact = new Xiaozhu(expected.files[32]);

/** 让装好的 Python 现写一份期望。 */
function ask() {
  const root = fileURLToPath(new URL("../", import.meta.url));
  const python = join(root, ".venv", ...(process.platform === "win32" ? ["Scripts", "python.exe"] : ["bin", "python"]));
  if (!existsSync(python)) throw new Error(`要 Python 写一份期望才能对拍，没有 ${python}：先运行 make quick 装好`);
  const options = { cwd: root, encoding: "utf8", maxBuffer: Infinity };
  return execFileSync(python, ["-m", "tests.xiaozhu.browser_model"], options);
}

/** 从头读完 ids，最后的 logits。 */
const last = (model, ids, cache = []) => Array.from(ids.map((id) => model.step(id, cache)).at(-1));

const write = (model, ids, knobs) => [...model.generate(ids, { longest: 20, ...knobs })];

/** 依次给出 Python 抽到的那些随机数。 */
function replay() {
  let i = 0;
  return () => expected.darts[i++];
}

/** 报错说的话；没报错是 null。 */
function said(action) {
  try {
    action();
    return null;
  } catch (error) {
    return error.message;
  }
}

/** 形状相同，逐个数相差不超过 tolerance。 */
function close(actual, expected, tolerance, where = "") {
  if (Array.isArray(expected)) {
    assert.equal(actual.length, expected.length, `${where}有 ${actual.length} 项，应有 ${expected.length} 项`);
    expected.forEach((value, i) => close(actual[i], value, tolerance, `${where}[${i}]`));
  } else {
    const near = Number.isFinite(actual) && Math.abs(actual - expected) <= tolerance;
    assert.ok(near, `${where} 是 ${actual}，应是 ${expected}，至多差 ${tolerance}`);
  }
}

// —— 前向 ——

for (const [bits, logits] of Object.entries(expected.logits))
  test(`logits 与 Python 的相同：${bits} 位`, () => {
    const model = new Xiaozhu(expected.files[bits]);
    close(
      prompts.map((ids) => last(model, ids)),
      logits,
      CLOSE,
    );
  });

test("三十二位的 logits 与没导出过的模型相同", () => {
  close(
    prompts.map((ids) => last(exact, ids)),
    expected.singleLogits,
    1e-4,
  );
});

test("KV 缓存什么也不改变：每个位置都从头重算一遍，与自己比，也与 Python 不用缓存的前向比", () => {
  const ids = prompts[0];
  const cache = [];
  const grown = ids.map((id) => Array.from(exact.step(id, cache)));
  assert.deepEqual(
    grown,
    ids.map((_, t) => last(exact, ids.slice(0, t + 1))),
  );
  assert.equal(cache[0].keys.length, ids.length);
  close(grown, expected.everyPosition, CLOSE);
});

test("给字符串与给解析好的对象一样", () => {
  assert.deepEqual(last(new Xiaozhu(file), [0]), last(model, [0]));
});

// —— 分词 ——

test("词元与 Python 的相同", () => {
  assert.deepEqual(
    expected.texts.map((t) => model.encode(t)),
    expected.tokens,
  );
});

test("词元还原成原来的文字", () => {
  assert.deepEqual(
    expected.texts.map((t) => model.decode(model.encode(t))),
    expected.texts,
  );
});

test("提示与 Python 的相同", () => {
  assert.deepEqual(model.textPrompt("成都"), expected.textPrompt);
  assert.deepEqual(model.textPrompt(""), expected.emptyPrompt);
  assert.deepEqual(model.textPrompt(""), [0]);
  assert.deepEqual(model.chatPrompt("成都必去景点"), expected.chatPrompt);
});

// —— 生成 ——

test("温度零与 Python 的贪心写得一样", () => {
  assert.deepEqual(
    prompts.map((ids) => write(exact, ids, { temperature: 0 })),
    expected.greedy,
  );
});

test("给同一串随机数，与 Python 抽得一样", () => {
  assert.deepEqual(
    prompts.map((ids) => write(exact, ids, { temperature: 0.7, random: replay() })),
    expected.drawn,
  );
});

for (const { temperature, written } of expected.cold)
  test(`温度 ${temperature} 归于贪心，两边一样`, () => {
    const found = prompts.map((ids) => write(exact, ids, { temperature, random: replay() }));
    assert.deepEqual(found, written);
    assert.deepEqual(found, expected.greedy);
    assert.ok(found.every((ids) => ids.length));
  });

for (const { temperature, said: line } of expected.refused)
  test(`拒绝温度 ${JSON.stringify(temperature)}，两边说同一句`, () => {
    assert.equal(
      said(() => model.generate([0], { temperature }).next()),
      line,
    );
  });

for (const temperature of [Infinity, NaN])
  test(`拒绝温度 ${temperature}`, () => {
    assert.match(
      said(() => model.generate([0], { temperature }).next()),
      /^温度要是一个不小于零的数/,
    );
  });

test("写到 END 就停，不产出它；写满 longest 个或上下文满了也停，不报错", () => {
  const count = (model, ids, knobs) => [...model.generate(ids, { temperature: 0, ...knobs })].length;
  const at = (n) => Array(n).fill(5);
  assert.equal(CONTEXT, 256);
  assert.equal(count(new Xiaozhu(expected.eager), [0]), 0);
  assert.equal(count(model, [0, 5], { longest: 0 }), 0);
  assert.equal(count(model, at(CONTEXT)), 0);
  assert.ok(count(model, at(CONTEXT - 1)) <= 1);
});

test("topP 留下的恰好是从高到低、和达到 p 为止的那几个：镖从头到尾挨着扔一遍", () => {
  const found = new Set();
  for (let dart = 0; dart < 1; dart += 1 / 500) for (const id of exact.generate(prompts[0], { longest: 1, topP: 0.2, random: () => dart })) found.add(id);
  assert.deepEqual(found, new Set(expected.head));
});

// —— 坏输入：一行说清 ——

const first = (ids, knobs) => () => model.generate(ids, knobs).next();
const full = Array(CONTEXT).fill(5);
const highest = file.config.vocabulary - 1;
for (const [name, action, line] of [
  ["没有的字", () => model.encode("成都龘"), expected.unknown["成都龘"]],
  ["没有的字不在基本平面", () => model.encode("<|end|>成都，😀😀"), expected.unknown["<|end|>成都，😀😀"]],
  ["问题里没有的字", () => model.chatPrompt("龘"), expected.unknown["龘"]],
  ["缓存满了", () => last(model, [...full, 5]), "太长了：小铸一次最多读 256 个词元"],
  ["提示太长", first([...full, 5]), "太长了：提示有 257 个词元，小铸一次最多读 256 个词元"],
  ["空提示", first([]), "提示是空的：至少要有一个词元"],
  ["编号太大", first([9999]), `没有编号 9999：词表的编号是 0 到 ${highest}`],
  ["编号是负的", () => model.decode([-1]), `没有编号 -1：词表的编号是 0 到 ${highest}`],
  ["温度是负的", first([0], { temperature: -1 }), "温度要是一个不小于零的数，给的是 -1"],
  ["温度是字符串", first([0], { temperature: "1" }), "温度要是一个不小于零的数，给的是 1"],
  ["topP 是零", first([0], { topP: 0 }), "topP 要是一个大于零的数"],
])
  test(`坏输入：${name}`, () => {
    assert.ok(line, "期望里没有这一句");
    assert.equal(said(action), line);
  });

const harmed = (change) => JSON.stringify({ ...file, ...change });
const config = (change) => harmed({ config: { ...file.config, ...change } });
const weights = (change) => harmed({ weights: { ...file.weights, ...change } });
for (const [name, broken, line] of [
  ["没写完", text.slice(0, -100), "不是完整的 JSON"],
  ["null", "null", "缺 bits"],
  ["空的", "{}", "缺 bits"],
  ["没有权重", harmed({ weights: undefined }), "缺 weights"],
  ["四位", harmed({ bits: 4 }), "bits 只能是 32、16、8，写的是 4"],
  ["位数与权重不符", harmed({ bits: 16 }), "权重 embed 应有"],
  ["单字是数组", harmed({ characters: [] }), "characters 要是一个字符串"],
  ["合并只有一半", harmed({ merges: [["上"]] }), "merges 的每一项要是两个字符串"],
  ["没有合并", harmed({ merges: [] }), "词表应有"],
  ["权重是空的", harmed({ weights: {} }), "缺权重 embed"],
  ["宽度是字符串", config({ d: "32" }), "config 的 d 要是正整数"],
  ["没有 RoPE 的底数", config({ base: null }), "config 的 base 要是正数"],
  ["宽度分不成头", config({ heads: 5 }), "宽度 32 分不成 5 个头"],
  ["层数太多", config({ layers: 1e9 }), "缺权重 2.norm1"],
  ["权重短了", weights({ norm: file.weights.norm.slice(0, -4) }), "权重 norm 应有 128 字节，实有 "],
  ["权重不是 base64", weights({ norm: "!" }), "权重 norm 不是 base64"],
])
  test(`坏文件：${name}`, () => {
    const message = said(() => new Xiaozhu(broken));
    assert.ok(message?.startsWith(`小铸的模型文件坏了：${line}`), `说的是：${message}`);
    assert.ok(!message.includes("\n"), "不止一行");
  });
