// <soul-bill>：拖一拖轮数、提示、过期率、思考，看一个月的账与「砍历史还是留着」的交点。参数写在地址里，发给别人就是同一份账。
import { crossing, inputs, month } from "./bill.mjs";
import { bars, button, h, Soul, slider } from "./soul.mjs";

const PERCENTS = [0, 1, 2, 5, 10, 20, 30, 50, 80, 95];
const SIZES = [0, 30, 60, 100, 150, 250, 400, 600, 1000, 1500, 2000, 4000, 8000, 16000, 32000];
const word = (n) => `${n} 词元`;
const share = (n) => `${n}%`;
const KNOBS = [
  // 名字、标签、能取的值、缺省、怎样写
  ["turns", "聊几轮", [1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64, 100], 6, (n) => `${n} 轮`],
  ["system", "系统提示", SIZES, 1500, word],
  ["question", "每轮问", SIZES, 60, word],
  ["answer", "每轮答", SIZES, 250, word],
  ["thought", "每轮多想", SIZES, 400, word],
  ["stale", "缓存过期的", PERCENTS, 0, share],
  ["sessions", "每天的会话", [10, 100, 1000, 10000, 100000, 1000000], 100000, (n) => `${n.toLocaleString("en")} 个`],
];
const WINDOW = 5; // 砍历史的，只留最近五轮
const FAR = 1000; // 交点最远找到第几轮
const [WIDE, HIGH, LEFT, FOOT] = [360, 180, 8, 22]; // 画布
const SVG = "http://www.w3.org/2000/svg";

class Bill extends Soul {
  static title = "你的账：拖一拖，看钱去哪了";

  async build(panel) {
    this.box = h("div");
    panel.append(this.box);
    this.say("价目在路上……");
    await this.attempt(async () => {
      const { rows, as_of } = await this.prices();
      this.rows = rows;
      this.day = as_of;
      const state = this.read();
      this.pick = h("select", { ariaLabel: "型号" }, ...rows.map(({ name }, i) => h("option", { value: i }, name)));
      this.pick.value = state.model;
      this.pick.addEventListener("change", () => this.show());
      this.knobs = Object.fromEntries(KNOBS.map(([name, label, values, , shown]) => [name, slider(label, values, state[name], shown, () => this.show())]));
      const copy = button("复制这份账的链接", async () => {
        await navigator.clipboard.writeText(this.link());
        copy.textContent = "复制了";
      });
      this.money = h("div", { className: "soul-scroll" });
      this.lines = h("div");
      this.box.append(
        h("label", { className: "soul-slider" }, h("span", {}, "型号"), this.pick),
        ...Object.values(this.knobs),
        h("p", { className: "soul-presets" }, copy),
        this.money,
        this.lines,
      );
      this.show(state.problem);
    });
  }

  /** 价目表：同一份带日期的数据，写成一段脚本，从本机打开也取得到。 */
  prices() {
    return new Promise((resolve, reject) => {
      const script = h("script", { src: new URL("../web/prices.js", document.querySelector('script[src$="assets/book.js"]').src).href });
      script.onload = () => resolve(globalThis.bookPrices);
      script.onerror = () => reject(new Error("没取到价目，查一查网络，再刷新"));
      document.head.append(script);
    });
  }

  /** 地址里的 ?s=型号.各个旋钮的位置；读不懂的不用，说一句。 */
  read() {
    const defaults = {
      model: this.rows.findIndex(({ id }) => id === "claude-sonnet-5.5"),
      ...Object.fromEntries(KNOBS.map(([name, , , start]) => [name, start])),
    };
    const text = new URLSearchParams(location.search).get("s");
    if (text === null) return defaults;
    const [id, when, ...places] = text.split("~");
    const model = this.rows.findIndex((row) => row.id === id && (row.when ?? "") === when);
    const values = KNOBS.map(([, , all], i) => all[places[i]]);
    if (model < 0 || places.length !== KNOBS.length || values.includes(undefined)) return { ...defaults, problem: "链接里的参数读不懂，用了缺省的。" };
    return { model, ...Object.fromEntries(KNOBS.map(([name], i) => [name, values[i]])) };
  }

