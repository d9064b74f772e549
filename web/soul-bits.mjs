// <soul-bits>：把小铸当场压到 8、4、3、2 位：体积、下一个词元的前五名、接着写出的字，与不压的并排。
import { BITS, changed } from "./quantize.mjs";
import { bars, choose, field, form, h, model, percent, presets, Soul, slider, submit, typed } from "./soul.mjs";

const STAGES = {
  pretrain: { name: "基座，接着写", kind: "text", texts: ["今天来成都出差了。", "南北方向上，成都比昆明", "明天北京下雨，"] },
  sft: { name: "拜师，问它", kind: "ask", texts: ["成都有啥必去的地方啊", "西安有啥必去的地方啊", "请推荐成都必去景点（书面报告用）"] },
};

class Bits extends Soul {
  static title = "把小铸当场压到几位";

  build(panel) {
    this.input = field("给小铸的一句话", "", 120);
    this.stage = choose(
      "哪个小铸",
      Object.entries(STAGES).map(([stage, { name }]) => [stage, name]),
      "pretrain",
      () => this.restart(),
    );
    this.ready = h("div");
    this.bits = slider(
      "压到",
      BITS,
      4,
      (bits) => (bits === 3 ? "3 位，书里没量" : `${bits} 位`),
      () => this.run(),
    );
    this.sizes = h("div", { className: "soul-scroll soul-result" });
    this.answers = h("div", { className: "soul-stages soul-result" });
    panel.append(
      this.stage,
      form(() => this.run(), this.input, submit("说")),
      this.ready,
      this.bits,
      this.status,
      this.answers,
      this.sizes,
    );
    this.restart();
  }

  /** 换了一个小铸：换成它认得的话，从头来。 */
  restart() {
    const { texts } = STAGES[this.stage.value];
    this.input.value = texts[0];
    this.ready.replaceChildren(
      presets("它认识的：", texts, (text) => {
        this.input.value = text;
        this.run();
      }),
    );
    this.run();
  }

  /** 读者手快，后一次问了，前一次的答案就不要了。 */
  async run() {
    const turn = (this.turn = {});
    const [stage, bits] = [this.stage.value, this.bits.value];
    this.say("小铸在路上……");
    await this.attempt(async () => {
      const base = await model(stage);
      if (turn !== this.turn) return;
      const { text, cut } = typed(this.input, base);
      const began = performance.now();
      const squeezed = base.requantized(bits);
      const seconds = (performance.now() - began) / 1000;
      const { kind } = STAGES[stage];
      const [before, after] = [base.reply(text, kind), squeezed.model.reply(text, kind)];
      const [was, now] = [before, after].map(({ tokens }) => [...tokens.join("")]);
      const marks = changed(was, now);
      const kept = marks.filter((mark) => !mark).length;
      const same = was.join("") === now.join("");
      const difference = same ? "一字不差" : `添了 ${now.length - kept} 个字，丢了 ${was.length - kept} 个字`;
      this.sizes.replaceChildren(sizes(bits, squeezed.bytes, base.requantized(BITS[0]).bytes));
      this.answers.replaceChildren(
        answer("不压", "这一栏的底子是 8 位存的，浏览器里没有更细的。", was, before),
        answer(
          `压到 ${bits} 位`,
          `与不压的比，${difference}${kept < now.length ? "；添的字加粗、画线" : ""}。`,
          now.map((each, i) => (marks[i] ? h("mark", { className: "soul-bits-changed" }, each) : each)),
          after,
        ),
      );
      this.say(
        `${cut}压到 ${bits} 位，续写${difference}。${same && bits < BITS[0] ? unharmed(before.top, after.top) : ""}在你的设备上压的，用了 ${seconds.toFixed(2)} 秒；每一步都取概率最大的。`,
      );
    });
  }
}

/** 一字不差时，概率动了多少：只看每步谁最大，看不出坏。 */
function unharmed([[token, before]], [[, after]]) {
  return `一字不差不等于没坏：头一个词元「${token}」的概率，${before.toFixed(4)} → ${after.toFixed(4)}；坏没坏，看上文整份语料上的损失。`;
}

/** 一份答案。不用标题元素：它可能放在正文的哪一级标题下，事先不知道。 */
function answer(name, about, written, { top, ended }) {
  return h(
    "section",
    { ariaLabel: name },
    h("p", { className: "soul-title" }, name),
    h("p", {}, about),
    h("p", { className: "soul-said" }, ...(written.length ? written : ["（什么也没写）"]), ended ? "" : h("small", {}, "　写满了，没收尾")),
    bars(
      "下一个词元的前五名",
      top.map(([token, p], i) => [token, p, percent(p), i === 0]),
    ),
  );
}

/** 权重的体积：选的位数，与 8 位的、一点不压的比。 */
function sizes(bits, chosen, base) {
  const kib = (size) => (size / 1024).toFixed(1);
  const row = (name, { integers, scales, gains, total }) =>
    h("tr", {}, h("th", { scope: "row" }, name), ...[integers, scales, gains, total].map((size) => h("td", {}, size ? kib(size) : "—")));
  const rows = [row("32 位", { total: chosen.single }), row("8 位", base)];
  if (bits !== BITS[0]) rows.push(row(`${bits} 位`, chosen));
  const heads = ["", "整数", "刻度", "增益", "合计"].map((name) => (name ? h("th", { scope: "col" }, name) : h("td")));
  const share = ((100 * chosen.total) / chosen.single).toFixed(1);
  const caption = h("caption", {}, `权重的体积，KiB。${bits} 位的合计是 32 位的 ${share}%`);
  return h("table", { className: "soul-bits-sizes" }, caption, h("thead", {}, h("tr", {}, ...heads)), h("tbody", {}, ...rows));
}

customElements.define("soul-bits", Bits);
