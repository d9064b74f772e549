// Mermaid 有六百多 KB：流程图快滚到眼前时才装载。给 Material 一个同样接口的替身，它调 render 时再取真身。
(() => {
  const source = new URL("vendor/mermaid.js", document.currentScript.src).href;
  let config, started, arrive;
  const mermaid = new Promise((resolve) => (arrive = resolve));
  const adopt = () => {
    const real = window.mermaid;
    window.mermaid = stand_in;
    const edge = "var(--md-mermaid-edge-color)!important"; // 否则箭头在深色下是黑的
    real.initialize({ ...config, themeCSS: `${config.themeCSS}marker[id$=-arrowhead] path{fill:${edge};stroke:${edge}}` });
    arrive(real);
  };
  const load = () => {
    if (!started) document.head.append(Object.assign(document.createElement("script"), { src: source, onload: adopt }));
    started = true;
    return mermaid;
  };
  // 浏览器不等异步的装载就打印，所以同步取来：此后画图只排微任务，赶得上。
  const loadNow = () => {
    const request = new XMLHttpRequest();
    request.open("GET", source, false);
    request.send();
    document.head.append(Object.assign(document.createElement("script"), { textContent: request.responseText }));
    started = true;
    adopt();
  };
  const seen = (text) =>
    new Promise((resolve) => {
      const diagram = [...document.querySelectorAll("pre.mermaid:not([data-waiting])")].find((e) => e.textContent === text);
      if (!diagram || location.protocol === "file:") return resolve(); // 本机的文件不花流量，也没法同步取
      diagram.dataset.waiting = "";
      const observer = new IntersectionObserver((entries) => entries.some((e) => e.isIntersecting) && (observer.disconnect(), resolve()), {
        rootMargin: "200px 0px",
      });
      observer.observe(diagram);
      addEventListener("beforeprint", resolve, { once: true });
    });
  const stand_in = (window.mermaid = {
    initialize: (c) => (config = c),
    render: async (id, text) => {
      await seen(text);
      return (await load()).render(id, text);
    },
  });
  addEventListener("beforeprint", () => document.querySelector("pre.mermaid") && location.protocol !== "file:" && loadNow());
})();
