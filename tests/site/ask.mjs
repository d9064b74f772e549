// 在 Node 里跑真的搜索线程与真的索引：node ask.mjs 站点的文件夹，问句（JSON 数组）从标准输入来，答 {问句: 按页分组的各节}。
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import vm from "node:vm";

const [site] = process.argv.slice(2);
const run = (url) => vm.runInThisContext(readFileSync(new URL(url), "utf8"));
let hear, reply;
globalThis.location = pathToFileURL(`${site}/assets/search.js`);
globalThis.addEventListener = (_, listener) => (hear = listener);
globalThis.importScripts = run;
globalThis.postMessage = (message) => reply(message);
run(location);
const ask = (type, data) =>
  new Promise((resolve) => {
    reply = resolve;
    hear({ data: { type, data } });
  });

await ask(0, JSON.parse(readFileSync(`${site}/search/search_index.json`, "utf8")));
const answers = {};
for (const query of JSON.parse(readFileSync(0, "utf8"))) answers[query] = (await ask(2, query)).data.items;
console.log(JSON.stringify(answers));
