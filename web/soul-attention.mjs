// <soul-attention>：小铸读一句话，一格注意力怎样从点积算到权重；关掉一个头，下一个词元的概率变不变。
import { rangeOf } from "./lines.mjs";
import { bars, button, choose, field, form, h, model, percent, presets, Soul, submit, typed } from "./soul.mjs";

const LONGEST = 24; // 再长，格子就没法看了
const DEEPEST = 28; // 权重为一的格上多深的色，百分之几；再深，暗色里的字就不够清楚
const SENTENCES = ["小明买了一部苹果，用来", "小明买了一斤苹果，用来", "今天来成都出差了。", "南北方向上，昆明比北京"];
const SNIPPET = "snippets/attention/causal.py"; // 本页里逐步算这件事的片段
const OUTPUT = "causal.peek"; // 代码收起来时，还看得见的是它的输出
const ARROWS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

const headName = (layer, head) => `第 ${layer + 1} 层第 ${head + 1} 个头`;
const largest = (row) => row.indexOf(Math.max(...row));

/** 片段里写着 text 的那一行：在它开头安一个锚，链过去。行是现找的，片段改了也跟得上。 */
function lineLink(text) {
  const block = [...document.querySelectorAll(".highlight:has(.filename)")].find((each) => each.querySelector(".filename").textContent.startsWith(SNIPPET));
  const code = block?.querySelector("code");
  if (!code?.getClientRects().length) return h("a", { href: `#${OUTPUT}` }, "片段的输出");
  const line = code.textContent.split("\n").findIndex((each) => each.includes(text)) + 1;
  const id = `soul-line-${line}`;
  if (!document.getElementById(id)) rangeOf(code, line, line).insertNode(h("span", { id })); // 插在这一行的开头
  return h("a", { href: `#${id}` }, `片段第 ${line} 行`);
}

class Attention extends Soul {
  static title = "小铸的目光：点一格，看它怎样算出来";

  build(panel) {
    this.place = [0, 2]; // 层、头，从零数；上文说的「盯量词的头」
    this.input = field("给小铸读的一句话", SENTENCES[0], 120);
    this.view = h("div", { className: "soul-result" });
    // 毛病写在输入框底下，不写在长长的面板末尾
    panel.append(
      form(() => this.read(), this.input, submit("读")),
      this.status,
      presets("它认识的：", SENTENCES, (text) => {
        this.input.value = text;
        this.read();
      }),
      this.view,
    );
    this.read();
  }

  /** 读输入框里的话，格子与数都重来。读不了就说一句，留着上一句的。 */
  async read() {
    const turn = (this.turn = {});
    this.say("小铸在路上……");
    await this.attempt(async () => {
      const xiaozhu = await model("pretrain");
      if (turn !== this.turn) return;
      const { text, cut } = typed(this.input, xiaozhu);
      const ids = xiaozhu.textPrompt(text);
      if (ids.length > LONGEST) throw new Error(`太长了：这句有 ${ids.length} 个词元，格子最多画 ${LONGEST} 个`);
      Object.assign(this, { xiaozhu, ids, whole: xiaozhu.look(ids), muted: new Map(), at: null });
      this.tokens = ids.map((id, i) => (i ? xiaozhu.shown(id) : "开头"));
      if (!this.grid) this.furnish();
      this.show();
      this.say(`${cut}读成 ${ids.length} 个词元，「开头」是句首的标记。方向键也能在格子里走。`);
    });
  }

  /** 有了模型，才知道几层几头。 */
  furnish() {
    const { layers, heads } = this.xiaozhu.config;
    const options = (count, name) => Array.from({ length: count }, (_, i) => [i, name(i + 1)]);
    const pick = (which, name, choices) =>
      choose(name, choices, this.place[which], (value) => {
        this.place[which] = value;
        this.show();
      });
    this.grid = h("div", { className: "soul-scroll" });
    this.steps = h("div", { ariaLive: "polite" });
    this.muting = false;
    this.off = button("关掉这一头", () => {
      this.muting = !this.muting;
      this.compare();
    });
    this.verdict = h("p", { role: "status" });
    this.effect = h("div");
    this.view.append(
      pick(
        0,
        "哪一层",
        options(layers, (n) => `第 ${n} 层`),
      ),
      pick(
        1,
        "哪一头",
        options(heads, (n) => `第 ${n} 个头`),
      ),
      this.grid,
      this.steps,
      h("p", {}, this.off),
      this.verdict,
      this.effect,
    );
  }

  /** 选中的层与头。 */
  get seen() {
    return this.whole.heads[this.place[0]][this.place[1]];
  }

  /** 画格子：行在看，列被看。换了层与头，选中的格不动；换了句子，选末一行最大的。 */
  show() {
    const {
      tokens,
      seen: { weights },
    } = this;
    const cell = (t, s) => {
      const [words, said] = s > t ? ["·", "看不见"] : [weights[t][s].toFixed(2), weights[t][s].toFixed(2)];
      const made = button(words, () => this.pick(t, s));
      made.tabIndex = -1; // 整张格子只占一个 Tab，里面用方向键走
      made.setAttribute("aria-label", `「${tokens[t]}」看「${tokens[s]}」：${said}`);
      made.style.setProperty("--weight", `${DEEPEST * weights[t][s]}%`);
      return made;
    };
    this.cells = tokens.map((_, t) => tokens.map((_, s) => cell(t, s)));
    const row = (token, t) => h("tr", {}, h("th", { scope: "row" }, token), ...this.cells[t].map((made) => h("td", {}, made)));
    const table = h(
      "table",
      { role: "grid", className: "soul-attention-grid", ariaLabel: `${headName(...this.place)}的注意力权重` },
      h("thead", {}, h("tr", {}, ...["在看＼被看", ...tokens].map((token) => h("th", { scope: "col" }, token)))),
      h("tbody", {}, ...tokens.map(row)),
    );
    table.addEventListener("keydown", (event) => this.walk(event));
    this.grid.replaceChildren(table);
    this.pick(...(this.at ?? [tokens.length - 1, largest(weights.at(-1))]));
    this.compare();
  }

