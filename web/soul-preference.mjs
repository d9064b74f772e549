// <soul-preference>：读者标几对偏好，DPO 在页面里真的更新一小块参数（最后一次归一化的增益，六十四个数）。
import { Adam, logProbability, loss } from "./dpo.mjs";
import { button, choose, h, model, Soul, slider } from "./soul.mjs";
import { END, Xiaozhu } from "./xiaozhu.mjs";

const PAIRS = [
  ["成都有啥必去的地方啊", "熊猫基地。", "成都大熊猫繁育研究基地。"],
  ["去杭州玩啥好呢", "西湖。", "西湖风景名胜区。"],
  ["北京有啥好玩的呀", "故宫。", "故宫博物院。"],
  ["上海有啥必去的地方啊", "东方明珠。", "东方明珠广播电视塔。"],
];
const UNSEEN = [
  ["ask", "西安有啥必去的地方啊"],
  ["ask", "请推荐广州必去景点（书面报告用）"],
  ["text", "今天来成都出差了。"],
];
const RATE = 0.02;
const BETAS = [0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5];
const RESTARTED = "改了设置，已从头来。";
const CHUNK = 5; // 走几步就让一让，好让网页画出来

class Preference extends Soul {
  static title = "你来标偏好，它当场学";

  async build(panel) {
    this.picks = PAIRS.map(([question, ...answers]) => {
      const pick = choose(
        question,
        [
          [0, answers[0]],
          [1, answers[1]],
          [null, "不标"],
        ],
        0,
        () => this.restart(RESTARTED),
      );
      return h("div", { className: "soul-pair" }, h("span", {}, `${question}？`), pick);
    });
    this.beta = slider("β", BETAS, 2, String, () => this.restart(RESTARTED));
    this.walkers = [20, 100].map((steps) => button(`学 ${steps} 步`, () => this.walk(steps)));
    const loose = button(`对照：β ${BETAS[0]}，小到极端`, () => {
      this.beta.set(BETAS[0]);
      this.restart(RESTARTED);
    });
    this.table = h("div", { className: "soul-scroll" });
    this.replies = h("div", { className: "soul-scroll" });
    panel.append(
      ...this.picks,
      this.beta,
      h(
        "p",
        { className: "soul-presets" },
        ...this.walkers,
        button("从头来", () => this.restart("从头来了。")),
        loose,
      ),
      this.status,
      this.table,
      this.replies,
    );
    this.restart();
  }

  /** 回到拜师之后的样子，头一句说 said。标的变了，起点上的对数概率也要重算。 */
  async restart(said = "") {
    const turn = (this.turn = {}); // 还在走的那一趟，从此不算数
    this.say("小铸在路上……");
    await this.attempt(async () => {
      await model("sft");
      if (turn !== this.turn) return;
      this.xiaozhu = new Xiaozhu(globalThis.bookModels.sft); // 自己一份：增益要改，别的部件还在用那一份
      this.steps = 0;
      this.adam = new Adam(this.xiaozhu.config.d);
      this.pairs = PAIRS.flatMap(([question, ...answers], i) => {
        const picked = this.picks[i].querySelector(".soul-choose").value;
        if (picked === null) return [];
        const [chosen, rejected] = [answers[picked], answers[1 - picked]].map((answer) => ({
          answer,
          states: this.xiaozhu.states(this.xiaozhu.chatPrompt(question), this.xiaozhu.encode(answer + END)),
        }));
        const start = [this.log(chosen.states), this.log(rejected.states)];
        return [{ chosen: chosen.states, rejected: rejected.states, reference: start[0] - start[1], names: [chosen.answer, rejected.answer], start }];
      });
      this.before = this.ask();
      this.show();
      this.say(said + (this.pairs.length ? "还没学。先猜：学完之后，没标过的城会怎样答？" : "一对偏好也没有：先标一对。"));
    });
  }

  log(states) {
    return logProbability(this.xiaozhu.gain, states, this.xiaozhu.embedding).total;
  }

  ask() {
    return UNSEEN.map(([kind, text]) => {
      const { tokens, ended } = this.xiaozhu.reply(text, kind);
      return { said: tokens.join("") || "（什么也没写）", ended };
    });
  }

  async walk(steps) {
    const turn = (this.turn = {});
    for (const each of this.walkers) each.disabled = true;
    await this.attempt(async () => {
      let total = 0;
      for (let step = 0; step < steps && turn === this.turn; step++) {
        const { xiaozhu, adam } = this;
        const found = loss(xiaozhu.gain, this.pairs, xiaozhu.embedding, this.beta.value);
        xiaozhu.gain = adam.step(xiaozhu.gain, found.slope, RATE);
        total = found.total;
        this.steps += 1;
        if (step % CHUNK === CHUNK - 1) {
          this.say(`学了 ${this.steps} 步……`);
          await new Promise((resolve) => setTimeout(resolve));
        }
      }
      if (turn !== this.turn) return;
      this.say(`学了 ${this.steps} 步，损失 ${total.toFixed(3)}。${this.show()}`);
    });
    for (const each of this.walkers) each.disabled = false;
  }

  /** 画两张表，返回一句结论：好的升了没有，差的降了没有，没标过的话还收不收得了尾。 */
  show() {
    const arrow = (from, to) => `${from.toFixed(1)} → ${to.toFixed(1)}`;
    const scored = this.pairs.map((pair) => ({ ...pair, now: [this.log(pair.chosen), this.log(pair.rejected)] }));
    const rows = scored.flatMap(({ names, start, now }) => ["好", "差"].map((kind, i) => [kind, names[i], arrow(start[i], now[i])]));
    const line = ([kind, name, change]) => h("tr", {}, h("td", {}, kind), h("th", { scope: "row" }, name), h("td", {}, change));
    this.table.replaceChildren(
      h("table", { className: "soul-table" }, h("caption", {}, "标过的：写出它的对数概率（奈特），学之前 → 现在"), h("tbody", {}, ...rows.map(line))),
    );
    const now = this.ask();
    const asked = UNSEEN.map(([, text], i) =>
      h(
        "tr",
        {},
        h("th", { scope: "row" }, text),
        h("td", {}, this.before[i].said),
        h("td", {}, h(now[i].said === this.before[i].said ? "span" : "mark", {}, now[i].said)),
      ),
    );
    const head = h("tr", {}, ...["没标过的", "学之前", "现在"].map((name) => h("th", { scope: "col" }, name)));
    this.replies.replaceChildren(h("table", { className: "soul-table" }, h("thead", {}, head), h("tbody", {}, ...asked)));
    const count = (each) => scored.filter(each).length;
    const [up, down] = [count(({ start, now }) => now[0] > start[0]), count(({ start, now }) => now[1] < start[1])];
    const endless = now.filter(({ ended }) => !ended).length;
    return (
      `标过的 ${scored.length} 对：好的 ${up} 句升、${scored.length - up} 句降；差的 ${down} 句降。` +
      `没标过的 ${now.length} 句：${endless ? `${endless} 句写满了还收不了尾，不成句了。` : "都还收得了尾。"}`
    );
  }
}

customElements.define("soul-preference", Preference);
