// 一块代码里的行：按文字里的换行数，不管行里包着几层标签。

/** 一块代码里第 first 到 last 行（从一数）的 Range。 */
export function rangeOf(code, first, last) {
  const range = document.createRange();
  range.selectNodeContents(code);
  const walker = document.createTreeWalker(code, NodeFilter.SHOW_TEXT);
  for (let line = 1; walker.nextNode(); ) {
    const { currentNode: node } = walker;
    for (let i = node.data.indexOf("\n"); i >= 0; i = node.data.indexOf("\n", i + 1)) {
      if (++line === first) range.setStart(node, i + 1);
      if (line === last + 1) {
        range.setEnd(node, i);
        return range;
      }
    }
  }
  return range;
}
