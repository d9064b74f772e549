// Web Worker：头一次收到代码时装上自带的 Pyodide（CPython 编成 WebAssembly），此后一段一段地跑。停就是整个丢掉，另起一个。
import { loadPyodide } from "../assets/vendor/pyodide/pyodide.mjs";

let loading;

self.onmessage = async ({ data: { source, file } }) => {
  try {
    loading ??= loadPyodide({ indexURL: new URL("../assets/vendor/pyodide/", import.meta.url).href });
    const python = await loading;
    self.postMessage({ type: "started" });
    python.setStdout({ batched: (line) => self.postMessage({ type: "line", line }) });
    const names = python.globals.get("dict")();
    names.set("__name__", "__main__");
    try {
      python.runPython(source, { globals: names, filename: file });
      self.postMessage({ type: "done" });
    } catch (error) {
      self.postMessage({ type: "error", traceback: error.message });
    } finally {
      names.destroy();
    }
  } catch (error) {
    self.postMessage({ type: "broken", reason: String(error) });
  }
};
