// Mermaid 有六百多 KB：流程图快滚到眼前时才装载。给 Material 一个同样接口的替身，它调 render 时再取真身。
(() => {
  const source = new URL("vendor/mermaid.js", document.currentScript.src).href;
  let config, loading;
  const load = () =>
    (loading ??= new Promise((resolve, reject) => {
      const script = Object.assign(document.createElement("script"), { src: source, onerror: () => reject(new Error(source)) });
      script.onload = () => {
        const mermaid = window.mermaid;
        window.mermaid = stand_in;
        const edge = "var(--md-mermaid-edge-color)!important"; // 否则箭头在深色下是黑的
        mermaid.initialize({ ...config, themeCSS: `${config.themeCSS}marker[id$=-arrowhead] path{fill:${edge};stroke:${edge}}` });
        resolve(mermaid);
      };
      document.head.append(script);
    }));
  const seen = (text) =>
    new Promise((resolve) => {
      const diagram = [...document.querySelectorAll("pre.mermaid:not([data-waiting])")].find((e) => e.textContent === text);
      if (!diagram) return resolve();
      diagram.dataset.waiting = "";
      const observer = new IntersectionObserver(
        (entries) => entries.some((e) => e.isIntersecting) && (observer.disconnect(), resolve()),
        { rootMargin: "200px 0px" },
      );
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
})();
