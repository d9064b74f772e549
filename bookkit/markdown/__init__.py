"""四个 Markdown 扩展：排公式（katex）、标术语（glossary）、给正文里的数加提示与页尾的清点（evidence）、汇总决策卡（cards）。

写成 Python-Markdown 扩展而不是 MkDocs 钩子：换一个构建器也照样生效。
"""
