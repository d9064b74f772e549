// node bookkit/slim.mjs 站点：主题与 KaTeX 的样式表，只留网页与脚本里提到过的类，再去掉没人用的变量（主题的图标都是变量）；
// 本书自己的样式与脚本去掉注释与空白。
import { globSync, readFileSync, writeFileSync } from "node:fs";
import { transform } from "esbuild";
import { PurgeCSS } from "purgecss";

const find = (...patterns) => patterns.flatMap((pattern) => globSync(`${process.argv[2]}/${pattern}`));
const content = find("*.html", "assets/*.{js,css}", "assets/javascripts/bundle.*.js", "web/*.mjs"); // book.css 也用主题的变量
const purge = (sheets, options) =>
  new PurgeCSS().purge({ content, css: sheets, defaultExtractor: (text) => text.match(/[\w-]+/g) ?? [], ...options });

const sheets = find("assets/stylesheets/*.css", "assets/vendor/katex/katex.css");
const kept = await purge(sheets);
// 变量的定义与用处不在同一个样式表里：先看全站用到哪些
const texts = [...content.map((path) => readFileSync(path, "utf8")), ...kept.map(({ css }) => css.replace(/--[\w-]+(?=:)/g, ""))];
const used = [...new Set(texts.flatMap((text) => text.match(/--[\w-]+/g) ?? []))];
const slim = await purge(
  kept.map(({ css }) => ({ raw: css })),
  { variables: true, safelist: { variables: used } },
);
for (const [index, { css }] of slim.entries()) writeFileSync(kept[index].file, css.replace(/\n\/\*# sourceMappingURL.*/, ""));

for (const path of find("assets/*.{js,css}", "web/*.{mjs,css}")) {
  const { code } = await transform(readFileSync(path, "utf8"), { loader: path.endsWith("css") ? "css" : "js", minify: true, charset: "utf8" });
  writeFileSync(path, code);
}
