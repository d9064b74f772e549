// 主题没管到的几件小事。不用计时器：主题什么时候改了网页，就什么时候跟上。
const article = document.querySelector("article");

// 横向滚得动的，键盘也要够得着；滚不动的不占一个 Tab。主题在触屏上会把它摘掉，所以属性一变就再看一遍。
const SCROLLERS = ".table, .md-typeset__scrollwrap, div.mermaid, pre > code, div.math, figure";
const reach = (boxes) => {
  const scrolls = boxes.map((box) => box.scrollWidth > box.clientWidth); // 先全读完再写：读一个写一个，每回都要重排
  for (const [at, box] of boxes.entries())
    if (scrolls[at] && box.tabIndex !== 0) box.tabIndex = 0;
    else if (!scrolls[at] && box.hasAttribute("tabindex")) box.removeAttribute("tabindex");
};
const sizes = new ResizeObserver((entries) => reach(entries.map((entry) => entry.target)));
const dress = (root) => {
  for (const box of root.querySelectorAll(SCROLLERS)) sizes.observe(box);
  for (const nav of root.querySelectorAll(".md-code__nav:not([aria-label])")) {
    const place = [...article.querySelectorAll("pre > code")].indexOf(nav.parentElement.querySelector("code"));
    nav.setAttribute("aria-label", `代码块 ${place + 1} 的工具栏`);
  }
};
if (article) {
  dress(article);
  new MutationObserver((changes) => {
    for (const { type, target } of changes) if (type === "childList") dress(target);
    reach(changes.filter(({ type, target }) => type === "attributes" && target.matches(SCROLLERS)).map(({ target }) => target));
  }).observe(article, { childList: true, subtree: true, attributes: true, attributeFilter: ["tabindex"] });
  document.fonts.addEventListener("loadingdone", () => reach([...article.querySelectorAll(SCROLLERS)])); // 换了字体，公式的宽窄会变
}

// 宽屏左边的目录滚到这一页；主题来了也滚到这里。
const here = document.querySelector(".md-sidebar--primary .md-nav__link--active[href]");
if (here && matchMedia("(min-width: 76.25em)").matches) {
  const box = here.closest(".md-sidebar__scrollwrap");
  box.scrollTop = here.offsetTop - box.offsetTop - box.clientHeight / 2;
}

// 主题只听 keyup；语音、粘贴与手机输入法不发它。
document.addEventListener("input", ({ target }) => target.matches(".md-search__input") && target.dispatchEvent(new Event("keyup")));

// 从搜索结果点进来时，主题照查询高亮，会停在半个西文词上：扩到整个词。
const widen = (mark) => {
  const { previousSibling: before, nextSibling: after } = mark;
  if (before?.data && /^[A-Za-z0-9]/.test(mark.textContent)) {
    const start = before.data.search(/[A-Za-z0-9]*$/);
    mark.prepend(before.data.slice(start));
    before.data = before.data.slice(0, start);
  }
  if (after?.data && /[A-Za-z0-9]$/.test(mark.textContent)) {
    const [rest] = after.data.match(/^[A-Za-z0-9]*/);
    mark.append(rest);
    after.data = after.data.slice(rest.length);
  }
};
if (/[?&]h=/.test(location.search))
  theme.install().then(() => component$.subscribe(({ nodes }) => nodes && article.querySelectorAll("mark[data-md-highlight]").forEach(widen)));

// 复制含公式的文字时，得到 TeX 而不是重复两遍的碎片；带格式的那一份也照样给。
document.addEventListener("copy", (event) => {
  const selection = getSelection();
  if (selection.isCollapsed) return;
  const copied = document.createElement("div");
  copied.append(selection.getRangeAt(0).cloneContents());
  const formulas = copied.querySelectorAll(".katex");
  if (!formulas.length) return;
  for (const formula of formulas) {
    const tex = formula.querySelector("annotation");
    if (tex) formula.replaceWith(`$${tex.textContent}$`);
  }
  for (const value of copied.querySelectorAll(".printed")) value.remove();
  document.body.append(copied); // 排了版才知道哪里该换行
  event.clipboardData.setData("text/plain", copied.innerText);
  event.clipboardData.setData("text/html", copied.innerHTML);
  copied.remove();
  event.preventDefault();
});

