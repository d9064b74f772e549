// 旋转位置编码的针与 snippets/position/ 对拍：.venv/bin/node --test web/rope.test.mjs
import assert from "node:assert/strict";
import test from "node:test";

import { angle, BASE, degrees, laps, parts, reach, rotate } from "./rope.mjs";
import { cases, close } from "./testing/cases.mjs";

const CLOSE = 1e-10; // 乘方与余弦的末几位可能不同
const expected = cases("rope");
const sum = (x) => x.reduce((a, b) => a + b, 0);

test("底数与片段的一致，也是缺省", () => {
  assert.equal(BASE, expected.base);
  const pairs = [
    [1, 2],
    [3, 4],
  ];
  assert.equal(angle(1, 5, 2), angle(1, 5, 2, BASE));
  assert.deepEqual(rotate(pairs, 5), rotate(pairs, 5, BASE));
  assert.deepEqual(parts(pairs, pairs, 5, 2), parts(pairs, pairs, 5, 2, BASE));
  assert.deepEqual(reach(1, 2, 9, 99), reach(1, 2, 9, 99, BASE));
});

test("转过之后的坐标", () => {
  for (const [pairs, at, turned] of expected.rotated) close(rotate(pairs, at), turned, CLOSE, `${pairs} 在 ${at}`);
});

test("分数是各针的内积之和", () => {
  for (const [query, key, queryAt, keyAt, score] of expected.scores) close(sum(parts(query, key, queryAt, keyAt)), score, CLOSE, `${queryAt} ${keyAt}`);
});

test("底数一改，分数跟着改；两个词一起挪，不改", () => {
  const words = Array(8).fill([1, 0]);
  assert.notEqual(sum(parts(words, words, 9, 0, 500000)), sum(parts(words, words, 9, 0)));
  for (const base of [BASE, 500000]) close(parts(words, words, 109, 100, base), parts(words, words, 9, 0, base), CLOSE);
});

test("一排同样的针，平均就是 one_hand.py 的 many", () => {
  const words = Array(expected.hands).fill([1, 0]);
  for (const [distance, score] of expected.many) close(sum(parts(words, words, distance, 0)) / expected.hands, score, CLOSE, `隔 ${distance}`);
});

test("转角", () => {
  for (const [hand, at, hands, base, turned] of expected.angles) close(angle(hand, at, hands, base), turned, CLOSE * Math.max(1, turned));
  for (const [turned, turns, rest] of expected.turns) close(laps(turned), { turns, degrees: rest }, CLOSE, `${turned} 弧度`);
  close(degrees(Math.PI / 2), 90, CLOSE);
});

test("转一圈要走多远；训练时几根没转满", () => {
  for (const [hand, hands, base, lap] of expected.laps) close(reach(hand, hands, 1, 1, base).lap, lap, lap * CLOSE);
  for (const [hands, trained, base, partial] of expected.partial) assert.equal(all(hands, trained, trained, base).filter(({ full }) => !full).length, partial);
});

test("几根针转到没转到过的角度", () => {
  for (const [hands, trained, now, base, unseen] of expected.unseen)
    assert.equal(all(hands, trained, now, base).filter(({ fresh }) => fresh).length, unseen, `${now} 底数 ${base}`);
});

test("转到的角度满一圈就记一圈；刚好一圈也算满", () => {
  close(reach(0, 1, 1, 9), { seen: 1, upto: 2 * Math.PI, full: false, fresh: true }, 0);
  close(reach(0, 1, 2 * Math.PI, 9), { seen: 2 * Math.PI, full: true, fresh: false }, 0);
  close(reach(0, 1, 3, 2), { seen: 3, upto: 2, full: false, fresh: false }, 0);
});

const all = (hands, ...rest) => Array.from({ length: hands }, (_, hand) => reach(hand, hands, ...rest));