  walk(event) {
    const { key } = event;
    const last = this.tokens.length - 1;
    const [t, s] = this.at;
    const [down, right] = ARROWS[key] ?? [0, { Home: -s, End: last - s }[key]];
    if (right === undefined || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    const inside = (i) => Math.min(last, Math.max(0, i));
    this.pick(inside(t + down), inside(s + right));
    this.cells[this.at[0]][this.at[1]].focus();
  }

  /** 选中一格，写出它的四步。 */
  pick(t, s) {
    for (const [[row, column], chosen] of [
      [this.at ?? [t, s], false],
      [[t, s], true],
    ]) {
      const made = this.cells[row][column];
      made.tabIndex = chosen ? 0 : -1;
      made.parentElement.setAttribute("aria-selected", chosen);
    }
    this.at = [t, s];
    const { tokens, seen } = this;
    const width = this.xiaozhu.config.d / this.xiaozhu.config.heads;
    const [dot, scaled, weight] = [seen.dots, seen.scaled, seen.weights].map((matrix) => matrix[t][s].toFixed(4));
    const hidden = s > t;
    const steps = [
      [`q·k（${width} 项）`, dot, "sum(q * k"],
      [`除以 √${width}`, scaled, "/ sqrt("],
      ["因果掩码", hidden ? "看不见，−∞" : "看得见", "else -inf"],
      ["softmax", weight, "return [e / sum(exps)"],
    ];
    const line = ([name, value, code]) => h("tr", {}, h("th", { scope: "row" }, name), h("td", {}, value), h("td", {}, lineLink(code)));
    this.steps.replaceChildren(
      h(
        "table",
        { className: "soul-attention-steps" },
        h("caption", {}, `「${tokens[t]}」看「${tokens[s]}」，${headName(...this.place)}`),
        h("tbody", {}, ...steps.map(line)),
      ),
    );
  }

  /** 关掉一个头之后的概率，同一句话里同一个头只算一次。 */
  without(layer, head) {
    const name = headName(layer, head);
    if (!this.muted.has(name)) this.muted.set(name, this.xiaozhu.look(this.ids, { without: [layer, head] }).p);
    return this.muted.get(name);
  }

  /** 关前关后各五名；再把各个头逐个关一遍，权重与变化排在一张表里。 */
  compare() {
    this.off.textContent = this.muting ? "恢复这一头" : "关掉这一头";
    this.verdict.textContent = "";
    this.effect.replaceChildren();
    if (!this.muting) return;
    const { xiaozhu, tokens, whole } = this;
    const p = this.without(...this.place);
    const first = xiaozhu.top(whole.p)[0][0];
    const five = (caption, p) =>
      bars(
        caption,
        xiaozhu.top(p).map(([token, value]) => [token, value, percent(value), token === first]),
      );
    const heads = whole.heads.flatMap((row, layer) =>
      row.map(({ weights }, head) => {
        const muted = this.without(layer, head);
        const changes = [...muted].map((after, id) => Math.abs(after - whole.p[id]));
        const [on, id] = [largest(weights.at(-1)), largest(changes)];
        const here = layer === this.place[0] && head === this.place[1];
        return { layer, head, here, on, id, weight: weights.at(-1)[on], change: changes[id], before: whole.p[id], after: muted[id] };
      }),
    );
    const most = (what) => heads[largest(heads.map((each) => each[what]))];
    const [heavy, needed] = [most("weight"), most("change")];
    const line = ({ layer, head, here, on, id, weight, before, after }) =>
      h(
        "tr",
        here ? { className: "soul-attention-here" } : {},
        h("th", { scope: "row" }, `${layer + 1} 层 ${head + 1} 头`, here ? " ←" : ""),
        h("td", {}, `${tokens[on]} ${weight.toFixed(2)}`),
        h("td", {}, `${xiaozhu.shown(id)} ${percent(before)}→${percent(after)}`),
      );
    this.verdict.textContent =
      heavy === needed
        ? `这一句里，权重最大的与关掉后变得最多的，是同一个：${headName(heavy.layer, heavy.head)}。换一句再看。`
        : `末一行里权重最大的是${headName(heavy.layer, heavy.head)}（${heavy.weight.toFixed(2)}），关掉它，概率最多变 ${percent(heavy.change)}；` +
          `变得最多的是${headName(needed.layer, needed.head)}，权重 ${needed.weight.toFixed(2)}，关掉变 ${percent(needed.change)}。`;
    this.effect.append(
      h("div", { className: "soul-stages" }, five("关前，下一个词元", whole.p), five(`关掉${headName(...this.place)}之后`, p)),
      h(
        "table",
        { className: "soul-attention-heads" },
        h("caption", {}, "各个头逐个关一遍（关，是在每个位置都交出零）"),
        h("thead", {}, h("tr", {}, ...["关掉", `「${tokens.at(-1)}」最看`, "变得最多的"].map((name) => h("th", { scope: "col" }, name)))),
        h("tbody", {}, ...heads.map(line)),
      ),
    );
  }
}

customElements.define("soul-attention", Attention);
