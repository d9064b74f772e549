// 小铸，浏览器里的这一份：读 xiaozhu/export.py 写的 JSON，分词、前向、采样，与 Python 里的一致。不用任何库。
// 约定：d 宽度，V 词表，T 已经读过的词元数；矩阵是 (出, 进)，按行铺成一个 Float32Array；中间结果用双精度。

import { bytes, dequantize, half, quantize } from "./quantize.mjs";

export const END = "<|end|>";
export const USER = "<|user|>";
export const ASSISTANT = "<|assistant|>";
export const CONTEXT = 256; // 提示与续写合起来最多几个词元

const SPECIAL = [END, USER, ASSISTANT]; // 编号 0、1、2
const WALLS = /(<\|end\|>|<\|user\|>|<\|assistant\|>|[，。！？：（）])/; // 合并不跨标点

export class Xiaozhu {
  #file; // 读进来的那份，换权重时照它再造一个
  #ids; // 词元 → 编号
  #merges; // [前, 后]，先学的在前
  #ranks; // 一对词元 → 它是第几次合并
  #embedding; // (V, d)，既是词嵌入，也是输出层
  #layers;
  #norm;
  #frequencies; // RoPE 每一对每个位置转多少弧度，(d / heads / 2,)

  /** json 是 export.py 写的字符串，或已经解析好的对象。文件坏了抛 Error，一行说清坏在哪里。 */
  constructor(json) {
    this.#file = parse(json);
    const { bits, config, characters, merges, weights } = this.#file;
    this.config = config;
    this.vocabulary = [...SPECIAL, ...characters, ...merges.map(([a, b]) => a + b)];
    if (this.vocabulary.length !== config.vocabulary) broken(`词表应有 ${config.vocabulary} 个词元，实有 ${this.vocabulary.length} 个`);
    this.#ids = new Map(this.vocabulary.map((token, id) => [token, id]));
    this.#merges = merges;
    this.#ranks = new Map(merges.map(([a, b], rank) => [pair(a, b), rank]));

    const { d, ffn, heads, base } = config;
    const gain = (name) => unpack(weights, name, 32, 1, d);
    const matrix = (name, rows, columns) => unpack(weights, name, bits, rows, columns);
    this.#embedding = matrix("embed", config.vocabulary, d);
    this.#layers = Array.from({ length: config.layers }, (_, i) => ({
      norm1: gain(`${i}.norm1`),
      q: matrix(`${i}.q`, d, d),
      k: matrix(`${i}.k`, d, d),
      v: matrix(`${i}.v`, d, d),
      o: matrix(`${i}.o`, d, d),
      norm2: gain(`${i}.norm2`),
      gate: matrix(`${i}.gate`, ffn, d),
      up: matrix(`${i}.up`, ffn, d),
      down: matrix(`${i}.down`, d, ffn),
    }));
    this.#norm = gain("norm");
    const half = d / heads / 2;
    this.#frequencies = Float64Array.from({ length: half }, (_, i) => base ** (-i / half));
  }

  /** 文字 → 编号数组。有词表里没有的字就抛 Error，写明哪个字、第几个字。 */
  encode(text) {
    const tokens = text.split(WALLS).flatMap((clause) => this.#split(clause));
    return tokens.map((token) => {
      const id = this.#ids.get(token);
      if (id === undefined) {
        const at = [...text].indexOf(token) + 1;
        throw new Error(`小铸不认识「${token}」（第 ${at} 个字），它只认识 ${this.#ids.size} 个词元里的字`);
      }
      return id;
    });
  }

  /** 词表里没有的字，一种一个：[[字, 从一数起第几个]]。三个标记也要一个字一个字地认，所以读者打不出它们。 */
  unknown(text) {
    const letters = [...text];
    return [...new Set(letters)].filter((letter) => !this.#ids.has(letter)).map((letter) => [letter, letters.indexOf(letter) + 1]);
  }

  /** 编号数组 → 文字，三个标记也照写。 */
  decode(ids) {
    return ids.map((id) => this.vocabulary[this.#known(id)]).join("");
  }

  /** 续写的提示：END 之后直接是正文。空串也行。 */
  textPrompt(text) {
    return [this.#ids.get(END), ...this.encode(text)];
  }

  /** 对话的提示：END、USER、问题、ASSISTANT，回答从这里接着写。 */
  chatPrompt(question) {
    return [this.#ids.get(END), this.#ids.get(USER), ...this.encode(question), this.#ids.get(ASSISTANT)];
  }

  /**
   * 读进一个词元，返回下一个词元的 logits，(V,)。
   * cache 是一个数组，首次传空的；里面每层存着读过的键（已经转过）与值，调用会接上新的。满了抛 Error。
   * trace 给一个空数组，就添上这个词元的 [层] → { query, weights }：转过的查询 (d,)，各头对读过的词元的权重。
   * without 是 [层, 头]，从零数：那一头交出零。
   */
  step(id, cache, options) {
    return linear(rmsNorm(this.#read(id, cache, options), this.#norm), this.#embedding);
  }

  /** 读进一个词元，返回最后一层的输出，(d,)。参数同 step。 */
  #read(id, cache, { trace, without } = {}) {
    const { d, heads } = this.config;
    this.#known(id);
    if (!cache.length) cache.push(...this.#layers.map(() => ({ keys: [], values: [] })));
    const [
      {
        keys: { length: position },
      },
    ] = cache; // 各层读过的一样多
    if (position >= CONTEXT) throw new Error(`太长了：小铸一次最多读 ${CONTEXT} 个词元`);
    const angles = this.#frequencies.map((frequency) => position * frequency);
    const seen = trace && [];
    trace?.push(seen);

    let x = Float64Array.from(this.#embedding.subarray(id * d, (id + 1) * d));
    this.#layers.forEach((layer, i) => {
      const { keys, values } = cache[i];
      let h = rmsNorm(x, layer.norm1);
      const query = rotate(linear(h, layer.q), angles);
      keys.push(rotate(linear(h, layer.k), angles));
      values.push(linear(h, layer.v));
      const weights = trace && [];
      seen?.push({ query, weights });
      const muted = without?.[0] === i ? without[1] : null;
      x = add(x, linear(attention(query, keys, values, heads, weights, muted), layer.o));
      h = rmsNorm(x, layer.norm2);
      x = add(x, linear(multiply(linear(h, layer.gate).map(silu), linear(h, layer.up)), layer.down));
    });
    return x;
  }

  /**
   * 接着 ids 写，逐个产出词元编号；写到 END（不产出）、写满 longest 个或上下文满了为止。
   * 温度零是贪心，小到极限也归于贪心；topP 从高到低留到概率之和达到它，不给就不剪。random 返回 [0, 1) 之间的数。
   * 提示是空的、太长，或旋钮不对，在取第一个词元时抛 Error。
   */
  *generate(ids, { temperature = 1, topP, longest = 24, random = Math.random } = {}) {
    if (!ids.length) throw new Error("提示是空的：至少要有一个词元");
    if (ids.length > CONTEXT) throw new Error(`太长了：提示有 ${ids.length} 个词元，小铸一次最多读 ${CONTEXT} 个词元`);
    if (!Number.isFinite(temperature) || temperature < 0) throw new Error(`温度要是一个不小于零的数，给的是 ${temperature}`);
    if (topP !== undefined && !(Number.isFinite(topP) && topP > 0)) throw new Error("topP 要是一个大于零的数");
    const cache = [];
    let logits;
    for (const id of ids) logits = this.step(id, cache);
    const room = Math.min(longest, CONTEXT - ids.length);
    for (let written = 0; written < room; written++) {
      const id = temperature ? draw(nucleus(softmax(logits, temperature), topP ?? Infinity), random()) : argmax(logits);
      if (id === this.#ids.get(END)) return;
      yield id;
      logits = this.step(id, cache);
    }
  }

  /**
   * 一句话（kind 是 "ask" 问它，"text" 让它接着写）→ { top, tokens, ended }：下一个词元的前五名 [词元, 概率]，
   * 贪心接着写出的词元，写满之前自己收没收尾。有不认识的字就抛 Error。
   */
  reply(text, kind, longest = 24) {
    const ids = kind === "ask" ? this.chatPrompt(text) : this.textPrompt(text);
    const cache = [];
    const p = softmax(ids.map((id) => this.step(id, cache)).at(-1));
    const written = [...this.generate(ids, { temperature: 0, longest })];
    return {
      top: this.top(p),
      tokens: written.map((id) => this.shown(id)),
      ended: written.length < Math.min(longest, CONTEXT - ids.length),
    };
  }

  /** 最后一次归一化的增益，(d,)；换掉它，别的参数不动。 */
  get gain() {
    return Float64Array.from(this.#norm);
  }

  set gain(values) {
    if (values.length !== this.config.d) throw new Error(`增益要有 ${this.config.d} 个数，给了 ${values.length} 个`);
    this.#norm = values;
  }

  /** 词嵌入，也是输出层，(V × d,)，按行铺开。 */
  get embedding() {
    return this.#embedding;
  }

  /** 提示之后的这段回答，每个词元之前最后一次归一化、还没乘增益的向量：[{ x (d,), token }]，给 dpo.mjs 用。 */
  states(prompt, answer) {
    const cache = [];
    const ids = [...prompt, ...answer];
    const found = ids.slice(0, -1).map((id, at) => {
      const x = this.#read(id, cache);
      return { x: rmsNorm(x, new Float64Array(x.length).fill(1)), token: ids[at + 1] };
    });
    return found.slice(prompt.length - 1);
  }

  /**
   * 读完 ids，把注意力摊开 → { heads, p }。heads[层][头] 是 { dots, scaled, weights }：点积、除以根号宽、softmax 之后，
   * 都是 (T, T)，行在看、列被看。未来的格也有点积，训练时就是算了再遮；权重是前向真用的，未来的是零。
   * p 是下一个词元的概率，(V,)。without 是 [层, 头]，从零数：那一头在每个位置都交出零。
   */
  look(ids, { without } = {}) {
    const { d, heads, layers } = this.config;
    if (!ids.length) throw new Error("提示是空的：至少要有一个词元");
    const [layer, head] = without ?? [];
    const among = (size, i) => Number.isInteger(i) && i >= 0 && i < size;
    if (without && (!among(layers, layer) || !among(heads, head)))
      throw new Error(`没有第 ${layer + 1} 层第 ${head + 1} 个头：小铸有 ${layers} 层，每层 ${heads} 个头`);
    const cache = [];
    const trace = [];
    const logits = ids.map((id) => this.step(id, cache, { trace, without })).at(-1);
    const width = d / heads;
    const open = ({ keys }, layer, head) => {
      const part = (x) => x.subarray(head * width, (head + 1) * width);
      const dots = trace.map((seen) => keys.map((key) => sum(multiply(part(seen[layer].query), part(key)))));
      return {
        dots,
        scaled: dots.map((row) => row.map((dot) => dot / Math.sqrt(width))),
        weights: trace.map((seen) => keys.map((_, t) => seen[layer].weights[head][t] ?? 0)),
      };
    };
    return { heads: cache.map((layer, i) => Array.from({ length: heads }, (_, j) => open(layer, i, j))), p: softmax(logits) };
  }

  /** 概率 (V,) → 前五名 [词元, 概率]。 */
  top(p) {
    const best = [...p.keys()].sort((a, b) => p[b] - p[a]).slice(0, 5);
    return best.map((id) => [this.shown(id), p[id]]);
  }

  /**
   * 权重压到 bits 位（8、4、3、2）再放回来：{ model, bytes }，新的模型，与照此存盘的字节数（见 quantize.mjs 的 bytes）。
   * 与 xiaozhu/quantize.py 的 quantize_model 相同：每个输出通道一个刻度，增益不压，存成 float16。位数不对就抛 Error。
   */
  requantized(bits) {
    const matrices = [];
    let gains = 0;
    const model = this.#replaced((_, weight, columns) => {
      if (weight.length === columns) {
        gains += columns;
        return weight.map(half);
      }
      const quantized = quantize(weight, columns, bits);
      matrices.push([weight.length, quantized.scale.length]);
      return dequantize(quantized);
    });
    return { model, bytes: bytes(bits, matrices, gains) };
  }

  /** 第一层的注意力不往外写的新模型，别的不动：前面的词就揉不进后面的词里。 */
  deaf() {
    return this.#replaced((name, weight) => (name === "0.o" ? weight.map(() => 0) : weight));
  }

  /** 读完 ids，每层存下的 { keys, plain, values }：每个位置转过的键、转回去的键与值，各 (d,)。 */
  kept(ids) {
    const cache = [];
    for (const id of ids) this.step(id, cache);
    return cache.map(({ keys, values }) => ({
      keys,
      plain: keys.map((key, position) =>
        rotate(
          key.slice(),
          this.#frequencies.map((frequency) => -position * frequency),
        ),
      ),
      values,
    }));
  }

  /** 新的模型，每个权重换成 change(名字, 权重, 列数)；增益只有一行。 */
  #replaced(change) {
    const { d, ffn } = this.config;
    const model = new Xiaozhu(this.#file);
    model.#embedding = change("embed", this.#embedding, d);
    model.#norm = change("norm", this.#norm, d);
    model.#layers = this.#layers.map((layer, i) =>
      Object.fromEntries(Object.entries(layer).map(([name, weight]) => [name, change(`${i}.${name}`, weight, name === "down" ? ffn : d)])),
    );
    return model;
  }

  /** 编号 → 给人看的字：三个标记换成说得出的话。 */
  shown(id) {
    return ["（收尾）", "（问）", "（答）"][id] ?? this.vocabulary[this.#known(id)];
  }

  /**
   * 合并怎样一步步发生：[{ tokens, rank, pair }]。头一项是拆成单字，rank 是 null；往后每一项并了学得第 rank 早（从零数）
   * 的那一对。小句各并各的，这里把各小句的合并按学到的先后排在一起，结果与 encode 相同。
   */
  merges(text) {
    let clauses = text
      .split(WALLS)
      .filter(Boolean)
      .map((clause) => (SPECIAL.includes(clause) ? [clause] : [...clause]));
    const steps = [{ tokens: clauses.flat(), rank: null, pair: null }];
    for (;;) {
      const first = Math.min(...clauses.map((tokens) => this.#first(tokens)));
      if (first === Infinity) return steps;
      clauses = clauses.map((tokens) => merge(tokens, this.#merges[first]));
      steps.push({ tokens: clauses.flat(), rank: first, pair: this.#merges[first] });
    }
  }

  /** 一共学了几次合并。 */
  get learnt() {
    return this.#merges.length;
  }

  /** 一个不含标点的小句 → 词元：从单字起步，每轮合并学得最早的那一对。 */
  #split(clause) {
    let tokens = SPECIAL.includes(clause) ? [clause] : [...clause];
    for (;;) {
      const first = this.#first(tokens);
      if (first === Infinity) return tokens;
      tokens = merge(tokens, this.#merges[first]);
    }
  }

  /** 相邻的各对里，学得最早的是第几次合并；一对也没有就是 Infinity。 */
  #first(tokens) {
    return tokens.slice(1).reduce((least, next, i) => Math.min(least, this.#ranks.get(pair(tokens[i], next)) ?? Infinity), Infinity);
  }

  #known(id) {
    if (!Number.isInteger(id) || id < 0 || id >= this.vocabulary.length) throw new Error(`没有编号 ${id}：词表的编号是 0 到 ${this.vocabulary.length - 1}`);
    return id;
  }
}

/** logits → 概率，(V,)。 */
export function softmax(logits, temperature = 1) {
  const top = Math.max(...logits); // 先减最大值，免得指数溢出
  const odds = logits.map((z) => Math.exp((z - top) / temperature));
  const total = sum(odds);
  return odds.map((value) => value / total);
}

// —— 前向的零件 ——

/** (进,) 乘 (出, 进) → (出,)。 */
function linear(x, matrix) {
  const y = new Float64Array(matrix.length / x.length);
  let at = 0;
  for (let row = 0; row < y.length; row++) {
    let dot = 0;
    for (let i = 0; i < x.length; i++) dot += matrix[at++] * x[i];
    y[row] = dot;
  }
  return y;
}

function rmsNorm(x, gain) {
  const scale = 1 / Math.sqrt(sum(multiply(x, x)) / x.length + 1e-5);
  return x.map((value, i) => value * scale * gain[i]);
}

/** 每个头的前半与后半两两成对，第 i 对转 angles[i] 弧度。就地改 x。 */
function rotate(x, angles) {
  const half = angles.length;
  for (let head = 0; head < x.length; head += 2 * half) {
    for (let i = head; i < head + half; i++) {
      const cos = Math.cos(angles[i - head]);
      const sin = Math.sin(angles[i - head]);
      const [a, b] = [x[i], x[i + half]];
      x[i] = a * cos - b * sin;
      x[i + half] = a * sin + b * cos;
    }
  }
  return x;
}

/** (d,) 的查询对 T 个键与值 → (d,)。只有过去的键，所以不必遮未来。各头的权重添进 seen（没给就不记）；muted 这一头交出零。 */
function attention(query, keys, values, heads, seen, muted) {
  const width = query.length / heads;
  const mixed = new Float64Array(query.length);
  for (let start = 0; start < query.length; start += width) {
    const scores = keys.map((key) => {
      let dot = query[start] * key[start];
      for (let i = start + 1; i < start + width; i++) dot += query[i] * key[i];
      return dot / Math.sqrt(width);
    });
    const weights = softmax(scores);
    seen?.push(weights);
    if (muted !== null && start === muted * width) continue;
    weights.forEach((weight, t) => {
      for (let i = start; i < start + width; i++) mixed[i] += weight * values[t][i];
    });
  }
  return mixed;
}

const silu = (x) => x / (1 + Math.exp(-x));
const add = (x, y) => x.map((value, i) => value + y[i]);
const multiply = (x, y) => x.map((value, i) => value * y[i]);
const sum = (x) => x.reduce((a, b) => a + b, 0);

// —— 采样的零件 ——

const argmax = (x) => x.indexOf(Math.max(...x));

/** 从高到低留到概率之和达到 topP 为止，其余归零。 */
function nucleus(p, topP) {
  const kept = new Float64Array(p.length);
  let mass = 0;
  for (const id of [...p.keys()].sort((a, b) => p[b] - p[a])) {
    kept[id] = p[id];
    mass += p[id];
    if (mass >= topP) break;
  }
  return kept;
}

/** 往 [0, 总和) 里扔一镖，dart 在 0 与 1 之间，落在哪一段就取哪个编号。 */
function draw(odds, dart) {
  let left = dart * sum(odds);
  for (const [id, value] of odds.entries()) {
    left -= value;
    if (left < 0) return id;
  }
  return argmax(odds); // 浮点误差可能让镖停在最末端
}

// —— 分词的零件 ——

const pair = (a, b) => `${a}\n${b}`;

/** 把每处相邻的 [前, 后] 并成一个，从左到右。 */
function merge(tokens, [before, after]) {
  const merged = [];
  for (const token of tokens) {
    if (token === after && merged.at(-1) === before) merged[merged.length - 1] += token;
    else merged.push(token);
  }
  return merged;
}

// —— 读文件的零件 ——

function broken(what) {
  throw new Error(`小铸的模型文件坏了：${what}`);
}

/** 解析并检查权重以外的部分。 */
function parse(json) {
  let file = json;
  if (typeof json === "string") {
    try {
      file = JSON.parse(json);
    } catch {
      broken("不是完整的 JSON");
    }
  }
  for (const field of ["bits", "config", "characters", "merges", "weights"]) if (file?.[field] == null) broken(`缺 ${field}`);
  const { bits, config, characters, merges } = file;
  if (![32, 16, 8].includes(bits)) broken(`bits 只能是 32、16、8，写的是 ${bits}`);
  for (const field of ["vocabulary", "d", "layers", "heads", "ffn"])
    if (!Number.isInteger(config[field]) || config[field] < 1) broken(`config 的 ${field} 要是正整数`);
  if (!(config.base > 0)) broken("config 的 base 要是正数");
  if (config.d % (2 * config.heads)) broken(`宽度 ${config.d} 分不成 ${config.heads} 个头，每个头的宽度要是偶数`);
  if (typeof characters !== "string") broken("characters 要是一个字符串");
  const isPair = (item) => Array.isArray(item) && item.length === 2 && item.every((token) => typeof token === "string");
  if (!Array.isArray(merges) || !merges.every(isPair)) broken("merges 的每一项要是两个字符串");
  return file;
}

/** 一个权重的 base64 → (行 × 列,) 的 Float32Array。 */
function unpack(weights, name, bits, rows, columns) {
  if (typeof weights[name] !== "string") broken(`缺权重 ${name}`);
  let binary;
  try {
    binary = atob(weights[name]);
  } catch {
    broken(`权重 ${name} 不是 base64`);
  }
  const scales = bits === 8 ? 4 * rows : 0; // 刻度占的字节
  const expected = scales + (rows * columns * bits) / 8;
  if (binary.length !== expected) broken(`权重 ${name} 应有 ${expected} 字节，实有 ${binary.length}`);
  const { buffer } = Uint8Array.from(binary, (character) => character.charCodeAt(0));
  if (bits === 32) return new Float32Array(buffer);
  if (bits === 16) return Float32Array.from(new Uint16Array(buffer), float16);
  const scale = new Float32Array(buffer, 0, rows);
  return Float32Array.from(new Int8Array(buffer, scales), (integer, i) => integer * scale[Math.floor(i / columns)]);
}

/** 十六位的 IEEE 半精度 → 数。自带的 Float16Array 到 2025 年才齐，旧浏览器没有。 */
function float16(half) {
  const sign = half >> 15 ? -1 : 1;
  const exponent = (half >> 10) & 31;
  const fraction = (half & 1023) / 1024;
  return sign * (exponent ? 2 ** (exponent - 15) * (1 + fraction) : 2 ** -14 * fraction);
}
