// <soul-sampler>：小铸读完一句之后的真分布，四个旋钮怎样改它；照改过的抽一千次，频率与概率并排。
import { farthest, keep, lost, seeded, table, tally } from "./sampling.mjs";
import { button, choose, h, model, percent, Soul, slider } from "./soul.mjs";

const TEXTS = ["今天来成都出差了。我在", "今天来", "成都比昆明更靠"];
const TOP = 8; // 表里单列几个候选
const TIMES = 1000;
const unused = (value) => (value ? `${value}` : "不用");

class Sampler extends Soul {
  static title = "旋钮怎样改小铸的下一个词元";

  build(panel) {
    panel.classList.add("soul-sampler");
    const change = () => this.show(); // 旋钮一动，先前抽的就作废
    this.text = choose(
      "小铸读到哪里",
      TEXTS.map((text) => [text, text]),
      TEXTS[0],
      () => this.read(),
    );
    this.knobs = {
      temperature: slider("温度", [0, 0.2, 0.5, 0.7, 1, 1.5, 2, 3, 5], 1, (t) => ({ 0: "0，贪心", 1: "1，不用" })[t] ?? `${t}`, change),
      k: slider("top-k", [0, 50, 20, 10, 5, 3, 2, 1], 0, unused, change),
      p: slider("top-p", [0, 0.99, 0.95, 0.9, 0.85, 0.7, 0.5, 0.3], 0, unused, change),
      ratio: slider("min-p", [0, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1], 0, unused, change),
      cutFirst: choose(
        "先后次序",
        [
          [false, "先除温度再剪"],
          [true, "先剪再除温度"],
        ],
        false,
        change,
      ),
    };
    this.seed = 0;
    const draws = h(
      "div",
      { className: "soul-choose" },
      button(`抽 ${TIMES} 次`, () => this.show(true)),
      button("换个种子再抽", () => {
        this.seed += 1;
        this.show(true);
      }),
    );
    this.place = h("div");
    panel.append(h("p", {}, "小铸读到："), this.text, ...Object.values(this.knobs), draws, this.place);
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

  /** 照现在的旋钮重画那张表；drawing 是要不要抽。 */
  show(drawing = false) {
    if (!this.logits) return; // 小铸还没到
    this.place.replaceChildren(); // 旋钮不对时，不留着旧的那张
    this.attempt(() => {
      const knobs = Object.fromEntries(Object.entries(this.knobs).map(([name, { value }]) => [name, value]));
      const kept = keep(this.logits, knobs);
      const counts = drawing ? tally(kept, TIMES, seeded(this.seed)) : new Map();
      const rows = table(this.logits, kept, counts, TOP);
      const longest = Math.max(...rows.flatMap(({ after, drawn }) => [after, drawn / TIMES]));
      const heads = ["候选", "原来", "留没留", "之后", "抽到"];
      this.place.append(
        h(
          "table",
          { className: "soul-counts" },
          h("caption", {}, `之后：过了旋钮的概率。抽到：照它抽 ${TIMES} 次，中了几次。`),
          h("thead", {}, h("tr", {}, ...heads.map((head) => h("th", { scope: "col" }, head)))),
          h("tbody", {}, ...rows.map((row) => this.line(row, longest, drawing))),
        ),
      );
      const [all, left] = [this.logits.length, kept.length];
      if (drawing) this.say(`种子 ${this.seed}：抽到过 ${counts.size} 种，频率与概率最多差 ${farthest(kept, counts, TIMES).toFixed(3)}。`);
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
