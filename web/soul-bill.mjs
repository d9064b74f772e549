// <soul-bill>：拖一拖轮数、提示、过期率、思考，看一个月的账与「砍历史还是留着」的交点。参数写在地址里，发给别人就是同一份账。
import { cliff, crossing, inputs, month, tier } from "./bill.mjs";
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
const [WIDE, HIGH, LEFT, TOP, FOOT] = [360, 180, 8, 22, 22]; // 画布
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
      this.rates = h("p");
      this.lines = h("div");
      this.box.append(
        h("label", { className: "soul-slider" }, h("span", {}, "型号"), this.pick),
        ...Object.values(this.knobs),
        h("p", { className: "soul-presets" }, copy),
        this.status,
        this.money,
        this.rates,
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
    const whole = (cost) => Math.round(cost).toLocaleString("en");
    const rows = [["不用缓存", month(price, how)]];
    if (cached) rows.push(["用缓存，系统提示跨会话也命中", month(price, cached)]);
    const [, before] = rows.at(-1);
    const after = month(price, { ...(cached ?? how), thought: v.thought });
    rows.push([`再每轮多想 ${word(v.thought)}，多花 ${whole(after - before)}，合计`, after]);
    const most = Math.max(...rows.map(([, cost]) => cost));
    this.money.replaceChildren(
      bars(
        "一个月三十天，美元",
        rows.map(([name, cost], i) => [name, most ? cost / most : 0, whole(cost), i === 0]),
      ),
    );
    const { input, hit, write, output } = price;
    const rates = [`输入 ${input}`, hit == null ? "" : `命中 ${hit}`, write == null ? "写入照输入" : `写入 ${write}`, `输出 ${output}`];
    this.rates.textContent = `单价，每百万词元几美元：${rates.filter(Boolean).join("，")}。`;
    this.lines.replaceChildren(...(cached && v.question + v.answer ? this.draw(price, v) : []));
    const over = cliff(price, v);
    this.say(
      [
        problem,
        most ? "" : "一个词元也没有，账是零：拨一拨上面的旋钮。",
        cached ? "" : `${price.name} 的价目里没有命中价，缓存那一行不算。`,
        cached && before > rows[0][1] ? `用缓存反而亏：写入是输入价的 ${(write / input).toFixed(2)} 倍，命中的又少，收不回来。` : "",
        over ? this.warn(price, v, over) : "",
        `价目核于 ${this.day}。`,
      ].join(""),
    );
  }

  /** 断崖价：从第 over 轮起整单换了一档。 */
  warn(price, { system, question, answer }, over) {
    const dear = tier(price, system + (over - 1) * (question + answer) + question);
    return `断崖：从第 ${over} 轮起，一次的输入超过 ${dear.over} 个词元，整单换价，输入从 ${price.input} 到 ${dear.input}；月账算进去了，下面的曲线没有。`;
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
    const turns = Math.max(24, v.turns, Math.min(FAR, at ? 2 * at : FAR));
    const [keep, slide] = ["keep", "slide"].map((way) => inputs(way, turns, how));
    const top = Math.max(keep.at(-1), slide.at(-1));
    const x = (turn) => LEFT + ((WIDE - 2 * LEFT) * turn) / turns;
    const y = (cost) => HIGH - FOOT - ((HIGH - FOOT - TOP) * cost) / top;
    const make = (tag, attributes, text = "") => {
      const made = document.createElementNS(SVG, tag);
      for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
      made.textContent = text;
      return made;
    };
    const path = (costs) => costs.map((cost, i) => `${x(i + 1).toFixed(1)},${y(cost).toFixed(1)}`).join(" ");
    const said = verdict(v.turns, at, keep[v.turns - 1], slide[v.turns - 1]);
    const upright = (turn, name) => make("line", { x1: x(turn), x2: x(turn), y1: TOP, y2: HIGH - FOOT, class: name, "stroke-dasharray": "2 3" });
    const mark = (turn, y, name, text) =>
      make("text", { x: x(turn), dx: turn > turns / 2 ? -4 : 4, y, "text-anchor": turn > turns / 2 ? "end" : "start", class: name, "font-size": 14 }, text);
    const picture = make("svg", { viewBox: `0 0 ${WIDE} ${HIGH}`, role: "img", "aria-label": said });
    picture.append(
      make("line", { x1: LEFT, x2: WIDE - LEFT, y1: HIGH - FOOT, y2: HIGH - FOOT, class: "line" }),
      make("polyline", { points: path(keep), class: "accent-line", "stroke-width": 2 }),
      make("polyline", { points: path(slide), class: "second-line", "stroke-width": 2, "stroke-dasharray": "5 3" }),
      upright(v.turns, "line"),
      mark(v.turns, HIGH - 6, "ink", `你在第 ${v.turns} 轮`),
      ...(at ? [upright(at, "line"), mark(at, TOP + 14, "ink", `第 ${at} 轮，交点`)] : []),
      make("text", { x: LEFT, y: 14, class: "ink", "font-size": 14 }, `最高 ${Number(((top * price.input) / 1e6).toPrecision(2))} 美元`),
      make("text", { x: WIDE - LEFT, y: 14, "text-anchor": "end", class: "ink", "font-size": 14 }, `到第 ${turns} 轮`),
    );
    return [
      h("p", {}, said),
      picture,
      h(
        "small",
        {},
        `横轴是聊到第几轮，纵轴是一个会话的输入累计几美元。实线全留，虚线只留最近五轮。命中价是输入价的 ${how.hit.toFixed(2)}，写入价 ${how.write.toFixed(2)}，过期 ${share(v.stale)}；输出两边一样，没算。`,
      ),
    ];
  }
}

/** 聊 turns 轮，砍不砍：keep、slide 是全留与只留最近五轮的输入账单，at 是交点。 */
function verdict(turns, at, keep, slide) {
  const share = `${Math.max(1, Math.round(100 * Math.abs(slide / keep - 1)))}%`;
  if (keep < slide) return `你聊 ${turns} 轮：别砍。只留最近五轮，输入反而多花 ${share}；${at ? `聊到第 ${at} 轮，砍才便宜` : `聊到第 ${FAR} 轮也是这样`}。`;
  if (keep > slide) return `你聊 ${turns} 轮：该砍。只留最近五轮，输入省 ${share}；从第 ${at} 轮起就是这样。`;
  return `你聊 ${turns} 轮：历史还没超过五轮，砍不砍一样。${at ? `聊到第 ${at} 轮，砍才便宜。` : ""}`;
}

customElements.define("soul-bill", Bill);