// 只想读结论的人可以把代码收起来，只留输出；选择记在本机，下一页照旧（early.js）。按钮在 main.html 里。
document.querySelector(".code-switch")?.addEventListener("click", () => {
  const hidden = document.documentElement.classList.toggle("no-code");
  localStorage.setItem("book-no-code", hidden ? "1" : "");
});

// 印出的值有两处：代码那一行的右边，与平时藏着的输出块里。锚点在看得见的那一处，正文里的数点过去才有着落。
const folded = [...document.querySelectorAll("pre.output [data-name]")];
const anchor = () => {
  for (const line of folded) {
    const id = line.dataset.name,
      value = document.querySelector(`.printed[data-name="${id}"]`);
    const [seen, other] = !value || line.getClientRects().length ? [line, value] : [value, line];
    other?.removeAttribute("id");
    if (seen.id !== id) seen.id = id;
  }
};
const states = new MutationObserver(anchor); // 收起、展开代码；改代码时整块输出都看得见（run.mjs）
for (const box of [document.documentElement, ...document.querySelectorAll("pre.output")]) states.observe(box, { attributeFilter: ["class"] });
if (document.documentElement.classList.contains("no-code")) {
  anchor();
  if (folded.some(({ id }) => `#${id}` === location.hash)) location.replace(location.hash); // 浏览器已找过一遍，那时锚点还藏着
}

// 装载 web/ 里的一个模块。从本机打开的页，浏览器不许装载模块文件：源码写在 modules.js 里，从那里搭。
const site = new URL("../", document.currentScript.src);
const script = (path) =>
  new Promise((resolve, reject) => {
    const made = Object.assign(document.createElement("script"), { src: new URL(path, site).href, onload: resolve, onerror: reject });
    document.head.append(made);
  });
const built = {};
const build = (name) =>
  (built[name] ??= URL.createObjectURL(
    new Blob([bookModules[name].replace(/from "\.\/([\w.-]+)"/g, (_, inner) => `from "${build(inner)}"`)], { type: "text/javascript" }),
  ));
let modules;
const load = async (name) => {
  if (location.protocol !== "file:") return import(new URL(`web/${name}`, site).href);
  await (modules ??= script("web/modules.js"));
  return import(build(name));
};

// 部件快滚到眼前时才装载，样式先到；没有脚本时，那里本来就有表或图。
let dressed;
const wardrobe = () =>
  (dressed ??= new Promise((resolve, reject) => {
    const sheet = { rel: "stylesheet", href: new URL("web/soul.css", site).href, onload: resolve, onerror: reject };
    document.head.append(Object.assign(document.createElement("link"), sheet));
  }));
const souls = new IntersectionObserver(
  (entries) => {
    for (const { isIntersecting, target } of entries)
      if (isIntersecting) {
        souls.unobserve(target);
        wardrobe()
          .then(() => load(`${target.localName}.mjs`))
          .catch(() => target.append("这个部件没装载成：查一查网络再刷新；还不行，换新一点的浏览器。"));
      }
  },
  { rootMargin: "300px 0px" },
);
for (const soul of document.querySelectorAll(":not(:defined)")) souls.observe(soul);
// 别人发来的那份账，直达；部件撑开时，别跟着底下的字往下走
if (new URLSearchParams(location.search).has("s")) {
  document.documentElement.style.overflowAnchor = "none";
  document.querySelector("soul-bill")?.scrollIntoView();
}

