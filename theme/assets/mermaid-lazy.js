// Mermaid 有六百多 KB：流程图快滚到眼前时才装载。给主题一个同样接口的替身，它调 render 时再取真身。
(() => {
  const source = new URL("vendor/mermaid.js", document.currentScript.src).href;
  let config, started, arrive;
  const mermaid = new Promise((resolve) => (arrive = resolve));
  const adopt = () => {
    const real = window.mermaid;
    window.mermaid = stand_in;
    const edge = "var(--md-mermaid-edge-color)!important"; // 否则箭头在深色下是黑的
    // 宽的横着滚，不缩：缩到手机宽，字只剩一半大
    real.initialize({ ...config, flowchart: { useMaxWidth: false }, themeCSS: `${config.themeCSS}marker[id$=-arrowhead] path{fill:${edge};stroke:${edge}}` });
    arrive(real);
  };
  const load = () => {
    if (!started) document.head.append(Object.assign(document.createElement("script"), { src: source, onload: adopt }));
    started = true;
    return mermaid;
  };
  const near = (diagram) =>
    new Promise((resolve) => {
      if (location.protocol === "file:") return resolve(); // 本机的文件不花流量，也没法同步取
      const observer = new IntersectionObserver((entries) => entries.some((e) => e.isIntersecting) && (observer.disconnect(), resolve()), {
        rootMargin: "200px 0px",
      });
      observer.observe(diagram);
      addEventListener("beforeprint", resolve, { once: true });
    });
  const coming = new Map(); // 流程图的源码 → 它快到眼前了
  for (const diagram of document.querySelectorAll("pre.mermaid")) coming.set(diagram.textContent, near(diagram));
  for (const seen of coming.values()) seen.then(theme.install); // 画它的是主题
  const stand_in = (window.mermaid = {
    initialize: (c) => (config = c),
    render: async (id, text) => {
      await coming.get(text);
      return (await load()).render(id, text);
    },
  });
  addEventListener("beforeprint", () => {
    if (!coming.size || location.protocol === "file:") return;
    theme.runNow(source);
    started = true;
    adopt();
  });
})();
