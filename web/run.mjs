// 片段旁的「运行」「改一改」「还原」。读者点了「运行」，book.js 才装载这里；Python 自己又等到第一次真跑。
import { CodeJar } from "../assets/vendor/codejar.js";
import { compare, edited, explain, verdict } from "./compare.mjs";
import { rangeOf } from "./lines.mjs";

const SECONDS = 20; // 跑这么久还没完，多半是死循环
const LONGEST = 2000; // 至多显示这么多行
let worker; // 全页共用一个：Python 装一次就够

/** 在 Worker 里跑一段，边跑边把收到的行交给 show(全部的行)。返回 { lines, problem }，problem 是一句中文或空。 */
function python(source, file, { started, show, stopper }) {
  return new Promise((resolve) => {
    worker ??= new Worker(new URL("./python.mjs", import.meta.url), { type: "module" });
    const lines = [];
    let timer;
    const end = (problem, kill) => {
      clearTimeout(timer);
      if (kill) {
        worker.terminate();
        worker = undefined;
      }
      resolve({ lines, problem });
    };
    stopper(() => end("停了：你按了「停」。", true));
    worker.onerror = () => end("浏览器装不起 Python：换新一点的浏览器，或复制下面的命令在自己的电脑上跑。", true);
    worker.onmessage = ({ data }) => {
      if (data.type === "started") {
        started();
        timer = setTimeout(() => end(`停了：跑了 ${SECONDS} 秒还没完，多半是死循环。`, true), SECONDS * 1000);
      } else if (data.type === "line") {
        lines.push(data.line);
        if (lines.length > LONGEST) end(`停了：输出超过 ${LONGEST} 行，后面的不要了。`, true);
        else if (lines.length % 50 === 1) show(lines);
      } else if (data.type === "error") end(explain(data.traceback, file));
      else if (data.type === "broken") end(`装不上 Python：${data.reason}`, true);
      else end("");
    };
    worker.postMessage({ source, file });
  });
}

/** 一块代码的源码，不含写在行右边的印出的值。 */
function sourceOf(code) {
  const copy = code.cloneNode(true);
  for (const value of copy.querySelectorAll(".printed")) value.remove();
  return copy.textContent;
}

const marks = CSS.highlights && new Highlight(); // 改过的行；不认得它的浏览器，运行之后那句话里也说改了哪几行
if (marks) {
  CSS.highlights.set("edited", marks);
  // 不写在 book.css 里：它对页上每个元素都要算一遍样式，没改代码的读者也得等
  const sheet = new CSSStyleSheet();
  sheet.replaceSync("::highlight(edited) { background-color: rgb(255 150 0 / 0.3); }");
  document.adoptedStyleSheets.push(sheet);
}

/** 一个片段的控制台：block 是 .highlight，golden 是书里的输出 pre.output，bar 是放按钮的地方。 */
export class Console {
  constructor(block, golden, bar) {
    this.code = block.querySelector("code");
    this.file = bar.querySelector("button").dataset.snippet.split("/").at(-1);
    this.golden = golden;
    this.original = sourceOf(this.code);
    this.markup = this.code.innerHTML;
    const button = (label, act) => {
      const made = Object.assign(document.createElement("button"), { type: "button", textContent: label });
      made.addEventListener("click", () => act.call(this));
      bar.append(made);
      return made;
    };
    this.runner = bar.querySelector("button");
    this.editor = button("改一改", this.edit);
    this.resetter = button("还原", this.reset);
    this.resetter.disabled = true;
    this.brief = Object.assign(document.createElement("span"), { className: "run-brief", ariaHidden: "true" }); // 输出常在屏外；念出来的是 status
    bar.prepend(this.brief);
    this.panel = Object.assign(document.createElement("section"), { className: "run" });
    this.panel.setAttribute("aria-label", `${this.file} 在这一页里的输出`);
    this.status = Object.assign(document.createElement("p"), { className: "run-status" });
    this.status.setAttribute("role", "status");
    this.output = document.createElement("pre");
    this.panel.append(this.status, this.output);
    golden.after(this.panel);
  }

  get source() {
    return sourceOf(this.code);
  }

