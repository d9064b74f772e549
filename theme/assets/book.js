// 主题没管到的几件小事。component$ 是 Material 每装好一个部件就发一次的信号。
let timer;
component$.subscribe(() => {
  clearTimeout(timer);
  timer = setTimeout(() => {
    document.querySelectorAll(".md-code__nav").forEach((nav, i) => nav.setAttribute("aria-label", `代码块 ${i + 1} 的工具栏`));
    for (const box of document.querySelectorAll(".md-typeset__scrollwrap, .md-typeset pre > code, .md-code__content, div.math, figure"))
      if (box.matches(".md-typeset__scrollwrap") || box.scrollWidth > box.clientWidth) box.tabIndex = 0; // 横向滚动的，键盘也要够得着
    const query = document.querySelector(".md-search__input");
    if (query && !query.dataset.bridged) {
      query.dataset.bridged = "1";
      query.addEventListener("input", () => query.dispatchEvent(new Event("keyup"))); // 语音与粘贴不发 keyup
    }
  }, 100);
});

// 复制含公式的文字时，得到 TeX 而不是重复两遍的碎片。
document.addEventListener("copy", (event) => {
  const selection = getSelection();
  if (selection.isCollapsed) return;
  const copied = selection.getRangeAt(0).cloneContents();
  const formulas = copied.querySelectorAll(".katex");
  if (!formulas.length) return;
  for (const formula of formulas) {
    const tex = formula.querySelector("annotation");
    if (tex) formula.replaceWith(`$${tex.textContent}$`);
  }
  event.clipboardData.setData("text/plain", copied.textContent);
  event.preventDefault();
});

// 跳到片段的某一行时放到屏幕中间。没排版的部分高度是估的，浏览器会跳偏，所以校几次，直到它真在眼前。
const centre = (tries = 5) => {
  const name = decodeURIComponent(location.hash.slice(1));
  const line = name.includes(".") && document.getElementById(name);
  if (!line) return;
  const { top, bottom } = line.getBoundingClientRect();
  if (top < 60 || bottom > innerHeight - 20) line.scrollIntoView({ block: "center" });
  if (tries) setTimeout(centre, 150, tries - 1);
};
addEventListener("hashchange", () => centre());
centre();

// 只想读结论的人可以把代码收起来，只留输出；选择记在本机，下一页照旧。
const heading = document.querySelector("article h1");
if (heading && document.querySelector("article .highlight + pre.output")) {
  const root = document.documentElement;
  const button = Object.assign(document.createElement("button"), { className: "code-switch", type: "button" });
  const show = (hidden) => {
    root.classList.toggle("no-code", hidden);
    button.textContent = hidden ? "展开代码" : "收起代码，只看输出";
    try { localStorage.setItem("book-no-code", hidden ? "1" : ""); } catch {} // 隐私模式下存不了，不碍事
  };
  let stored = "";
  try { stored = localStorage.getItem("book-no-code"); } catch {}
  show(Boolean(stored));
  button.addEventListener("click", () => show(!root.classList.contains("no-code")));
  heading.after(button);
}
