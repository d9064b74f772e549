// 搜索线程：说主题自带线程的那套话，里面换成 MiniSearch。索引在构建时整理好（bookkit/search.py）。
const SETUP = 0,
  READY = 1,
  QUERY = 2,
  RESULT = 3;
const WORD = /\p{sc=Han}+|(?:(?!\p{sc=Han})[\p{L}\p{N}])+/gu;
const HAN = /^\p{sc=Han}/u;
// 问句里不指东西的词；「用softmax」的「用」也是
const FILLER =
  /(?<!\p{sc=Han})\p{sc=Han}(?=[A-Za-z])|怎么(?:样|办)?|怎样|如何|为什么|为何|什么|是不是|能不能|有没有|可不可以|可以|还是|哪个|老是|总是|没有?|[吗呢吧]$/gu;
const SENTENCE = /[^。！？\n]+(?:[。！？]+[」』）]*|：$)/gm; // 表格、图里的字不成句，不进摘要
const SUMMARY = 90; // 摘要至少这么多字，凑整句

const pairs = (run) => [...run].slice(1).map((_, i) => run.slice(i, i + 2));
const runs = (text) => text.normalize("NFKC").toLowerCase().match(WORD) ?? [];
// 汉字两个两个地认，不靠词典：「减少幻觉」是减少、少幻、幻觉；末一个字单列，单搜一个字才找得到。
const tokenize = (text) => runs(text).flatMap((run) => (HAN.test(run) ? [...pairs(run), run.at(-1)] : run));

let index, docs;
const setup = async ({ config, docs: all }) => {
  // 从本机打开时没有线程，主题用 iframe 代替：这里的地址要从标签上看
  const here = globalThis.document?.querySelector("script[src]").src ?? location.href;
  await importScripts(new URL("vendor/minisearch.js", here).href);
  docs = new Map(all.map((doc) => [doc.location, doc]));
  index = new MiniSearch({
    idField: "location",
    fields: Object.keys(config.fields),
    tokenize,
    processTerm: (term) => term,
    searchOptions: {
      boost: config.fields,
      boostDocument: (location) => docs.get(location).boost ?? 1,
      prefix: (term, _, terms) => terms.length === 1 || (term.length > 1 && !HAN.test(term)),
    },
  });
  index.addAll(all);
};

const search = (query) => {
  const asked = query.normalize("NFKC").replace(FILLER, " ").trim() || query;
  const misspelt = (term) => term.length > 3 && !HAN.test(term) && !index.search(term).length;
  const found = index.search(asked, { fuzzy: (term) => misspelt(term) && 0.2 });
  const pages = new Map(); // 按页分组，最先的一节定页的先后
  const whole = tokenize(asked).some((term) => term.length > 1);
  for (const { id, score, terms, match } of found) {
    // 只撞上一个字的、只是页的简介里有的，不算
    if (Object.entries(match).every(([term, fields]) => (whole && term.length === 1) || `${fields}` === "page")) continue;
    const page = id.split("#")[0];
    if (!pages.has(page)) pages.set(page, []);
    pages.get(page).push({ ...marked(docs.get(id), asked, whole ? terms.filter((term) => term.length > 1) : terms), score });
  }
  for (const [page, items] of pages) if (!items.some(({ location }) => location === page)) items.push({ ...docs.get(page), score: 0, terms: {} });
  return [...pages.values()];
};

// 题目与摘要里标出认得的字；terms 交给主题，读者点过去时在正文里标同样的字。
const plain = (text) =>
  text
    .replace(/[&<>]/g, (c) => `&#${c.charCodeAt()};`)
    .replaceAll("\x02", "<mark>")
    .replaceAll("\x03", "</mark>");
const marked = (doc, asked, terms) => {
  // 两个两个认得的字，问句里连着的就连起来标
  const known = new Set(terms);
  const long = runs(asked).flatMap((run) =>
    pairs(run).flatMap((_, from, all) => {
      const length = all.slice(from).findIndex((pair) => !known.has(pair));
      return Array.from({ length: length < 0 ? all.length - from : length }, (_, i) => run.slice(from, from + i + 2));
    }),
  );
  const words = [...new Set([...long, ...terms])].sort((a, b) => b.length - a.length);
  const pattern = new RegExp(words.map((word) => (HAN.test(word) ? word : `(?<![\\p{L}\\p{N}])${word}(?![\\p{L}\\p{N}])`)).join("|"), "giu");
  const mark = (text) => plain(text.replace(pattern, "\x02$&\x03"));
  const distinct = (text) => new Set(text.toLowerCase().match(pattern));
  const sentences = doc.text.match(SENTENCE) ?? [doc.text.slice(0, SUMMARY)];
  const counts = sentences.map((sentence) => distinct(sentence).size);
  const best = counts.indexOf(Math.max(...counts));
  let summary = "";
  for (const sentence of sentences.slice(best)) if (summary.length < SUMMARY) summary += sentence;
  const seen = distinct(`${doc.title}\n${doc.text}`);
  return { ...doc, title: mark(doc.title), text: `<p>${mark(summary)}</p>`, terms: Object.fromEntries([...seen].map((word) => [word, true])) };
};

addEventListener("message", async ({ data: { type, data } }) => {
  if (type === SETUP) {
    await setup(data);
    postMessage({ type: READY });
  } else if (type === QUERY) postMessage({ type: RESULT, data: { items: search(data) } });
});
