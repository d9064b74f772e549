// 采样的旋钮，与 snippets/sampling/sampler.py 同样的语义；不碰网页，node 里也能测。候选用编号说：它是 logits 里的第几个。

/**
 * 旋钮之后还剩谁：[[编号, 概率]]，从高到低，一样高的编号小的在前。k、p、ratio 是 top-k、top-p、min-p，零是不用。
 * 缺省先除温度再剪；cutFirst 是先照温度一剪，再除温度。旋钮不对、或一个也不剩，抛 Error，一行说清是哪一个。
 */
export function keep(logits, { temperature = 1, k = 0, p = 0, ratio = 0, cutFirst = false } = {}) {
  if (!(temperature >= 0)) throw new Error(`温度要是一个不小于零的数，给的是 ${temperature}`);
  if (!logits.length) throw new Error("一个候选也没有");
  if (temperature === 0) return [[logits.indexOf(Math.max(...logits)), 1]]; // 除以零没有意义：贪心，别的旋钮都不看
  if (!Number.isInteger(k)) throw new Error(`top-k 要是一个整数，给的是 ${k}`);
  const odds = weigh(logits, cutFirst ? 1 : temperature);
  let kept = [...odds.keys()].sort((a, b) => odds[b] - odds[a]).slice(0, k || undefined);
  const total = sum(kept.map((id) => odds[id])); // top-p 看的是 top-k 剩下的里占多少
  let mass = 0;
  const enough = kept.findIndex((id) => (mass += odds[id] / total) >= p);
  if (p && enough >= 0) kept = kept.slice(0, enough + 1);
  kept = kept.filter((id) => odds[id] >= ratio); // 最高的一个 odds 恰是一，比率就是 odds 本身
  if (!kept.length) throw new Error(`一个候选也没留下：top-k 给的是 ${k}，min-p 给的是 ${ratio}`);
  const left = cutFirst
    ? weigh(
        kept.map((id) => logits[id]),
        temperature,
      )
    : kept.map((id) => odds[id]);
  const whole = sum(left);
  return kept.map((id, i) => [id, left[i] / whole]);
}

/** 照 kept 的概率抽一个：把它们首尾相接，dart 是零到一之间扔的镖，落在谁那一段就是谁的编号。 */
export function draw(kept, dart) {
  let left = dart;
  for (const [id, p] of kept) {
    left -= p;
    if (left < 0) return id;
  }
  return kept.at(-1)[0]; // 浮点误差可能让镖停在最末端
}

/** 抽 times 次：Map，编号 → 次数。 */
export function tally(kept, times, random) {
  const counts = new Map();
  for (let i = 0; i < times; i++) {
    const id = draw(kept, random());
    counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  return counts;
}

/** 随机数发生器 mulberry32：同一个种子，在谁的机器上都是同一串 [0, 1) 之间的数。Math.random 换不了种子。 */
export function seeded(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/**
 * 给人看的表：原来最高的 shown 个一个一行，其余的合成末一行。
 * [{ ids, before, kept, after, drawn }]：编号、原概率、留下几个、旋钮之后的概率、抽到几次（合计）。
 */
export function table(logits, kept, counts, shown) {
  const before = keep(logits);
  const after = new Map(kept);
  const groups = [...before.slice(0, shown).map((one) => [one]), before.slice(shown)].filter(({ length }) => length);
  return groups.map((group) => {
    const ids = group.map(([id]) => id);
    const total = (map) => sum(ids.map((id) => map.get(id) ?? 0));
    return { ids, before: sum(group.map(([, p]) => p)), kept: ids.filter((id) => after.has(id)).length, after: total(after), drawn: total(counts) };
  });
}

/** 没留下的，原来合占多少。 */
export function lost(logits, kept) {
  const left = new Set(kept.map(([id]) => id));
  return sum(keep(logits).map(([id, p]) => (left.has(id) ? 0 : p)));
}

/** 抽了 times 次，频率与概率差得最多的那个差多少。 */
export function farthest(kept, counts, times) {
  return Math.max(...kept.map(([id, p]) => Math.abs((counts.get(id) ?? 0) / times - p)));
}

/** logits 除以温度、取指数，没有归一；先减最大值，免得溢出。 */
function weigh(logits, temperature) {
  const top = Math.max(...logits);
  return Array.from(logits, (z) => Math.exp((z - top) / temperature));
}

const sum = (x) => x.reduce((a, b) => a + b, 0);
