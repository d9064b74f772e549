// <soul-sampler>：小铸读完一句之后的真分布，四个旋钮怎样改它；照改过的抽一千次，频率与概率并排。
import { farthest, keep, lost, seeded, table, tally } from "./sampling.mjs";
import { button, choose, h, model, percent, presets, Soul, slider } from "./soul.mjs";

const TEXTS = ["今天来", "今天来成都出差了。我在", "南北方向上，成都比昆明"]; // 十来个城都行、两处差不多、只有一个对
const OFF = { temperature: 1, k: 0, p: 0, ratio: 0, cutFirst: false };
const READY = { 都不用: {}, 保守: { temperature: 0.5, p: 0.9 }, 平常: { temperature: 0.7, p: 0.95 }, 放飞: { temperature: 2 } };
const TOP = 8; // 表里单列几个候选
const TIMES = 1000;
const heat = (t) => ({ 0: "0，贪心", 1: "1，不用" })[t] ?? `${t}`;
const unused = (value) => (value ? `${value}` : "不用");

class Sampler extends Soul {
  static title = "旋钮怎样改小铸的下一个词元";

  build(panel) {
    panel.classList.add("soul-sampler");
    const change = () => this.show(); // 旋钮一动，先前抽的就作废
    const knob = (name, label, values, shown, about) => slider(label, values, OFF[name], shown, change, about);
    this.text = choose(
      "小铸读到哪里",
      TEXTS.map((text) => [text, text]),
      TEXTS[0],
      () => this.read(),
    );
    this.knobs = {
      temperature: knob("temperature", "温度", [0, 0.2, 0.5, 0.7, 1, 1.5, 2, 3, 5], heat, "调低，头名更占先；调高，谁都有机会"),
      k: knob("k", "top-k", [0, 50, 20, 10, 5, 3, 2, 1], unused, "只留最高的这么多个"),
      p: knob("p", "top-p", [0, 0.99, 0.95, 0.9, 0.85, 0.7, 0.5, 0.3], unused, "从高到低留，概率凑够这么多为止"),
      ratio: knob("ratio", "min-p", [0, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1], unused, "比头名的这么多倍还低的，剪掉"),
      cutFirst: choose(
        "先后次序",
        [
          [false, "先除温度再剪"],
          [true, "先剪再除温度"],
        ],
        OFF.cutFirst,
        change,
      ),
    };
    const ready = presets("现成的：", Object.keys(READY), (name) => {
      for (const [each, value] of Object.entries({ ...OFF, ...READY[name] })) this.knobs[each].set(value);
      this.show();
    });
    this.seed = 0;
    this.drawing = button(`抽 ${TIMES} 次`, () => this.show(true));
    this.place = h("div", { className: "soul-result" });
    panel.append(h("p", {}, "小铸读到："), this.text, ready, ...Object.values(this.knobs), h("p", {}, this.drawing), this.status, this.place);
    this.read();
  }

  /** 让小铸读那一句；读者手快，前一句的就不要了。 */
  async read() {
    const text = this.text.value;
    this.say("小铸在路上……");
    await this.attempt(async () => {
      const xiaozhu = await model("pretrain");
      if (text !== this.text.value) return;
      const cache = [];
      this.logits = xiaozhu
        .textPrompt(text)
        .map((id) => xiaozhu.step(id, cache))
        .at(-1);
      this.name = (id) => xiaozhu.shown(id);
      this.show();
    });
  }

  /** 照现在的旋钮重画那张表；drawing 是要不要抽，每抽一回换一个种子。 */
  show(drawing = false) {
    if (!this.logits) return; // 小铸还没到
    this.attempt(() => {
      if (drawing) this.seed += 1;
      const knobs = Object.fromEntries(Object.entries(this.knobs).map(([name, { value }]) => [name, value]));
      const kept = keep(this.logits, knobs);
      const counts = drawing ? tally(kept, TIMES, seeded(this.seed)) : new Map();
      const rows = table(this.logits, kept, counts, TOP);
      const longest = Math.max(...rows.flatMap(({ after, drawn }) => [after, drawn / TIMES]));
      const heads = ["候选", "原来", "留没留", "之后", "抽到"];
      this.place.replaceChildren(
        h(
          "table",
          { className: "soul-counts" },
          h("caption", {}, `之后：过了旋钮的概率。抽到：照它抽 ${TIMES} 次，中了几次。`),
          h("thead", {}, h("tr", {}, ...heads.map((head) => h("th", { scope: "col" }, head)))),
          h("tbody", {}, ...rows.map((row) => this.line(row, longest, drawing))),
        ),
      );
      const [all, left] = [this.logits.length, kept.length];
      const [{ ids: best, drawn }] = rows;
      const since = this.drawn == null ? "" : `「${this.name(best[0])}」上一回 ${this.drawn} 次，这一回 ${drawn} 次。`;
      this.drawn = drawing ? drawn : null;
      this.drawing.textContent = drawing ? `换个种子，再抽 ${TIMES} 次` : `抽 ${TIMES} 次`;
      if (drawing) this.say(`种子 ${this.seed}：${since}抽到过 ${counts.size} 种，频率与概率最多差 ${farthest(kept, counts, TIMES).toFixed(3)}。`);
      else this.say(left < all ? `${all} 个候选留下 ${left} 个，剪掉的原来合占 ${percent(lost(this.logits, kept))}。` : `${all} 个候选都留着。`);
    });
  }

  /** 表里的一行；条都按最长的一根 longest 画，两栏比得了长短。 */
  line({ ids, before, kept, after, drawn }, longest, drawing) {
    const number = (shown, value) => {
      const bar = h("span", { className: "soul-bar", ariaHidden: "true" });
      bar.style.width = `${(100 * value) / longest}%`;
      return h("td", {}, shown, bar);
    };
    const [name, left] = ids.length > 1 ? [`其余 ${ids.length} 个`, `留 ${kept}`] : [this.name(ids[0]), kept ? "留" : "剪"];
    return h(
      "tr",
      kept ? {} : { className: "soul-cut" },
      h("th", { scope: "row" }, name),
      h("td", {}, percent(before)),
      h("td", {}, left),
      number(kept ? percent(after) : "0", after),
      drawing ? number(`${drawn}`, drawn / TIMES) : h("td", {}, "—"),
    );
  }
}

customElements.define("soul-sampler", Sampler);
