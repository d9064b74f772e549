// 对称整数量化，与 xiaozhu/quantize.py 同一个算法：矩阵的每一行共用一个刻度，数记成刻度的整数倍。不碰网页，node 里也能测。

export const BITS = [8, 4, 3, 2];
const LARGEST = 65504; // float16 放得下的最大的数

/**
 * (行 × 列,) 的矩阵 → { integers, scale }：整数 (行 × 列,)，刻度 (行,)，都是 float16 放得下的数。
 * 位数不对、有数大得（或不是数）刻度放不下，抛 Error，话与 Python 的相同。
 */
export function quantize(matrix, columns, bits) {
  if (!BITS.includes(bits)) throw new Error(`位数只能是 ${BITS.join("、")}，给的是 ${bits}`);
  const levels = 2 ** (bits - 1) - 1; // 对称，所以零还是零；两位只有 -1、0、1 三档
  const integers = new Int8Array(matrix.length);
  const scale = new Float64Array(matrix.length / columns).map((_, row) => {
    const values = matrix.subarray(row * columns, (row + 1) * columns);
    const exact = Math.max(...values.map(Math.abs)) / levels;
    if (!(exact <= LARGEST)) throw new Error("矩阵里有太大的数、无穷或 NaN，刻度放不进 float16"); // 这样写，NaN 也拦得住
    const gap = spacing(exact);
    const step = Math.ceil(exact / gap) * gap || 1; // 只往大里舍入，舍小了最大的数会超出去；全零的行，刻度随便取
    values.forEach((value, i) => (integers[row * columns + i] = even(value / step)));
    return step;
  });
  return { integers, scale };
}

/** quantize 的产物 → (行 × 列,) 的 Float32Array。 */
export function dequantize({ integers, scale }) {
  const columns = integers.length / scale.length;
  return Float32Array.from(integers, (integer, i) => integer * scale[Math.floor(i / columns)]);
}

/** 最近的 float16，一样近取末位是偶数的。自带的 Math.f16round 到 2025 年才齐，旧浏览器没有。 */
export function half(x) {
  const gap = spacing(x);
  return even(x / gap) * gap;
}

/**
 * 照此存盘几个字节，不含文件头：整数、刻度、增益各多少，total 是合计，single 是一个也不压、每个数 32 位。
 * matrices 是各矩阵的 [个数, 行数]，gains 是增益的个数；刻度与增益各存一个 float16。
 */
export function bytes(bits, matrices, gains) {
  const sum = (size) => matrices.reduce((total, [count, rows]) => total + size(count, rows), 0);
  const parts = { integers: sum((count) => Math.ceil((count * bits) / 8)), scales: sum((_, rows) => 2 * rows), gains: 2 * gains };
  return { ...parts, total: parts.integers + parts.scales + parts.gains, single: 4 * (sum((count) => count) + gains) };
}

/** after 的每一项是不是改过的：照着与 before 最长的公共部分对齐，对不上的就是。开头多一个字，后面的照样对得上。 */
export function changed(before, after) {
  let kept = [[], ...after.map(() => [])]; // kept[j]：before 读到此处，after 的前 j 项里对得上的位置
  for (const each of before) {
    const next = [[]];
    after.forEach((other, j) => next.push(other === each ? [...kept[j], j] : longer(kept[j + 1], next[j])));
    kept = next;
  }
  return after.map((_, j) => !kept.at(-1).includes(j));
}

const longer = (a, b) => (a.length >= b.length ? a : b);

/** 挨着 x 的 float16 隔多远：尾数十位；小于 2 的 -14 次方的，间隔不再变小。 */
const spacing = (x) => 2 ** (Math.max(Math.floor(Math.log2(Math.abs(x))), -14) - 10);

/** 最近的整数，一样近取偶数的：NumPy 的 rint 是这样舍的，Math.round 不是。 */
function even(x) {
  const below = Math.floor(x);
  const rest = x - below;
  return rest < 0.5 || (rest === 0.5 && below % 2 === 0) ? below : below + 1;
}
