// <soul-chat>：同一句话，问小铸的每个阶段：下一个词元的前五名，与它接着写出的字。
import { bars, button, choose, h, model, percent, Soul, slider } from "./soul.mjs";

const STEPS = ["step_0", "step_50", "step_200", "step_800", "step_2000", "pretrain"];
const SHOWN = { step_0: "没练过", step_50: "练 50 步", step_200: "练 200 步", step_800: "练 800 步", step_2000: "练 2000 步", pretrain: "练完，4000 步" };
const STAGES = [
  ["sft", "拜师"],
  ["ppo", "对齐"],
  ["grpo", "悟道"],
];
const ASKS = [
  ["ask", "成都有啥必去的地方啊"],
  ["ask", "请推荐成都必去景点（书面报告用）"],
  ["ask", "南京和武汉谁更靠东"],
  ["text", "今天来成都出差了。"],
  ["text", "成都比昆明更靠"],
];

class Chat extends Soul {
  static title = "小铸的各个阶段，同一句话";

  build(panel) {
    this.input = h("input", {
      type: "text",
      value: this.getAttribute("prompt") ?? ASKS[0][1],
      ariaLabel: "给小铸的一句话",
      maxLength: 120,
      autocomplete: "off",
    });
    this.kind = choose(
      "怎样给它",
      [
        ["ask", "问它"],
        ["text", "让它接着写"],
      ],
      this.getAttribute("kind") ?? "ask",
      () => this.run(),
    );
    this.step = slider(
      "预训练到",
      STEPS,
      "pretrain",
      (step) => SHOWN[step],
      () => this.run(["base"]),
    );
    const form = h("form", {}, this.input, h("button", { type: "submit" }, "说"));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.run();
    });
    this.presets = h(
      "p",
      { className: "soul-presets" },
      "它认识的：",
      ...ASKS.map(([kind, text]) =>
        button(text, () => {
          this.input.value = text;
          this.kind.set(kind);
          this.run();
        }),
      ),
    );
    this.answers = { base: h("div"), ...Object.fromEntries(STAGES.map(([stage]) => [stage, h("div")])) };
    panel.append(form, this.status, this.kind, this.presets, this.step, h("div", { className: "soul-stages" }, ...Object.values(this.answers)));
    this.run();
  }

  /** 问 which 里的各个阶段；读者手快，后一次问了，前一次的答案就不要了。 */
  async run(which = Object.keys(this.answers)) {
    const turn = (this.turn = {});
    const [text, kind, step] = [this.input.value.trim(), this.kind.value, this.step.value];
    const sources = { base: [step, step === "step_0" ? "随机" : "基座"], ...Object.fromEntries(STAGES.map(([stage, name]) => [stage, [stage, name]])) };
    this.say("小铸在路上……");
    await this.attempt(async () => {
      let written = 0;
      const began = performance.now();
      for (const place of which) {
        const [stage, name] = sources[place];
        const xiaozhu = await model(stage);
        if (turn !== this.turn) return;
        const { top, tokens, ended } = xiaozhu.reply(text, kind);
        written += tokens.length;
        const rows = top.map(([token, p], i) => [token, p, percent(p), i === 0]);
        this.answers[place].replaceChildren(
          h("p", { className: "soul-name" }, name, place === "base" ? `（${SHOWN[stage]}）` : ""),
          h("p", { className: "soul-said" }, tokens.join("") || "（什么也没写）", ended ? "" : h("small", {}, "　写满了，没收尾")),
          bars("下一个词元的前五名", rows),
        );
      }
      const seconds = (performance.now() - began) / 1000;
      this.say(`每一步都取概率最大的，在你的设备上算的：写了 ${written} 个词元，用了 ${seconds.toFixed(2)} 秒。`);
    });
  }
}

customElements.define("soul-chat", Chat);
