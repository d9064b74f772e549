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
  const near = (diagram, rootMargin) =>
    new Promise((resolve) => {
      if (location.protocol === "file:") return resolve(); // 本机的文件不花流量，也没法同步取
      const observer = new IntersectionObserver((entries) => entries.some((e) => e.isIntersecting) && (observer.disconnect(), resolve()), {
        rootMargin,
      });
      observer.observe(diagram);
    });
  const printing = new Promise((resolve) => addEventListener("beforeprint", resolve, { once: true }));
  const diagrams = [...document.querySelectorAll("pre.mermaid")];
  for (const diagram of diagrams) near(diagram, "0px").then(theme.install); // 画它的是主题；读者还没动手时，真看得见才装
  // 从打开页面就盯着：等主题装好再看，读者早滚过去了，那张图就一直是源码
  const reached = new Map(diagrams.map((diagram) => [diagram, near(diagram, "200px 0px")]));
  const stand_in = (window.mermaid = {
    initialize: (c) => (config = c),
    render: async (id, text) => {
      const diagram = diagrams.find((diagram) => diagram.textContent === text);
      await Promise.race([reached.get(diagram), printing]);
      return (await load()).render(id, text);
    },
  });
  addEventListener("beforeprint", () => {
    if (!diagrams.length || location.protocol === "file:") return;
    theme.runNow(source);
    started = true;
    adopt();
  });
})();
