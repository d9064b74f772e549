// <soul-rope>：八根转速不同的针。拉开两个词，针多转的角与分数就变；一起往后挪，不变。推过训练长度，标出遇上新角度的针。
import { angle, BASE, degrees, laps, parts, reach, rotate } from "./rope.mjs";
import { choose, h, Soul, slider } from "./soul.mjs";

const HANDS = 8; // 与 one_hand.py 一样多
const WIDE = 500000; // rope_wavelength.py 里大的那个底数
const TRAINED = 64; // 小铸练的时候一行这么多个词元
const WORD = Array(HANDS).fill([1, 0]); // 两个一模一样的词，针都从十二点起
const PUSHED = [64, 80, 96, 128, 192, 256, 512, 1024, 4096, 20000];
const RADIUS = 30;

const range = (last) => [...Array(last + 1).keys()];
const places = (count) => `${count} 格`;
const signed = (value, digits) =>
  value
    .toFixed(digits)
    .replace(/^-(0\.0*$)/, "$1")
    .replace("-", "−"); // 舍成零的不带负号
const shown = (degrees) => `${degrees.toFixed(degrees >= 10 || !degrees ? 0 : degrees >= 0.1 ? 1 : 3)}°`; // 慢针只转一丁点，也不写成零
const mean = (scores) => scores.reduce((sum, score) => sum + score, 0) / HANDS;

class Rope extends Soul {
  static title = "八根针：两个一模一样的词，隔多远，针多转多少";

  build(panel) {
    panel.classList.add("soul-rope");
    const change = () => this.show();
    this.apart = slider("两个词隔", range(TRAINED), 2, places, change);
    this.shift = slider("一起往后挪", range(200), 0, places, change);
    this.base = choose(
      "底数",
      [BASE, WIDE].map((base) => [base, `底数 ${base}`]),
      BASE,
      change,
    );
    this.pushed = slider("推到", PUSHED, TRAINED, places, change);
    this.dials = h("div", { className: "soul-dials" });
    this.score = h("p", { role: "status" });
    this.reached = h("div");
    panel.append(
      this.base,
      this.apart,
      this.shift,
      h("p", {}, "实线是后一个词的针，虚线是前一个词的；下面写着隔这么远它转过的角，与这根针给的分。"),
      this.dials,
      this.score,
      h("h4", {}, `训练只到 ${TRAINED} 格，再往后推`),
      this.pushed,
      h("p", {}, "长条是一整圈：填实的，训练时转到过；虚线框的，训练时没转到过，推到这么远才遇上。"),
      this.reached,
    );
    this.show();
  }

  /** 照各个滑杆重画。 */
  show() {
    const [apart, shift, base] = [this.apart.value, this.shift.value, this.base.value];
    const at = apart + shift; // 后一个词在第几格
    const scores = parts(WORD, WORD, at, shift, base);
    const [front, behind] = [shift, at].map((place) => rotate(WORD, place, base));
    const between = range(HANDS - 1).map((hand) => laps(angle(hand, apart, HANDS, base)));
    this.dials.replaceChildren(...scores.map((score, hand) => dial(hand, front[hand], behind[hand], between[hand], score)));
    const still = signed(mean(parts(WORD, WORD, apart, 0, base)), 4);
    this.score.textContent =
      `分数 ${signed(mean(scores), 4)}，是八根针的平均。` + (shift ? `两个词在第 ${shift} 与第 ${at} 格；不挪时在第 0 与第 ${apart} 格，分数 ${still}。` : "");

    const hands = range(HANDS - 1).map((hand) => reach(hand, HANDS, TRAINED, this.pushed.value, base));
    const heads = ["针", "转一圈要", "训练时转到", `推到 ${places(this.pushed.value)}`];
    this.reached.replaceChildren(
      h(
        "table",
        { className: "soul-reach" },
        h("thead", {}, h("tr", {}, ...heads.map((head) => h("th", { scope: "col" }, head)))),
        h("tbody", {}, ...hands.map(line)),
      ),
    );
    const count = (kind) => hands.filter((hand) => hand[kind]).length;
    this.say(
      `训练时 ${count("full")} 根转满过一圈，${HANDS - count("full")} 根没有；推到 ${this.pushed.value} 格，${count("fresh")} 根转到了训练时没转到过的角度。`,
    );
  }
}

/** 一个表盘：两个词的同一根针。针从十二点起，顺时针转。 */
function dial(hand, front, behind, { turns, degrees }, score) {
  const angle = `${turns ? `${turns} 圈又 ` : ""}${shown(degrees)}`;
  const needle = ([x, y], name) => svg("line", { class: name, x1: 0, y1: 0, x2: RADIUS * y, y2: -RADIUS * x });
  const face = svg("svg", { viewBox: "-36 -36 72 72", role: "img", "aria-label": `第 ${hand + 1} 根针，转过的角 ${angle}，给 ${signed(score, 2)} 分` });
  face.append(svg("circle", { class: "line", r: 34 }), needle(behind, "accent-line"), needle(front, "second-line"));
  return h("div", {}, face, h("span", {}, `第 ${hand + 1} 根`), h("span", {}, angle), h("span", {}, signed(score, 2)));
}

/** 表里的一行：训练时转到哪里，如今又到了哪些没转到过的角度。条是一圈：实的转到过，虚框是没转到过的。 */
function line({ lap, seen, upto, full, fresh }, hand) {
  const part = (name, from, to) => {
    const bar = h("span", { className: name });
    bar.style.width = `${degrees(to - from) / 3.6}%`;
    return bar;
  };
  const track = h("div", { className: "soul-track", ariaHidden: "true" }, part("soul-bar", 0, seen), fresh ? part("soul-fresh", seen, upto) : null);
  return h(
    "tr",
    {},
    h("th", { scope: "row" }, `${hand + 1}`),
    h("td", {}, `${lap.toFixed(lap < 100 ? 1 : 0)} 格`),
    h("td", {}, full ? "满一圈" : shown(degrees(seen))),
    h("td", {}, fresh ? h("strong", {}, `没转到过 ${shown(degrees(seen))}–${shown(degrees(upto))}`) : "都转到过", track),
  );
}

function svg(tag, props) {
  const made = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(props)) made.setAttribute(name, value);
  return made;
}

customElements.define("soul-rope", Rope);
