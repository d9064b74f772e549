// 在拼好的整书（edition.py 写的 book.html）里跑的几件事：画流程图；查有没有中文字体；填目录的页码；把每一章变成 EPUB 要的 XHTML。
globalThis.drawDiagrams = async () => {
  mermaid.initialize({
    startOnLoad: false,
    theme: "neutral",
    fontFamily: getComputedStyle(document.body).getPropertyValue("--md-text-font"),
    themeVariables: { fontSize: "13px" },
    htmlLabels: false, // 字画成 SVG 的字：电子书的阅读器多半不认嵌在 SVG 里的网页
    flowchart: { htmlLabels: false, wrappingWidth: 260 },
  });
  const waiting = [...document.querySelectorAll("pre.mermaid")];
  for (const [place, source] of waiting.entries()) {
    const { svg } = await mermaid.render(`diagram-${place}`, source.textContent);
    const figure = Object.assign(document.createElement("figure"), { className: "diagram", innerHTML: svg });
    const drawn = figure.querySelector("svg");
    drawn.style.width = `${drawn.viewBox.baseVal.width}px`; // 照画出来的大小，不撑满
    source.replaceWith(figure);
  }
  await document.fonts.ready;
};

// 有没有中文字体：没有的话，哪个汉字都画成同一个方框
globalThis.hasHan = () => {
  const [one, other] = ["铸", "魂"].map((letter) => {
    const context = Object.assign(document.createElement("canvas"), { width: 20, height: 20 }).getContext("2d");
    context.font = "16px sans-serif";
    context.fillText(letter, 0, 16);
    return context.canvas.toDataURL();
  });
  return one !== other;
};

// 目录里的页码，照 { 锚点: 页码 } 填
globalThis.fillNumbers = (numbers) => {
  for (const link of document.querySelectorAll("nav.contents a")) link.nextElementSibling.textContent = numbers[link.hash.slice(1)];
};

// 颜色、线宽写成属性：图离开了网页的样式表，照样看得见。
const PAINT = ["fill", "stroke", "stroke-width", "stroke-dasharray", "opacity"];
const TYPE = ["font-size", "font-weight", "text-anchor", "dominant-baseline"];
const bake = (svg) => {
  svg.setAttribute("role", "img"); // EPUB 里 SVG 只许这几种角色
  const letters = [...svg.querySelectorAll("text, tspan")];
  const shapes = [...svg.querySelectorAll("path, rect, circle, ellipse, line, polyline, polygon")];
  const styled = [...letters.map((e) => [e, [...PAINT, ...TYPE]]), ...shapes.map((e) => [e, PAINT])];
  const found = styled.map(([element, names]) => [element, names.map((name) => [name, getComputedStyle(element).getPropertyValue(name)])]);
  for (const [element, values] of found) for (const [name, value] of values) element.setAttribute(name, value);
  for (const element of svg.querySelectorAll("[class], [style]")) for (const name of ["class", "style"]) element.removeAttribute(name);
  for (const useless of svg.querySelectorAll("style, rect:not([width])")) useless.remove();
};

const XLINK = "http://www.w3.org/1999/xlink";
// 每章：[{ id, title, xhtml, sections: [[锚点, 标题]] }]
globalThis.chaptersAsXhtml = () => {
  for (const svg of document.querySelectorAll("article svg")) bake(svg);
  for (const formula of document.querySelectorAll(".katex")) {
    const math = formula.querySelector("math");
    const tex = math.querySelector("annotation");
    math.setAttribute("alttext", tex.textContent);
    tex.remove();
    (formula.closest(".katex-display") ?? formula).replaceWith(math);
  }
  for (const link of document.querySelectorAll('article a[href^="#"]')) {
    const target = link.getAttribute("href");
    const address = `${document.querySelector(target).closest("article").id}.xhtml${target}`;
    if (link.namespaceURI === document.body.namespaceURI) {
      link.href = address;
      continue;
    }
    link.removeAttribute("href");
    link.setAttributeNS(XLINK, "xlink:href", address); // SVG 里的链接，EPUB 只认这一种
    link.setAttributeNS(XLINK, "xlink:title", `${link.textContent}：算出它的那一行`);
  }
  return [...document.querySelectorAll("article")].map((article) => ({
    id: article.id,
    title: article.querySelector(".chapter-title").textContent,
    xhtml: new XMLSerializer().serializeToString(article),
    sections: [...article.querySelectorAll(".section-title")].map((heading) => [heading.id, heading.textContent]),
  }));
};
