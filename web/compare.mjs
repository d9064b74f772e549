// 片段在页面里跑出来的，与书里的金样逐行对照；改过的是哪几行。不碰网页，node 里也能测。

/** 文字的各行；末尾的换行不算一行。 */
export const lines = (text) => text.replace(/\n+$/, "").split("\n");

/**
 * 跑出来的每一行，与书里的对照：[{ text, was }]。was 是书里的那一行，一样就是 null，书里没有就是 ""。
 *
 * 「名字=值」按名字找，别的按第几行找：前面多打印一行，后面的数照样对得上。
 */
export function compare(printed, golden) {
  const name = (line) => /^(\w+)=/.exec(line)?.[1];
  const expected = lines(golden);
  const named = new Map(expected.filter(name).map((line) => [name(line), line]));
  return lines(printed).map((text, i) => {
    const was = (name(text) ? named.get(name(text)) : expected[i]) ?? "";
    return { text, was: was === text ? null : was };
  });
}

/** 书里印了名字、这回却没印的：["名字=值"]。 */
export function missing(printed, golden) {
  const names = new Set(lines(printed).map((line) => line.split("=")[0]));
  return lines(golden).filter((line) => /^\w+=/.test(line) && !names.has(line.split("=")[0]));
}

/** 跑完了，与书里的比：{ short, said }，按钮旁的几个字，与一整句。 */
export function verdict(printed, golden) {
  const whole = lines(golden).length;
  if (!lines(printed).join("")) return { short: "什么也没印", said: `什么也没印，书里有 ${whole} 行。` };
  const changed = compare(printed, golden).filter(({ was }) => was !== null).length;
  const lost = missing(printed, golden);
  const fewer = whole - lines(printed).length;
  const less = lost.length ? `少了 ${lost.join("、")}` : fewer > 0 ? `少了 ${fewer} 行` : "";
  if (!changed && !less) return { short: "与书里相同", said: "与书里逐字相同。" };
  const said = [changed ? `有 ${changed} 行与书里不同` : "", less].filter(Boolean).join("，");
  return { short: changed ? `${changed} 行不同` : "少了几行", said: `${said}。` };
}

/** 改过的行，从一数起的 [头, 尾]，两头都算；没改是 null。只认一段：夹在两处改动之间的也算进去。 */
export function edited(now, before) {
  const [a, b] = [now.split("\n"), before.split("\n")];
  if (now === before) return null;
  let head = 0;
  while (head < Math.min(a.length, b.length) && a[head] === b[head]) head++;
  let tail = 0;
  while (tail < Math.min(a.length, b.length) - head && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail++;
  return [head + 1, Math.max(head + 1, a.length - tail)];
}

/** Python 的报错 → 一句中文：第几行、什么错。file 是片段的文件名。 */
export function explain(traceback, file) {
  const last = traceback.split("\n").findLast((line) => /^[A-Za-z_.]+(?:: |$)/.test(line)) ?? traceback.trim(); // 有的错后面还跟着几句建议
  const places = [...traceback.matchAll(/File "([^"]+)", line (\d+)/g)].filter(([, where]) => where === file);
  const place = places.length ? `第 ${places.at(-1)[2]} 行` : "这段代码";
  const [kind] = last.split(": ");
  const said = KINDS[kind];
  return `${place}出错：${said ? `${said}（${last}）` : last}`;
}

const KINDS = {
  SyntaxError: "写法不对，多半少了括号、引号或冒号",
  IndentationError: "缩进对不齐",
  NameError: "用了一个没有定义的名字",
  ZeroDivisionError: "除以了零",
  TypeError: "这种东西不能这样用",
  ValueError: "值不合适",
  IndexError: "取到了没有的位置",
  KeyError: "表里没有这个名字",
  AssertionError: "片段自己的断言没过",
  RecursionError: "自己调自己，太深了",
  OverflowError: "数太大，放不下",
  ModuleNotFoundError: "浏览器里没有这个库，要在自己的电脑上跑",
};
