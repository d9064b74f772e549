// 各个部件共用的：造元素、滑杆、选项、条形表、取模型。部件是 <soul-…> 自定义元素，快滚到眼前时 book.js 才装载它。
import { Xiaozhu } from "./xiaozhu.mjs";

const site = new URL("../", document.querySelector('script[src$="assets/book.js"]').src); // 站点的根；本机打开时本模块的地址是 blob:，不能从它算

/** 一个元素。props 里元素有的属性就设，没有的写成标记的属性；children 是文字或元素，空的略去。 */
export function h(tag, props = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(props))
    if (name in made && name !== "list") made[name] = value;
    else made.setAttribute(name, value);
  made.append(...children.filter((child) => child != null && child !== ""));
  return made;
}

/** 一根滑杆：在 values 里选一个。show(值) 是显示的字；change(值) 每拖一下叫一次；about 是一句白话。返回一个元素，value 是选中的值。 */
export function slider(label, values, start, show, change, about) {
  const output = h("output", {}, show(start));
  const input = h("input", { type: "range", min: 0, max: values.length - 1, value: values.indexOf(start), "aria-valuetext": show(start), ariaLabel: label });
  const box = h("label", { className: "soul-slider" }, h("span", {}, label), input, output, about && h("small", {}, about));
  box.value = start;
  box.set = (value) => {
    box.value = value;
    input.value = values.indexOf(value);
    output.textContent = show(value);
    input.setAttribute("aria-valuetext", show(value));
  };
  input.addEventListener("input", () => {
    box.set(values[input.value]);
    change(box.value);
  });
  return box;
}

/** 一排里选一个：options 是 [[值, 字]]。返回一个元素，value 是选中的值。 */
export function choose(label, options, start, change) {
  const box = h("div", { className: "soul-choose", role: "group", ariaLabel: label });
  box.set = (value) => {
    box.value = value;
    options.forEach(([each], i) => box.children[i].setAttribute("aria-pressed", each === value));
  };
  for (const [value, text] of options)
    box.append(
      button(text, () => {
        box.set(value);
        change(value);
      }),
    );
  box.set(start);
  return box;
}

export function button(text, act) {
  const made = h("button", { type: "button" }, text);
  made.addEventListener("click", act);
  return made;
}

/** 一个文字输入框，至多 longest 个字。不用 maxLength：它截了也不说。读它用 typed。 */
export const field = (label, value, longest) => Object.assign(h("input", { type: "text", value, ariaLabel: label, autocomplete: "off" }), { longest });

/**
 * 输入框里的话，去掉两头的空白：{ text, cut }。太长的截短，框里也截，cut 是一句截到了哪，没截是空的。
 * 空的、有小铸不认识的字，抛 Error，一行说清。
 */
export function typed(input, xiaozhu) {
  const letters = [...input.value.trim()];
  if (!letters.length) throw new Error("句子是空的：写几个字，或点一句现成的");
  const text = letters.slice(0, input.longest).join("");
  const unknown = xiaozhu.unknown(text).map(([letter, at]) => `「${letter}」（第 ${at} 个字）`);
  if (unknown.length) throw new Error(`小铸不认识${unknown.join("、")}：它的语料里没有`);
  if (letters.length <= input.longest) return { text, cut: "" };
  input.value = text;
  return { text, cut: `太长了，只读前 ${input.longest} 个字，到「${letters.slice(input.longest - 6, input.longest).join("")}」为止。` };
}

/** 一张表单：回车或点按钮，就做 act。 */
export function form(act, ...children) {
  const made = h("form", {}, ...children);
  made.addEventListener("submit", (event) => {
    event.preventDefault();
    act();
  });
  return made;
}

export const submit = (text) => h("button", { type: "submit" }, text);

/** 一排现成的话，点一句就 pick(话, 第几句)。 */
export const presets = (intro, texts, pick) => h("p", { className: "soul-presets" }, intro, ...texts.map((text, i) => button(text, () => pick(text, i))));

/** 折起来的一块，点 summary 才打开。 */
export const fold = (summary, ...children) => h("details", {}, h("summary", {}, summary), ...children);

/** 一张条形表。rows 是 [名字, 零到一的值, 显示的字, 要不要标出来]；数写在字里，条只给眼睛看。 */
export function bars(caption, rows) {
  const line = ([name, value, shown, marked]) => {
    const bar = h("span", { className: "soul-bar", ariaHidden: "true" });
    bar.style.width = `${100 * Math.min(1, Math.max(0, value))}%`;
    return h("tr", marked ? { className: "soul-marked" } : {}, h("th", { scope: "row" }, name), h("td", {}, shown), h("td", {}, bar));
  };
  return h("table", { className: "soul-bars" }, caption && h("caption", {}, caption), h("tbody", {}, ...rows.map(line)));
}

const models = new Map();

/** 取小铸的一个阶段，同一个只取一次。文件是一段脚本：从本机打开时浏览器不许 fetch，脚本可以。 */
export function model(stage) {
  if (!models.has(stage))
    models.set(
      stage,
      new Promise((resolve, reject) => {
        const script = h("script", { src: new URL(`web/models/${stage}.js`, site).href });
        script.onload = () => resolve(new Xiaozhu(globalThis.bookModels[stage]));
        script.onerror = () => {
          models.delete(stage);
          reject(new Error("没取到小铸的模型文件，查一查网络，再试一次"));
        };
        document.head.append(script);
      }),
    );
  return models.get(stage);
}

/** 概率怎样写：中间的两位小数，靠近零与一的四位。 */
export const percent = (p) => (p && p < 0.00005 ? "<0.0001" : p.toFixed(p < 0.01 || p > 0.99 ? 4 : 2));

/** 部件的样子：一块面板，一句话的状态。各部件写 title 与 build(面板)。 */
export class Soul extends HTMLElement {
  connectedCallback() {
    if (this.panel) return;
    this.panel = h("section", { className: "soul", ariaLabel: this.constructor.title }, h("p", { className: "soul-title" }, this.constructor.title));
    this.status = h("p", { className: "soul-status", role: "status" });
    this.build(this.panel);
    if (!this.status.parentNode) this.panel.append(this.status); // 有的部件把它放在输入框底下
    this.append(this.panel);
  }

  /** 说一句话。 */
  say(text) {
    this.status.textContent = text;
  }

  /** 做一件可能不成的事：不成就在 status 里说那一行，不抛；旁边的 .soul-result 还是上一次的，变灰。 */
  async attempt(work, status = this.status) {
    const stale = (is) => status.parentNode?.classList.toggle("soul-stale", is);
    stale(false);
    try {
      return await work();
    } catch (error) {
      status.textContent = error.message;
      stale(true);
    }
  }
}
