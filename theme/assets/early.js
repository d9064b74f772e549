// 画第一笔之前要做的几件事；主题的脚本也由这里来装。
(() => {
  // 读者禁了本地存储时，一碰它就抛错，主题的脚本整个停摆：换成只在这一页里记得的。
  for (const name of ["localStorage", "sessionStorage"])
    try {
      window[name];
    } catch {
      const kept = new Map();
      const value = {
        getItem: (key) => kept.get(key) ?? null,
        setItem: (key, item) => kept.set(key, String(item)),
        removeItem: (key) => kept.delete(key),
      };
      Object.defineProperty(window, name, { value });
    }

  // 有脚本：搜索的图标这就露面，不等主题。上次收起了代码的，这就收好，版面不跳。
  const root = document.documentElement;
  root.classList.replace("no-js", "js");
  if (localStorage.getItem("book-no-code")) root.classList.add("no-code");

  // 明暗：选过的照选的，没选过的跟着系统。整件事都在这里，不等主题（main.html 不让它管）；按钮一写进网页就调用。
  window.setUpPalette = () => {
    const inputs = [...document.getElementsByName("__palette")];
    const system = matchMedia("(prefers-color-scheme: light)");
    const paint = () => {
      const chosen = Math.max(0, __md_get("__palette")?.index ?? 0); // 头一档是「跟随系统」
      const { mdColorScheme, mdColorPrimary, mdColorAccent } = inputs[chosen || (system.matches ? 1 : 2)].dataset;
      Object.assign(document.body.dataset, { mdColorScheme, mdColorPrimary, mdColorAccent });
      document.querySelector("meta[name=color-scheme]").content = mdColorScheme === "slate" ? "dark" : "light"; // 滚动条也跟着
      for (const [index, input] of inputs.entries()) input.nextElementSibling.hidden = index !== chosen;
    };
    for (const [index, input] of inputs.entries()) {
      input.addEventListener("change", () => {
        __md_set("__palette", { index });
        paint();
      });
      input.addEventListener("keydown", ({ key }) => {
        const next = inputs[(index + 1) % inputs.length];
        if (key === "Enter") next.click(), next.focus();
      });
    }
    system.addEventListener("change", paint);
    paint();
  };

  // 主题的脚本装起来要卡住手机一秒：读者第一次动手时才装，或者谁要它时（亮出搜索词、流程图快到眼前、打印）。
  const parsed = new Promise((resolve) => document.addEventListener("DOMContentLoaded", resolve, { once: true }));
  const bundle = () => document.querySelector("script[data-bundle]").dataset.bundle;
  let wanted = false,
    arrived = false,
    script,
    arrive;
  const installed = new Promise((resolve) => (arrive = resolve));
  const start = () => {
    arrived = true;
    removeEventListener("keydown", standIn);
    document$.next(document); // 它只认 DOMContentLoaded，那时早过了
    arrive();
  };
  const install = () => {
    if (!wanted) parsed.then(() => document.head.append((script = Object.assign(document.createElement("script"), { src: bundle(), onload: start }))));
    wanted = true;
    return installed;
  };

  // 浏览器不等异步的装载就打印，所以同步取来。
  const runNow = (url) => {
    const request = new XMLHttpRequest();
    request.open("GET", url, false);
    request.send();
    document.head.append(Object.assign(document.createElement("script"), { textContent: request.responseText }));
  };
  addEventListener("beforeprint", () => {
    if (arrived || location.protocol === "file:") return; // 本机的文件没法同步取
    if (script) new Document().adoptNode(script); // 已在路上的：换了文档的脚本，到了也不会运行
    wanted = true;
    runNow(bundle());
    start();
  });
  window.theme = { install, runNow };

  const FIRST = ["pointermove", "pointerdown", "wheel", "scroll", "keydown", "focusin"];
  const begin = (event) => {
    if (event.ctrlKey || event.metaKey) return; // 打印、复制，用不着主题
    for (const type of FIRST) removeEventListener(type, begin);
    install();
  };
  for (const type of FIRST) addEventListener(type, begin, { passive: true });

  // 装好之前的按键也算数：开搜索的当场就开，别的等装好了再按一遍。
  const search = () => document.querySelector(".md-search__input");
  const standIn = (event) => {
    const { key, target, ctrlKey, metaKey } = event;
    if (target === search()) return key === "Enter" && event.preventDefault(); // 别让浏览器把搜索框提交走
    if (ctrlKey || metaKey || target.matches("input, select, textarea, [contenteditable]")) return;
    if (["f", "s", "/"].includes(key)) {
      event.preventDefault();
      search().focus();
    } else install().then(() => dispatchEvent(new KeyboardEvent("keydown", { key })));
  };
  addEventListener("keydown", standIn);
  // 手机只在读者点下去的那一刻肯弹出键盘，等不得。
  document.addEventListener("click", ({ target }) => target.closest(".md-header__button[for=__search]") && search().focus());

  // 搜索索引等读者到了搜索框再取：首屏不为没人用的搜索花流量。
  const { open, send } = XMLHttpRequest.prototype;
  let release;
  const asked = new Promise((resolve) => (release = resolve));
  XMLHttpRequest.prototype.open = function (method, url, ...rest) {
    this.isIndex = /search_index\.json/.test(url);
    return open.call(this, method, url, ...rest);
  };
  XMLHttpRequest.prototype.send = function (...body) {
    this.isIndex ? asked.then(() => send.apply(this, body)) : send.apply(this, body);
  };
  document.addEventListener("focusin", ({ target }) => target === search() && release());

  // 带着查询打开的页，主题与索引都立即要；落在收着的折叠块里的，要主题来打开。
  if (/[?&][qh]=/.test(location.search)) install().then(release);
  addEventListener("load", () => document.querySelector("details:not([open]) :target") && install());
})();
