// <soul-cache>：左边是一次请求之内的 KV 缓存，小铸逐个写，记两列账；右边是两次请求之间的前缀缓存，改一个词，看存下的键与值变了没有。
import { align, average, changes, fate, ledger, shown } from "./cache.mjs";
import { button, choose, field, fold, form, h, model, presets, Soul, submit, typed } from "./soul.mjs";

const STAGE = "pretrain";
const PAST = "明天成都下雨，出门记得打伞。小明住在苏州";
const EDITS = [
  ["换句首的城名", "明天北京下雨，出门记得打伞。小明住在苏州"],
  ["换最末一个词", "明天成都下雨，出门记得打伞。小明住在昆明"],
  ["最前面插一个词", "我记得明天成都下雨，出门记得打伞。小明住在苏州"],
];
const KINDS = [
  ["keys", "键"],
  ["plain", "转回去的键"],
  ["values", "值"],
];
const EARS = [
  ["model", "开着"],
  ["deaf", "关掉"],
];

class Cache extends Soul {
  static title = "两种缓存，各省什么";

  build(panel) {
    panel.append(h("div", { className: "soul-cache-halves" }, this.within(), this.across()));
    this.restart();
    this.compare();
  }

  // —— 一次请求之内 ——

  within() {
    this.prompt = field("要小铸接着写的话", "今天来成都出差了。", 60);
    this.written = h("p", { className: "soul-said soul-result" });
    this.ledger = scroller("两列账", "soul-cache-ledger soul-result");
    const buttons = h(
      "p",
      { className: "soul-presets" },
      button("下一个词元", () => this.write(1)),
      button("写到底", () => this.write(Infinity)),
    );
    const asking = form(() => this.restart(), h("div", { className: "soul-cache-line" }, this.prompt, submit("从头来")));
    return half("一次请求之内：KV 缓存", asking, buttons, this.status, this.written, this.ledger);
  }

  restart() {
    this.writing = null;
    return this.write(0);
  }

  /** 再写 count 个；还没开始，或换了提示，就从头来。 */
  write(count) {
    return this.attempt(async () => {
      const xiaozhu = await model(STAGE);
      const { text, cut } = typed(this.prompt, xiaozhu);
      if (this.writing?.text !== text) {
        const ids = xiaozhu.textPrompt(text);
        this.writing = { text, ids, steps: xiaozhu.generate(ids, { temperature: 0 }), tokens: [], ended: false };
      }
      const { ids, steps, tokens } = this.writing;
      for (let i = 0; i < count && !this.writing.ended; i++) {
        const { value, done } = steps.next();
        if (done) this.writing.ended = true;
        else tokens.push(xiaozhu.shown(value));
      }
      const rows = ledger(xiaozhu.config, ids.length, tokens.length);
      this.written.replaceChildren(h("span", {}, xiaozhu.decode(ids.slice(1))), h("strong", {}, tokens.join("")));
      this.ledger.replaceChildren(rows.length ? account(rows, tokens) : "");
      this.ledger.scrollTop = this.ledger.scrollHeight;
      this.say(
        cut + (rows.length ? `${this.writing.ended ? "写完了。" : ""}${total(rows.at(-1))}` : `提示有 ${ids.length} 个词元，连开头的标记在内，还没开始写。`),
      );
    });
  }

  // —— 两次请求之间 ——

  across() {
    [this.past, this.now] = [field("上一次请求", PAST, 60), field("这一次请求", EDITS[0][1], 60)];
    const edits = presets(
      "",
      EDITS.map(([name]) => name),
      (_, i) => {
        [this.past.value, this.now.value] = [PAST, EDITS[i][1]];
        this.compare();
      },
    );
    this.kind = choose("看存下的哪一样", KINDS, "keys", () => this.compare());
    this.ears = choose("第一层的注意力", EARS, "model", () => this.compare());
    this.tokens = h("div", { className: "soul-cache-tokens soul-result" });
    this.reason = h("p", { className: "soul-result" });
    this.layers = scroller("各层变了多少", "soul-cache-layers");
    this.verdict = h("p", { className: "soul-status", role: "status" }); // 一边一句：这边的毛病不写到那边去
    const line = (text, ...controls) => h("div", { className: "soul-cache-line" }, h("span", { ariaHidden: "true" }, text), ...controls);
    const asking = form(() => this.compare(), line("上一次", this.past), line("这一次", this.now, submit("比")));
    const deeper = fold("逐层逐词地看", line("看", this.kind), line("第一层的注意力", this.ears), this.layers);
    deeper.classList.add("soul-result");
    return half("两次请求之间：前缀缓存", asking, edits, this.verdict, this.tokens, this.reason, deeper);
  }

