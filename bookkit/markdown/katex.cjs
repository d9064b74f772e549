// 逐行读 JSON {tex, display}，逐行写 JSON {html} 或 {error}。
const katex = require("katex");

require("node:readline").createInterface({ input: process.stdin }).on("line", (line) => {
  const { tex, display } = JSON.parse(line);
  let reply;
  try {
    reply = { html: katex.renderToString(tex, { displayMode: display, strict: "error", throwOnError: true }) };
  } catch (error) {
    reply = { error: error.message };
  }
  process.stdout.write(JSON.stringify(reply) + "\n");
});
