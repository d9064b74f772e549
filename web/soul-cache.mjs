// <soul-cache>：左边是一次请求之内的 KV 缓存，小铸逐个写，记两列账；右边是两次请求之间的前缀缓存，改一个词，看存下的键与值变了没有。
import { align, changes, ledger, shown } from "./cache.mjs";
import { button, choose, h, model, Soul } from "./soul.mjs";

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
    this.prompt = field("要小铸接着写的话", "今天来成都出差了。");
    this.written = h("p", { className: "soul-said" });
    this.ledger = scroller("两列账", "soul-cache-ledger");
    const buttons = h(
      "p",
      { className: "soul-presets" },
      button("下一个词元", () => this.write(1)),
      button("写到底", () => this.write(Infinity)),
    );
    this.sum = result();
    const form = submitting([h("div", { className: "soul-cache-line" }, this.prompt, submit("从头来"))], () => this.restart());
    return half("一次请求之内：KV 缓存", form, buttons, this.written, this.ledger, this.sum);
  }

  restart() {
    this.writing = null;
    return this.write(0);
  }

  /** 再写 count 个；还没开始，或换了提示，就从头来。 */
  write(count) {
    return this.attempt(async () => {
      const xiaozhu = await model(STAGE);
      const text = this.prompt.value.trim();
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
      this.sum.textContent = rows.length
        ? `${this.writing.ended ? "写完了。" : ""}${total(rows.at(-1))}`
        : `提示有 ${ids.length} 个词元，连开头的标记在内，还没开始写。`;
      this.say("");
    });
  }

  // —— 两次请求之间 ——

  across() {
    [this.past, this.now] = [field("上一次请求", PAST), field("这一次请求", EDITS[0][1])];
    const edits = h(
      "p",
      { className: "soul-presets" },
      ...EDITS.map(([name, text]) =>
        button(name, () => {
          [this.past.value, this.now.value] = [PAST, text];
          this.compare();
        }),
      ),
    );
    this.kind = choose("看存下的哪一样", KINDS, "keys", () => this.compare());
    this.ears = choose("第一层的注意力", EARS, "model", () => this.compare());
    this.tokens = h("div", { className: "soul-cache-tokens" });
    this.layers = scroller("各层变了多少", "soul-cache-layers");
    this.verdict = result();
    const line = (text, ...controls) => h("div", { className: "soul-cache-line" }, h("span", { ariaHidden: "true" }, text), ...controls);
    const form = submitting([line("上一次", this.past), line("这一次", this.now, submit("比"))], () => this.compare());
    return half("两次请求之间：前缀缓存", form, edits, this.tokens, line("看", this.kind), line("第一层的注意力", this.ears), this.layers, this.verdict);
  }

  compare() {
    return this.attempt(async () => {
      const xiaozhu = await model(STAGE);
      const reader = this.ears.value === "deaf" ? xiaozhu.deaf() : xiaozhu;
      const [old, fresh] = [this.past, this.now].map(({ value }) => xiaozhu.textPrompt(value.trim()));
      const { prefix, pairs } = align(old, fresh);
      const layers = changes(reader.kept(old), reader.kept(fresh), pairs, this.kind.value);
      const name = (ids, i) => (i === 0 ? "（开头）" : xiaozhu.shown(ids[i]));
      this.tokens.replaceChildren(line("上一次", "作废", old, prefix, name), line("这一次", "要重读", fresh, prefix, name));
      const kind = KINDS.find(([each]) => each === this.kind.value)[1];
      const rest = pairs.flatMap(([a, b], i) => (i > prefix && old[a] === fresh[b] ? [i] : []));
      const most = layers.map((layer) => shown(rest.length ? Math.max(...rest.map((i) => layer[i])) : null));
      const rows = pairs.map(([a, b], i) => [
        a !== null && b !== null && old[a] === fresh[b] ? name(old, a) : `${a === null ? "" : name(old, a)}→${b === null ? "" : name(fresh, b)}`,
        i < prefix ? "能用" : a === null ? "新的" : "作废",
        layers.map((layer) => shown(layer[i])),
      ]);
      this.layers.replaceChildren(grid(kind, rows, most));
      const verdict = prefix < Math.max(old.length, fresh.length) ? `从第 ${prefix + 1} 个词元起作废` : "一个也没作废";
      this.verdict.textContent = `${verdict}。${rest.length ? `改的那处之后，${kind}最多变了几成？${most.map((text, i) => `第 ${i + 1} 层：${text}`).join("，")}。` : "改的那处之后，没有同样的词元可比。"}`;
      this.say("");
    });
  }
}

/** 部件的一半。不用标题元素：它可能放在正文的哪一级标题下，事先不知道。 */
const half = (name, ...children) => h("section", { ariaLabel: name }, h("p", { className: "soul-title" }, name), ...children);

/** 一个文字输入框。 */
const field = (name, value) => h("input", { type: "text", value, ariaLabel: name, maxLength: 60, autocomplete: "off" });

const submit = (text) => h("button", { type: "submit" }, text);

/** 一处的结果，一句话：变了就念出来。 */
const result = () => h("p", { className: "soul-status", role: "status" });

function submitting(lines, act) {
  const form = h("form", { className: "soul-cache-form" }, ...lines);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    act();
  });
  return form;
}

/** 装长表的框：键盘也滚得动。 */
const scroller = (name, className) => h("div", { className: `soul-scroll ${className}`, role: "region", ariaLabel: name, tabIndex: 0 });

/** 两列账。 */
function account(rows, tokens) {
  const head = (text, props) => h("th", { scope: "col", ...props }, text);
  return h(
    "table",
    { className: "soul-cache-table" },
    h("caption", {}, "每写一个词元连同读进它，要读几个；头一行连提示一起读"),
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

/** 累计的一句话。 */
function total({ again, cached }) {
  const millions = (count) => (count / 1e6).toFixed(1);
  return `累计乘加：没有缓存 ${millions(again.work)} 百万次，有缓存 ${millions(cached.work)} 百万次，差 ${(again.work / cached.work).toFixed(1)} 倍。`;
}

/** 一次请求的各个词元，从哪里起作废写在字里。 */
function line(name, fate, ids, prefix, shownAs) {
  const token = (_, i) => h("span", { className: i < prefix ? "soul-cache-kept" : "soul-cache-void" }, shownAs(ids, i));
  const tokens = ids.map(token);
  return h("p", {}, `${name}：`, ...tokens.slice(0, prefix), prefix < ids.length ? h("b", {}, `第 ${prefix + 1} 个起${fate}`) : "", ...tokens.slice(prefix));
}

/** 每个词元一行，每层一列。 */
function grid(kind, rows, most) {
  const heads = ["词元", "缓存", ...most.map((_, i) => `第 ${i + 1} 层`)];
  const row = (name, ...cells) => h("tr", {}, h("th", { scope: "row" }, name), ...cells.map((text) => h("td", {}, text)));
  return h(
    "table",
    { className: "soul-cache-table" },
    h("caption", {}, `存下的${kind}变了几成：差的长度除以原来的长度`),
    h("thead", {}, h("tr", {}, ...heads.map((text) => h("th", { scope: "col" }, text)))),
    h("tbody", {}, ...rows.map(([name, state, cells]) => row(name, state, ...cells))),
    h("tfoot", {}, row("改处之后最多", "", ...most)),
  );
}

customElements.define("soul-cache", Cache);
