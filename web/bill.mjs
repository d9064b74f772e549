// 账单的两笔算术，与 snippets/cost/bill.py、snippets/thrift/keep_or_trim.py 同源。价按每百万词元，词元数与轮数都不小于零。

/** 每个数都要是不小于零的有限数，不然抛 Error，一行说是哪一个。 */
function check(numbers) {
  for (const [name, value] of Object.entries(numbers))
    if (typeof value !== "number" || !Number.isFinite(value) || value < 0) throw new Error(`${name} 要是一个不小于零的数，给的是 ${value}`);
}

/** 一单的输入有 sent 个词元，照哪一档收：超过 over 的，整单换价（断崖价）。 */
export const tier = (price, sent) => price.tiers.findLast(({ over }) => sent > over) ?? price;

/** 头一回超过断崖那条线的是第几轮；没有这条线，或 turns 轮之内没到，是 null。 */
export function cliff(price, { turns, system, question, answer }) {
  for (let past = 0; past < turns; past++) if (tier(price, system + past * (question + answer) + question) !== price) return past + 1;
  return null;
}

/** 一单的账：sent 是输入各列的词元数，output 是输出的 → 钱。没有那一列的价就抛 Error，不当零算。 */
function charge(price, sent, output) {
  const row = tier(
    price,
    Object.values(sent).reduce((a, b) => a + b),
  );
  let total = 0;
  for (const [column, count] of Object.entries({ ...sent, output })) {
    if (!count) continue;
    if (typeof row[column] !== "number") throw new Error(`${price.name} 没有 ${column} 这一格的价`);
    total += count * row[column];
  }
  return total / 1e6;
}

/**
 * 一个月的钱。每轮把前面的话整个重发；hit 是重发的部分里命中缓存的比例，开了缓存，没命中的按写入价收（没有写入价的按输入价）；
 * thought 是每轮想的词元，不留在历史里，但按输出收；shared：头一轮的系统提示也命中，别的会话刚写过。
 */
export function month(price, { turns, system, question, answer, thought, hit, shared, sessions, days }) {
  check({ turns, system, question, answer, thought, hit, sessions, days });
  const column = hit && price.write != null ? "write" : "input";
  let [total, last] = [0, shared ? system : 0];
  for (let past = 0; past < turns; past++) {
    const sent = system + past * (question + answer) + question;
    total += charge(price, { [column]: sent - hit * last, hit: hit * last }, answer + thought);
    last = sent; // 上一轮发过的整段，下一轮都能命中
  }
  return total * sessions * days;
}

/** 带着 kept 轮历史时，一次丢掉最早的几轮：全留、滑窗、攒到两倍砍一半。 */
export const DROPS = {
  keep: () => 0,
  slide: (kept, window) => Number(kept > window),
  halve: (kept, window) => window * (kept === 2 * window),
};

/**
 * 整段对话每一轮之后的输入账单，折合成按原价算的词元，(turns,)。hit、write 是命中价与写入价是输入价的几倍；
 * stale 是过期的比例，过期了就整段按写入价重写。丢了历史，后面的字一字没改也对不上了，只有系统提示还命中。
 */
export function inputs(way, turns, { question, answer, system, window, hit, write, stale }) {
  check({ turns, question, answer, system, window, hit, write, stale });
  const turn = question + answer;
  const found = [];
  let [cost, kept, same] = [0, 0, 0];
  for (let round = 0; round < turns; round++) {
    const cut = DROPS[way](kept, window);
    if (cut) [kept, same] = [kept - cut, system];
    const sent = system + kept * turn + question;
    cost += (1 - stale) * (same * hit + (sent - same) * write) + stale * sent * write;
    [kept, same] = [kept + 1, sent];
    found.push(cost);
  }
  return found;
}

/** 从第几轮起，way 比全留便宜；打平不算，turns 轮之内没有就是 null。 */
export function crossing(way, turns, how) {
  const [kept, cut] = [inputs("keep", turns, how), inputs(way, turns, how)];
  const at = kept.findIndex((cost, i) => cost > cut[i]);
  return at === -1 ? null : at + 1;
}