  link() {
    const { id, when } = this.rows[this.pick.value];
    const url = new URL(location.href);
    url.searchParams.set("s", [id, when ?? "", ...KNOBS.map(([name, , values]) => values.indexOf(this.knobs[name].value))].join("~"));
    url.hash = "";
    return url.href;
  }

  show(problem = "") {
    const price = this.rows[this.pick.value];
    const v = Object.fromEntries(Object.entries(this.knobs).map(([name, knob]) => [name, knob.value]));
    const how = { ...v, thought: 0, hit: 0, shared: false, days: 30 };
    const cached = price.hit == null ? null : { ...how, hit: 1 - v.stale / 100, shared: true };
    const rows = [
      ["不用缓存", how],
      ...(cached
        ? [
            ["用缓存，系统提示跨会话也命中", cached],
            [`再每轮多想 ${word(v.thought)}`, { ...cached, thought: v.thought }],
          ]
        : []),
    ].map(([name, each]) => [name, month(price, each)]);
    const most = Math.max(...rows.map(([, cost]) => cost));
    this.money.replaceChildren(
      bars(
        "一个月三十天，美元",
        rows.map(([name, cost], i) => [name, most ? cost / most : 0, Math.round(cost).toLocaleString("en"), i === 0]),
      ),
    );
    const age = `价目核于 ${this.day}，断崖价没算进去。`;
    this.lines.replaceChildren(...(cached && v.question + v.answer ? this.draw(price, v) : []));
    this.say(problem + (cached ? "" : `${price.name} 的价目里没有命中价，缓存那几行不算。`) + age);
  }

  /** 全留与只留最近五轮，输入账单各涨到哪里，从第几轮起砍才便宜。 */
  draw(price, v) {
    const how = {
      question: v.question,
      answer: v.answer,
      system: v.system,
      window: WINDOW,
      hit: price.hit / price.input,
      write: (price.write ?? price.input) / price.input,
      stale: v.stale / 100,
    };
    const at = crossing("slide", FAR, how);
    const turns = Math.max(24, Math.min(FAR, at ? 2 * at : FAR));
    const [keep, slide] = ["keep", "slide"].map((way) => inputs(way, turns, how));
    const top = Math.max(keep.at(-1), slide.at(-1));
    const x = (turn) => LEFT + ((WIDE - 2 * LEFT) * turn) / turns;
    const y = (cost) => HIGH - FOOT - ((HIGH - FOOT - LEFT) * cost) / top;
    const make = (tag, attributes, text = "") => {
      const made = document.createElementNS(SVG, tag);
      for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
      made.textContent = text;
      return made;
    };
    const path = (costs) => costs.map((cost, i) => `${x(i + 1).toFixed(1)},${y(cost).toFixed(1)}`).join(" ");
    const said = at ? `聊到第 ${at} 轮，只留最近五轮才开始比全留便宜；在那之前，砍了反而贵。` : `聊到第 ${FAR} 轮，只留最近五轮也没有比全留便宜。`;
    const picture = make("svg", { viewBox: `0 0 ${WIDE} ${HIGH}`, role: "img", "aria-label": said });
    picture.append(
      make("line", { x1: LEFT, x2: WIDE - LEFT, y1: HIGH - FOOT, y2: HIGH - FOOT, class: "line" }),
      make("polyline", { points: path(keep), class: "accent-line", "stroke-width": 2 }),
      make("polyline", { points: path(slide), class: "second-line", "stroke-width": 2, "stroke-dasharray": "5 3" }),
      ...(at ? [make("line", { x1: x(at), x2: x(at), y1: LEFT, y2: HIGH - FOOT, class: "line", "stroke-dasharray": "2 3" })] : []),
      make("text", { x: WIDE - LEFT, y: HIGH - 6, "text-anchor": "end", class: "ink", "font-size": 12 }, `第 ${turns} 轮`),
      make("text", { x: LEFT, y: HIGH - 6, class: "ink", "font-size": 12 }, "输入的钱：实线全留，虚线只留最近五轮"),
    );
    return [
      h(
        "p",
        {},
        said,
        h("small", {}, `（命中价是输入价的 ${how.hit.toFixed(2)}，写入价 ${how.write.toFixed(2)}，过期 ${share(v.stale)}；输出两边一样，没算）`),
      ),
      picture,
    ];
  }
}

customElements.define("soul-bill", Bill);