  async run() {
    if (this.stop) return this.stop();
    this.runner.textContent = "停";
    this.brief.textContent = "运行中……";
    this.status.textContent = worker ? "在跑……" : "正在装 Python，头一次要等几秒……";
    this.output.replaceChildren();
    delete this.panel.dataset.state;
    const { lines, problem } = await python(this.source, this.file, {
      started: () => (this.status.textContent = "在跑……"),
      show: (some) => (this.output.textContent = some.join("\n")),
      stopper: (stop) => (this.stop = stop),
    });
    this.stop = null;
    this.runner.textContent = "运行";
    this.show(lines.join("\n"), problem);
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.panel.scrollIntoView({ block: "nearest", behavior: still ? "auto" : "smooth" });
  }

  /** 与书里的逐行对照，变了的标出来。 */
  show(printed, problem) {
    const golden = this.golden.textContent;
    const rows = printed ? compare(printed, golden) : [];
    const { short, said: found } = problem ? { short: problem.startsWith("停了") ? "停了" : "出错", said: problem } : verdict(printed, golden);
    this.output.replaceChildren(
      ...rows.flatMap(({ text, was }) => {
        if (was === null) return [`${text}\n`];
        const mark = Object.assign(document.createElement("mark"), { textContent: text });
        const note = Object.assign(document.createElement("small"), { textContent: was ? `　书里是 ${was.replace(/^\w+=/, "")}` : "　书里没有这一行" });
        return [mark, note, "\n"];
      }),
    );
    const where = edited(this.source, this.original);
    const touched = where ? `你改了第 ${where[0] === where[1] ? where[0] : `${where[0]}–${where[1]}`} 行。` : "";
    this.status.textContent = problem ? found + touched : touched + found;
    this.brief.textContent = problem ? short : `跑完，${short}`;
    this.panel.dataset.state = problem ? "problem" : short === "与书里相同" ? "same" : "changed";
  }

  edit() {
    if (!this.jar) {
      for (const value of this.code.querySelectorAll(".printed")) value.remove(); // 代码要改了，书里的值回到输出块里
      this.golden.classList.add("whole");
      this.code.setAttribute("role", "textbox");
      this.code.setAttribute("aria-multiline", "true");
      this.code.setAttribute("aria-label", `${this.file} 的代码，可以改，Esc 离开编辑框`);
      this.jar = CodeJar(this.code, () => {}, { tab: "    ", addClosing: false });
      this.leave = new AbortController();
      const { signal } = this.leave;
      this.code.addEventListener("input", () => this.mark(), { signal });
      // 键盘的人要出得去：CodeJar 把 Tab 当缩进，按 Esc 离开
      this.code.addEventListener(
        "keydown",
        (event) => {
          if (event.key === "Escape") this.runner.focus();
          if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
            event.preventDefault();
            event.stopImmediatePropagation();
            this.run();
          }
        },
        { signal, capture: true },
      );
      this.status.textContent = "可以改了。Ctrl+Enter 运行，Esc 离开编辑框。";
      this.brief.textContent = "Esc 离开编辑框";
    }
    this.code.focus();
  }

  /** 改过的行铺一层底色。 */
  mark() {
    const where = edited(this.source, this.original);
    this.resetter.disabled = !where;
    if (this.range) marks?.delete(this.range);
    this.range = where && rangeOf(this.code, ...where);
    if (where) marks?.add(this.range);
  }

  reset() {
    this.jar?.destroy();
    this.leave?.abort();
    this.jar = null;
    for (const name of ["role", "aria-multiline", "aria-label", "contenteditable", "style", "spellcheck"]) this.code.removeAttribute(name);
    this.code.innerHTML = this.markup;
    this.editor.focus(); // 先接过焦点，「还原」才好变灰
    this.golden.classList.remove("whole");
    this.mark();
    this.output.replaceChildren();
    this.status.textContent = this.brief.textContent = "还原了。";
    delete this.panel.dataset.state;
  }

  /** 自测里的「动手」：把那一处改好，不跑，等读者猜完。 */
  replace(from, to) {
    document.documentElement.classList.remove("no-code"); // 收起了代码的，展开给他看；藏着的也编辑不了
    this.edit();
    this.jar.updateCode(this.original.replaceAll(from, () => to));
    this.mark();
    this.code.scrollIntoView({ block: "center" });
    this.runner.focus({ preventScroll: true });
    this.status.textContent = `改好了：${from} → ${to}。先猜，再按「运行」。`;
  }
}
