// <soul-chat>：同一句话，问小铸的每个阶段：接着写出的字，与下一个词元的前五名。
import { bars, choose, field, fold, form, h, model, percent, presets, Soul, slider, submit, typed } from "./soul.mjs";

const STEPS = ["step_0", "step_50", "step_200", "step_800", "step_2000", "pretrain"];
const SHOWN = { step_0: "没练过", step_50: "练 50 步", step_200: "练 200 步", step_800: "练 800 步", step_2000: "练 2000 步", pretrain: "练完，4000 步" };
const STAGES = {
  // 栏名：模型（基座的由滑杆定）、又叫什么、练了什么、丢了什么
  基座: { known: "预训练", trained: "接着写语料里的原句", lost: "还没有什么可丢；怎样答问，没有教过" },
  拜师: { stage: "sft", known: "SFT", trained: "照老师的示范答问", lost: "原来会的忘了一些，没教过的写法也跟着变" },
  对齐: { stage: "ppo", known: "偏好对齐，PPO", trained: "在会说的话里挑：口语答简称，书面答全称", lost: "别的说法让了位；没练过的城，全称多半说不出" },
  悟道: { stage: "grpo", known: "推理强化，GRPO", trained: "从基座另起一支，只练方位题，只告诉对错", lost: "别的问答：问它景点，也答方位" },
};
const ASKS = [
  ["ask", "成都有啥必去的地方啊"],
  ["ask", "请推荐成都必去景点（书面报告用）"],
  ["ask", "南北方向上，成都比昆明更靠哪"], // 没写出过的一对：基座续写得出，问就答错；悟道答得对
  ["text", "今天来成都出差了。"],
  ["text", "南北方向上，成都比昆明"],
];

class Chat extends Soul {
  static title = "小铸的各个阶段，同一句话";

  build(panel) {
    const names = this.getAttribute("stages")?.split(" ") ?? Object.keys(STAGES);
    const strange = names.filter((name) => !STAGES[name]);
    if (strange.length) return this.say(`没有「${strange.join("、")}」这一栏：有的是${Object.keys(STAGES).join("、")}`);
    this.cells = Object.fromEntries(names.map((name) => [name, cell()]));
    this.input = field("给小铸的一句话", this.getAttribute("prompt") ?? ASKS[0][1], 120);
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
      () => this.run(["基座"]),
    );
    panel.append(
      form(() => this.run(), this.input, submit("说")),
      this.kind,
      this.status,
      h("div", { className: "soul-stages soul-result" }, ...Object.values(this.cells)),
      presets(
        "它认识的：",
        ASKS.map(([, text]) => text),
        (text, i) => {
          this.input.value = text;
          this.kind.set(ASKS[i][0]);
          this.run();
        },
      ),
      this.cells.基座 ? this.step : "",
      h("p", {}, "它只懂二十座城的天气、方位、住处与景点；问别的，它也只会往这里猜。"),
    );
    this.run();
  }

  /** 问 names 里的各栏；读者手快，后一次问了，前一次的答案就不要了。 */
  async run(names = Object.keys(this.cells)) {
    const turn = (this.turn = {});
    const [kind, step] = [this.kind.value, this.step.value];
    this.say("小铸在路上……");
    await this.attempt(async () => {
      const models = await Promise.all(names.map((name) => model(STAGES[name].stage ?? step)));
      if (turn !== this.turn) return;
      const { text, cut } = typed(this.input, models[0]);
      const began = performance.now();
      let written = 0;
      for (const [i, name] of names.entries()) {
        const reply = models[i].reply(text, kind);
        this.cells[name].show(...about(name, step), reply);
        written += reply.tokens.length;
      }
      const seconds = (performance.now() - began) / 1000;
      const whose = names.length > 1 ? `${names.length} 栏合计` : "这一栏";
      this.say(`${cut}每一步都取概率最大的，在你的设备上算的：${whose}写了 ${written} 个词元，用了 ${seconds.toFixed(2)} 秒。`);
    });
  }
}

/** 一栏的名字，与它练了什么、丢了什么。 */
function about(name, step) {
  if (name === "基座" && step === "step_0") return ["随机（没练过）", "还没练：参数是随机的。"];
  const { known, trained, lost } = STAGES[name];
  return [`${name}（${known}${name === "基座" ? `，${SHOWN[step]}` : ""}）`, `练了：${trained}。丢了：${lost}。`];
}

/** 一栏。前五名折着，几栏的续写才在一屏里；打开过的，换一句话也还开着。 */
function cell() {
  const [heading, note, said, top] = [h("p", { className: "soul-name" }), h("small"), h("p", { className: "soul-said" }), h("div")];
  const box = h("div", {}, heading, said, note, fold("下一个词元的前五名", top));
  box.show = (name, trained, { tokens, ended, top: best }) => {
    heading.textContent = name;
    note.textContent = trained;
    said.replaceChildren(tokens.join("") || "（什么也没写）", ended ? "" : h("small", {}, "　写满了，没收尾"));
    top.replaceChildren(
      bars(
        "",
        best.map(([token, p], i) => [token, p, percent(p), i === 0]),
      ),
    );
  };
  return box;
}

customElements.define("soul-chat", Chat);
