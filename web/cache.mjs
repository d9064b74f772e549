// 两种缓存的账：写下一个词元要重读多少、前缀从第几个起作废、存下的键与值变了多少。不碰网页，node 里也能测。

/** 前 first 个已有缓存，再读进直到第 last 个，要几次乘加；只数矩阵乘，与 xiaozhu/experiments/kv_cache.py 同一个数法。 */
export function multiplyAdds({ d, layers, ffn, vocabulary }, first, last) {
  const fixed = layers * (4 * d * d + 3 * d * ffn); // 每个词元都要过的矩阵：注意力四个，前馈三个
  const looked = ((first + 1 + last) * (last - first)) / 2; // 第 t 个词元看 t 个
  return (last - first) * fixed + layers * 2 * d * looked + d * vocabulary; // 键与值各看一遍；输出层只算最后一个
}

/**
 * 提示有 prompt 个词元，写 written 个：每写一个连同读进它，一行两列账，累计到这一步。
 * again 是没有缓存：从头读到它；cached 是有缓存：只读新来的，头一行新来的还有整个提示。各是 { read, total, work }：
 * 这一步读几个词元，累计几个，累计几次乘加。
 */
export function ledger(config, prompt, written) {
  const rows = [];
  for (let i = 0; i < written; i++) {
    const entry = (before, first, last) => ({
      read: last - first,
      total: (before?.total ?? 0) + last - first,
      work: (before?.work ?? 0) + multiplyAdds(config, first, last),
    });
    const last = prompt + i + 1;
    rows.push({ again: entry(rows.at(-1)?.again, 0, last), cached: entry(rows.at(-1)?.cached, i && last - 1, last) });
  }
  return rows;
}

/**
 * 上一次与这一次的词元编号，怎样对上：{ prefix, pairs }。prefix 是开头连着几个相同，前缀缓存能用的就是这些；
 * pairs 是 [上一次的位置, 这一次的位置]：开头相同的、中间换掉的、后面又相同的。中间长短不同，多出来的那些没有对头，记 null。
 */
export function align(old, fresh) {
  const shorter = Math.min(old.length, fresh.length);
  let prefix = 0;
  while (prefix < shorter && old[prefix] === fresh[prefix]) prefix++;
  let suffix = 0;
  while (suffix < shorter - prefix && old.at(-1 - suffix) === fresh.at(-1 - suffix)) suffix++;
  const [oldMiddle, freshMiddle] = [old.length - prefix - suffix, fresh.length - prefix - suffix];
  const pairs = [];
  for (let i = 0; i < Math.max(old.length, fresh.length); i++) {
    const past = prefix + Math.max(oldMiddle, freshMiddle); // 从这里起是后面又相同的
    if (i >= past) pairs.push([i - past + prefix + oldMiddle, i - past + prefix + freshMiddle]);
    else pairs.push([i < prefix + oldMiddle ? i : null, i < prefix + freshMiddle ? i : null]);
  }
  return { prefix, pairs };
}

/**
 * 存下的变了多少：每层一行，行里一对词元一个数，差的长度除以原来的长度，没有对头的是 null。
 * before、after 是 Xiaozhu.kept 的产物，kind 是 "keys"、"plain" 或 "values"。与 snippets/kv-cache/xiaozhu_prefix.py 的 change 同一个数法。
 */
export function changes(before, after, pairs, kind) {
  const length = (x) => Math.sqrt(x.reduce((total, value) => total + value * value, 0));
  return before.map((layer, i) =>
    pairs.map(([a, b]) => {
      if (a === null || b === null) return null;
      const [old, fresh] = [layer[kind][a], after[i][kind][b]];
      return length(old.map((value, j) => value - fresh[j])) / length(old);
    }),
  );
}

const ROUNDING = 1e-12; // 键转过去又转回来，双精度的舍入有这么大

/** 变了多少怎样写：零与舍入是「没变」，没有对头的是「—」。 */
export const shown = (change) => (change === null ? "—" : change < ROUNDING ? "没变" : change < 0.0001 ? "<0.01%" : `${(100 * change).toFixed(2)}%`);

/** 旧的缓存还能用多少，一句话：前 prefix 个词元相同，上一次、这一次各有几个。 */
export function fate(prefix, old, fresh) {
  if (prefix < Math.min(old, fresh)) return `从第 ${prefix + 1} 个词元起作废：前 ${prefix} 个能用，后面 ${fresh - prefix} 个重读。`;
  if (prefix < fresh) return `旧的 ${prefix} 个全能用，新读 ${fresh - prefix} 个。`;
  return prefix < old ? `留下的 ${prefix} 个全能用，没有要新读的。` : `一个也没作废：${prefix} 个全能用。`;
}

/** 一层里，places 这几处平均变了多少；一处也没有是 null。 */
export const average = (layer, places) => (places.length ? places.reduce((total, i) => total + layer[i], 0) / places.length : null);
