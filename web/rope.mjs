// 旋转位置编码的一排针，与 snippets/position/ 里的同一套算法；不碰网页，node 里也能测。角度都用弧度。

export const BASE = 10000;
const TURN = 2 * Math.PI;

/** hands 根针里的第 hand 根（从零数），在 position 处转到的角度。 */
export function angle(hand, position, hands, base = BASE) {
  return position / base ** (hand / hands);
}

/** [[x, y]] → [[x, y]]：每一对坐标是一根针，各转各的角度。 */
export function rotate(pairs, position, base = BASE) {
  return pairs.map(([x, y], hand) => {
    const a = angle(hand, position, pairs.length, base);
    return [x * Math.cos(a) - y * Math.sin(a), x * Math.sin(a) + y * Math.cos(a)];
  });
}

/** 每根针各给多少分：位置 queryAt 上的查询与位置 keyAt 上的键，一对坐标一个内积；加起来就是分数。 */
export function parts(query, key, queryAt, keyAt, base = BASE) {
  const turned = rotate(key, keyAt, base);
  return rotate(query, queryAt, base).map(([x, y], hand) => x * turned[hand][0] + y * turned[hand][1]);
}

/** 一个角度是整几圈、又几度。 */
export function laps(angle) {
  const turns = Math.floor(angle / TURN);
  return { turns, degrees: degrees(angle) - turns * degrees(TURN) };
}

export const degrees = (angle) => (angle * 180) / Math.PI;

/**
 * 训练走到 trained，如今走到 now，第 hand 根针的事：{ lap, seen, upto, full, fresh }。
 * lap 是转一圈要走几个位置；seen、upto 是两回各转到的角度，满一圈就记一圈；full 是训练时转满过一圈；fresh 是如今转到了训练时没转到过的角度。
 */
export function reach(hand, hands, trained, now, base = BASE) {
  const [seen, upto] = [trained, now].map((position) => Math.min(TURN, angle(hand, position, hands, base)));
  return { lap: TURN / angle(hand, 1, hands, base), seen, upto, full: seen >= TURN, fresh: upto > seen };
}
