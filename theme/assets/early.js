// 赶在主题的脚本之前运行的几件事。
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

  // 上次收起了代码的，画第一笔之前就收好，版面不跳。
  if (localStorage.getItem("book-no-code")) document.documentElement.classList.add("no-code");

  // 搜索索引推迟到读者第一次动手时再取：首屏不为没人用的搜索花流量。带 ?q= 或 ?h= 打开的页立即取。
  const { open, send } = XMLHttpRequest.prototype;
  let release;
  const ready = new Promise((resolve) => (release = resolve));
  XMLHttpRequest.prototype.open = function (method, url, ...rest) {
    this.isIndex = /search_index\.json/.test(url);
    return open.call(this, method, url, ...rest);
  };
  XMLHttpRequest.prototype.send = function (...body) {
    this.isIndex ? ready.then(() => send.apply(this, body)) : send.apply(this, body);
  };
  if (/[?&][qh]=/.test(location.search)) release();
  for (const event of ["pointerdown", "keydown", "focusin"]) addEventListener(event, release, { once: true, capture: true });
})();