// 只用标准库的片段能在页面里跑。按钮先放好，别的等读者点了才装载；要 NumPy、小铸或本机文件的，给一条能复制的命令。
const consoles = new Map(); // 片段的路径 → 打开它的控制台；在这里跑不了的没有
const ELSEWHERE = /^\s*(?:from|import) (?:numpy|xiaozhu|bookkit)\b/m;
for (const golden of document.querySelectorAll(".highlight:has(.filename) + pre.output")) {
  const block = golden.previousElementSibling,
    title = block.querySelector(".filename");
  const path = title.textContent,
    bar = document.createElement("span");
  const here = !ELSEWHERE.test(block.querySelector("code").textContent) && location.protocol !== "file:";
  const button = Object.assign(document.createElement("button"), { type: "button", textContent: here ? "运行" : "复制运行它的命令" });
  button.dataset.snippet = path;
  bar.className = "run-bar";
  bar.append(button);
  title.append(bar);
  let panel;
  const open = () => (panel ??= load("run.mjs").then(({ Console }) => new Console(block, golden, bar)));
  if (here) consoles.set(path, open);
  button.addEventListener("click", async () => {
    if (here) return (await open()).run();
    await navigator.clipboard.writeText(`.venv/bin/python ${path}`);
    button.textContent = "复制了，在自己的电脑上跑";
  });
}

// 自测里的「动手」：把那一处改好，带读者过去，等他猜完自己按「运行」。
for (const button of document.querySelectorAll(".try")) {
  const { snippet, from, to } = button.dataset;
  button.hidden = !consoles.has(snippet);
  button.addEventListener("click", async () => (await consoles.get(snippet)()).replace(from, to));
}

// 触屏没有悬停：点术语先在原地说一句，要看全的再去术语表。一句话先记着，主题来了会把 title 拿走。
const definitions = new Map([...document.querySelectorAll("a.term")].map((term) => [term, term.title]));
const note = Object.assign(document.createElement("div"), { className: "term-note", tabIndex: -1 });
if (definitions.size && "popover" in note && matchMedia("(hover: none)").matches) {
  note.popover = "auto";
  article.append(note);
  article.addEventListener("click", (event) => {
    const term = event.target.closest("a.term");
    if (!term) return;
    event.preventDefault();
    const more = Object.assign(document.createElement("a"), { href: term.href, textContent: "到术语表" });
    const name = Object.assign(document.createElement("strong"), { textContent: term.textContent });
    note.replaceChildren(name, `：${definitions.get(term)}`, more);
    note.showPopover();
    note.focus();
  });
}

// 价目表写着核于哪天，读的人要知道那是几天前：按读者的今天算，构建时不写死。
for (const day of document.querySelectorAll("table.data time")) {
  const age = Math.floor((Date.now() - new Date(day.dateTime)) / 86_400_000);
  if (age > 0) day.after(`（${age} 天前${age > 45 ? "，多半已有变动，先到官方页核对" : ""}）`);
}

// 决策卡合集按角色筛。没有脚本时全都列着，按钮由 main.html 藏起来。
const roles = document.querySelector(".roles");
if (roles) {
  const show = (role) => {
    article.dataset.role = role;
    for (const button of roles.children) button.setAttribute("aria-pressed", button.dataset.role === role);
  };
  roles.addEventListener("click", ({ target }) => target.matches("button") && show(target.dataset.role));
  const asked = roles.querySelector(`[id="${location.hash.slice(1)}"]`); // 从首页按角色点过来的
  show(asked?.dataset.role ?? "");
}

// 「报一个错」带上读者说的是哪一处：地址里的锚点、选中的字。没有脚本时只有页名（main.html）。一按下去选区就没了，先记着。
const report = document.querySelector(".report");
if (report) {
  const blank = report.href;
  let chosen = "";
  report.addEventListener("pointerdown", () => (chosen = String(getSelection())));
  report.addEventListener("click", () => {
    const [anchor, words] = [document.querySelector(":target")?.id, (chosen || String(getSelection())).trim().slice(0, 200)];
    const url = new URL(blank);
    const where = `${url.searchParams.get("body")}${anchor ? `#${anchor}` : ""}${words ? `「${words}」` : ""}`;
    url.searchParams.set("body", where);
    report.href = url.href;
    chosen = "";
  });
}
