// <soul-tokens>：打一句中文，看小铸的分词器怎样一对一对地并。
import { field, form, h, model, presets, Soul, slider, typed } from "./soul.mjs";

const TEXTS = ["请推荐成都必去景点（书面报告用）", "今天来成都出差了。", "熊猫基地在成都，故宫在北京。"];

class Tokens extends Soul {
  static title = "看它怎样并成词元";

  build(panel) {
    this.input = field("要切的一句话", TEXTS[0], 80);
    this.input.addEventListener("input", () => this.cut());
    this.place = h("div");
    this.chips = h("p", { className: "soul-chips" });
    panel.append(
      form(() => this.cut(), this.input),
      this.status,
      presets("试试：", TEXTS, (text) => {
        this.input.value = text;
        this.cut();
      }),
      this.place,
      this.chips,
    );
    this.cut();
  }

  /** 重新切，滑杆回到最后一步。切不了的，当场说，不认识的字都标出来。 */
  async cut() {
    this.say("小铸在路上……");
    await this.attempt(async () => {
      const xiaozhu = await model("pretrain");
      this.place.replaceChildren();
      const strange = new Set(xiaozhu.unknown(this.input.value).map(([letter]) => letter));
      this.spell([...this.input.value], (letter) => strange.has(letter));
      const { text, cut } = typed(this.input, xiaozhu);
      const steps = xiaozhu.merges(text);
      const last = steps.length - 1;
      const label = (at) => `第 ${at} 次，共 ${last} 次`;
      const numbers = steps.map((_, at) => at);
      this.place.replaceChildren(last ? slider("合并到", numbers, last, label, (at) => this.show(xiaozhu, steps, at)) : "");
      this.show(xiaozhu, steps, last, cut);
    });
  }

  show(xiaozhu, steps, at, cut = "") {
    const { tokens, rank, pair } = steps[at];
    this.spell(tokens, (token) => token === pair?.join(""));
    const what = pair ? `这一次把「${pair[0]}」与「${pair[1]}」并成一个：它学的 ${xiaozhu.learnt} 次合并里，这是第 ${rank + 1} 次。` : "先拆成单字。";
    this.say(`${cut}${what}${steps[0].tokens.length} 个字，${tokens.length} 个词元。`);
  }

  /** 一块一块地列出来，marked 的标出。空格好换行，也让复制出来分得开。 */
  spell(pieces, marked) {
    this.chips.replaceChildren(...pieces.flatMap((piece) => [h(marked(piece) ? "mark" : "span", {}, piece), " "]));
  }
}

customElements.define("soul-tokens", Tokens);
