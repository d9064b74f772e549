// 搜索索引推迟到读者第一次动手时再取：首屏不为没人用的搜索花流量。带 ?q= 或 ?h= 打开的页立即取。
(() => {
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