  compare() {
    return this.attempt(async () => {
      const xiaozhu = await model(STAGE);
      const reader = this.ears.value === "deaf" ? xiaozhu.deaf() : xiaozhu;
      const read = [this.past, this.now].map((input) => typed(input, xiaozhu));
      const [old, fresh] = read.map(({ text }) => xiaozhu.textPrompt(text));
      const { prefix, pairs } = align(old, fresh);
      const layers = changes(reader.kept(old), reader.kept(fresh), pairs, this.kind.value);
      const name = (ids, i) => (i === 0 ? "（开头）" : xiaozhu.shown(ids[i]));
      this.tokens.replaceChildren(line("上一次", "作废", old, prefix, name), line("这一次", prefix < old.length ? "要重读" : "新读", fresh, prefix, name));
      const kind = KINDS.find(([each]) => each === this.kind.value)[1];
      const rest = pairs.flatMap(([a, b], i) => (i > prefix && old[a] === fresh[b] ? [i] : []));
      const means = layers.map((layer) => average(layer, rest));
      const rows = pairs.map(([a, b], i) => [
        a !== null && b !== null && old[a] === fresh[b] ? name(old, a) : `${a === null ? "" : name(old, a)}→${b === null ? "" : name(fresh, b)}`,
        i < prefix ? "能用" : a === null ? "新的" : "作废",
        layers.map((layer) => shown(layer[i])),
      ]);
      this.layers.replaceChildren(grid(kind, rows, means.map(shown)));
      this.verdict.textContent = read.map(({ cut }) => cut).join("") + fate(prefix, old.length, fresh.length);
      const each = means.map((mean, i) => `第 ${i + 1} 层：${shown(mean)}`).join("，");
      const measured = `改的那处之后，一字没动的 ${rest.length} 个词元，${kind}平均变了多少？${each}（只这一句；正文是各城的平均）。`;
      this.reason.textContent = rest.length ? measured + why(means) : "";
    }, this.verdict);
  }
}

/** 部件的一半。不用标题元素：它可能放在正文的哪一级标题下，事先不知道。 */
const half = (name, ...children) => h("section", { ariaLabel: name }, h("p", { className: "soul-title" }, name), ...children);

/** 第一层没变，后面的层却变了，是为什么。 */
function why([first, ...later]) {
  if (shown(first) !== "没变") return "";
  if (later.every((mean) => shown(mean) === "没变")) return "前文揉不进来，层层都没变。";
  return "第 1 层没变，为何后面也作废？往后每一层都要用上一层的结果：第 1 层的注意力把前文揉了进去，从第 2 层起，键与值里就有前文了。";
}

/** 装长表的框：键盘也滚得动。 */
const scroller = (name, className) => h("div", { className: `soul-scroll ${className}`, role: "region", ariaLabel: name, tabIndex: 0 });

/** 两列账。 */
function account(rows, tokens) {
  const head = (text, props) => h("th", { scope: "col", ...props }, text);
  return h(
    "table",
    { className: "soul-cache-table" },
    h("caption", {}, "读进几个词元（次）：每写一个，连它也读进去；头一行连提示一起读"),
    h(
      "thead",
      {},
      h("tr", {}, head("写出", { rowSpan: 2 }), head("没有缓存", { colSpan: 2, scope: "colgroup" }), head("有缓存", { colSpan: 2, scope: "colgroup" })),
      h("tr", {}, ...["这一步", "累计", "这一步", "累计"].map((text) => head(text))),
    ),
    h(
      "tbody",
      {},
      ...rows.map(({ again, cached }, i) =>
        h("tr", {}, h("th", { scope: "row" }, tokens[i]), ...[again.read, again.total, cached.read, cached.total].map((count) => h("td", {}, String(count)))),
      ),
    ),
  );
}

/** 累计的一句话，与表里同一个口径；换成乘加的另写。 */
function total({ again, cached }) {
  const times = (what) => (again[what] / cached[what]).toFixed(2);
  return (
    `累计读进的词元：没有缓存 ${again.total} 次，有缓存 ${cached.total} 次，差 ${times("total")} 倍。` +
    `换成乘加，差 ${times("work")} 倍：每写一个都要过一遍输出层，缓存省不掉它。`
  );
}

/** 一次请求的各个词元，从哪里起作废写在字里。 */
function line(name, fate, ids, prefix, shownAs) {
  const token = (_, i) => h("span", { className: i < prefix ? "soul-cache-kept" : "soul-cache-void" }, shownAs(ids, i));
  const tokens = ids.map(token);
  return h("p", {}, `${name}：`, ...tokens.slice(0, prefix), prefix < ids.length ? h("b", {}, `第 ${prefix + 1} 个起${fate}`) : "", ...tokens.slice(prefix));
}

/** 每个词元一行，每层一列。 */
function grid(kind, rows, means) {
  const heads = ["词元", "缓存", ...means.map((_, i) => `第 ${i + 1} 层`)];
  const row = (name, ...cells) => h("tr", {}, h("th", { scope: "row" }, name), ...cells.map((text) => h("td", {}, text)));
  return h(
    "table",
    { className: "soul-cache-table" },
    h("caption", {}, `存下的${kind}变了多少：差的长度占原来长度的百分之几`),
    h("thead", {}, h("tr", {}, ...heads.map((text) => h("th", { scope: "col" }, text)))),
    h("tbody", {}, ...rows.map(([name, state, cells]) => row(name, state, ...cells))),
    h("tfoot", {}, row("改处之后平均", "", ...means)),
  );
}

customElements.define("soul-cache", Cache);
