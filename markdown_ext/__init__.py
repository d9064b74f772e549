"""两个 Markdown 扩展：构建时排公式（katex），给正文里的数加提示与页尾的清点（figures）。

写成 Python-Markdown 扩展而不是 MkDocs 钩子：换一个构建器也照样生效。
"""
