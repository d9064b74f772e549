// <soul-tokens>：打一句中文，看小铸的分词器怎样一对一对地并。
import { button, h, model, Soul, slider } from "./soul.mjs";

const TEXTS = ["请推荐成都必去景点（书面报告用）", "今天来成都出差了。", "熊猫基地在成都，故宫在北京。"];

class Tokens extends Soul {
  static title = "看它怎样并成词元";

  build(panel) {
    this.input = h("input", { type: "text", value: TEXTS[0], ariaLabel: "要切的一句话", maxLength: 80, autocomplete: "off" });
    this.input.addEventListener("input", () => this.cut());
    const form = h("form", {}, this.input);
    form.addEventListener("submit", (event) => event.preventDefault());
    this.place = h("div");
    this.chips = h("p", { className: "soul-chips" });
    const presets = TEXTS.map((text) =>
      button(text, () => {
        this.input.value = text;
        this.cut();
      }),
    );
    panel.append(form, h("p", { className: "soul-presets" }, "试试：", ...presets), this.place, this.chips);
    this.cut();
  }

  /** 重新切：不认识的字当场说，滑杆回到最后一步。 */
  async cut() {
    this.say("小铸在路上……");
    await this.attempt(async () => {
      const xiaozhu = await model("pretrain");
      const text = this.input.value;
      xiaozhu.encode(text);
      const steps = xiaozhu.merges(text);
      const last = steps.length - 1;
      const label = (at) => `第 ${at} 次，共 ${last} 次`;
      const numbers = steps.map((_, at) => at);
      this.place.replaceChildren(last ? slider("合并到", numbers, last, label, (at) => this.show(steps, at)) : "");
      this.show(steps, last);
    });
  }

  show(steps, at) {
    const { tokens, rank, pair } = steps[at];
    this.chips.replaceChildren(
      ...tokens.flatMap((token) => [h(pair && token === pair.join("") ? "mark" : "span", {}, token), " "]), // 空格好换行，也让复制出来分得开
    );
    const from = steps[0].tokens.length;
    if (!from) return this.say("什么也没打：零个词元。");
    const what = pair ? `这一次把「${pair[0]}」与「${pair[1]}」并成一个，它是学得第 ${rank + 1} 早的一对。` : "先拆成单字。";
    this.say(`${what}${from} 个字，${tokens.length} 个词元。`);
  }
}

customElements.define("soul-tokens", Tokens);
