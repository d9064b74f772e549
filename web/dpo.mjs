// 在页面里做 DPO（Rafailov 2023，式 7）：只更新最后一次归一化的增益，d 个数；别的参数不动，所以每个位置归一化后的向量先算一次就够。
// states 是一段回答：[{ x, token }]，x (d,) 是读到那里时、乘增益之前的向量，token 是接下来的词元。embedding (V × d,) 按行铺开。

/** 这一段回答的对数概率，奈特，与它对增益的导数，(d,)。 */
export function logProbability(gain, states, embedding) {
  const d = gain.length;
  const slope = new Float64Array(d);
  let total = 0;
  for (const { x, token } of states) {
    const logits = new Float64Array(embedding.length / d);
    for (let v = 0; v < logits.length; v++) for (let j = 0; j < d; j++) logits[v] += embedding[v * d + j] * gain[j] * x[j];
    const top = logits.reduce((a, b) => Math.max(a, b));
    const odds = logits.map((z) => Math.exp(z - top)); // 先减最大值，免得溢出
    const sum = odds.reduce((a, b) => a + b);
    total += logits[token] - top - Math.log(sum);
    for (let v = 0; v < logits.length; v++) {
      const pull = (v === token) - odds[v] / sum;
      for (let j = 0; j < d; j++) slope[j] += pull * embedding[v * d + j] * x[j];
    }
  }
  return { total, slope };
}

/**
 * 一批偏好上的损失与它对增益的导数。pairs 是 [{ chosen, rejected, reference }]：两段回答的 states，
 * reference 是起点上两段的对数概率之差（好的减差的）。beta 要大于零。
 */
export function loss(gain, pairs, embedding, beta) {
  if (!(beta > 0)) throw new Error(`β 要是一个大于零的数，给的是 ${beta}`);
  if (!pairs.length) throw new Error("一对偏好也没有：先标一对");
  const slope = new Float64Array(gain.length);
  let total = 0;
  for (const { chosen, rejected, reference } of pairs) {
    const [good, bad] = [chosen, rejected].map((states) => logProbability(gain, states, embedding));
    const margin = beta * (good.total - bad.total - reference);
    total += Math.max(0, -margin) + Math.log1p(Math.exp(-Math.abs(margin))); // −log σ，两头都不溢出
    const pull = beta / (1 + Math.exp(margin));
    for (let j = 0; j < slope.length; j++) slope[j] -= pull * (good.slope[j] - bad.slope[j]);
  }
  return { total: total / pairs.length, slope: slope.map((value) => value / pairs.length) };
}

/** AdamW，不衰减、导数裁到长一，与 xiaozhu/train.py 的同一个。 */
export class Adam {
  constructor(size) {
    this.steps = 0;
    this.mean = new Float64Array(size);
    this.square = new Float64Array(size);
  }

  /** 照导数走一步，返回新的参数。 */
  step(values, slope, rate) {
    const [b1, b2] = [0.9, 0.95];
    this.steps += 1;
    const shrink = Math.min(1, 1 / (Math.sqrt(slope.reduce((sum, g) => sum + g * g, 0)) + 1e-6));
    return values.map((value, j) => {
      const gradient = slope[j] * shrink;
      this.mean[j] += (1 - b1) * (gradient - this.mean[j]);
      this.square[j] += (1 - b2) * (gradient * gradient - this.square[j]);
      const update = this.mean[j] / (1 - b1 ** this.steps) / (Math.sqrt(this.square[j] / (1 - b2 ** this.steps)) + 1e-8);
      return value - rate * update;
    });
  }
}
