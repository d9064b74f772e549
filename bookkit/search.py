"""搜索的索引。主题按节收好正文，这里在构建时整理；浏览器里只管查（theme/assets/search.js）。

一节是一条：题目、正文、粗体（多半是这一节在讲的词）、别名与定义（取自术语表）、所在的页讲什么，还有不进摘要、
只求搜得到的代码、输出与脚注。权重也在这里定：自测与「此喻失效处」里什么词都有，却不是该去的地方；整页的权重写在页首。
"""

import html
import json
import re
from pathlib import Path

from mkdocs.plugins import event_priority

from bookkit.markdown import glossary

FIELDS = {"title": 4, "also": 3, "gloss": 2, "bold": 2, "text": 1, "rest": 0.2, "page": 0.1}  # 各栏的分量
ASIDE = {"自测": 0.3, "此喻失效处": 0.3, "看着它长大": 0.3}  # 每章都有的节
OPENING = 0.5  # 页首的「三十秒」什么都提一句：后面的节讲得细，就让后面的节在前
# 题目里的字 → 读者多半会换成的说法。术语的别名在术语表里，这里只收不是术语的
SAYINGS = {
    "不快": "慢 更慢 变慢",
    "自建": "自己部署 私有部署 本地部署",
    "请求": "调用 API",
    "账单": "费用 成本 花费",
    "封顶": "限额 预算 超支",
    "断崖": "阶梯价 长文加价",
    "退路": "迁移 换供应商 停用 下线",
    "谁能看": "权限 鉴权 访问控制",
    "停不下来": "不停 死循环 结束符",
    "超了": "超长 截断 遗忘",
    "窗口": "长上下文 上下文长度",
    "重复": "复读",
    "分批": "分布式训练 多机 多卡",
    "断了": "断点续训 故障 恢复",
    "语料": "数据集 训练数据",
    "多少道题": "评测 样本量 误差",
    "背过": "泄题 作弊 刷榜 背答案",
    "平均的平均": "梯度累积",
    "裁判自己": "评委 偏心",
    "先筛": "开源许可证 合规",
    "级联": "大小模型搭配 路由",
    "判分器": "验证器 打分程序",
    "记忆": "记住用户",
    "重铸": "复现 自己训练",
}
HEADING = re.compile(r'<h[2-6]\b[^>]*\bid="([^"]+)"')
BOLD = re.compile(r"<strong>(.*?)</strong>", re.S)
UNREAD = re.compile(r"(?:\S+\.py)?<pre>.*?</pre>|<li>(?:(?!<li>).)*?↩.*?</li>", re.S)  # 代码、输出与脚注
NOTE = re.compile(r"<sup>\[\d+\]</sup>")
BLOCK = re.compile(r"</?(?:p|li)>")
TAG = re.compile(r"<[^>]+>")
WORD = re.compile(r"[^\W_]+")

bold = {}  # 节的地址 → 那一节里的粗体；主题收正文时丢了它，所以先记下
about = {}  # 页的地址 → 那一页讲什么


def on_page_content(content, page, **_):
    """记下各节的粗体，与页首写的简介。"""
    bold.update(bold_by_section(content, page.url))
    about[page.url] = page.meta.get("description", "")


@event_priority(-50)  # 在主题写好索引（0）之后，offline 插件抄成脚本（-100）之前
def on_post_build(config):
    """把主题写的索引换成整理过的。"""
    path = Path(config.site_dir) / "search/search_index.json"
    index = json.loads(path.read_text("utf-8"))
    docs = refine(index["docs"], bold, about, glossary.read())
    index = {"config": {"separator": index["config"]["separator"], "fields": FIELDS}, "docs": docs}
    path.write_text(json.dumps(index, ensure_ascii=False, separators=(",", ":")), "utf-8")


def bold_by_section(content, url):
    """一页的网页 → {节的地址: [粗体的词]}；二级标题之前的算在页上。"""
    starts = [(0, url), *((h.start(), f"{url}#{h[1]}") for h in HEADING.finditer(content)), (len(content), "")]
    return {
        location: [html.unescape(TAG.sub("", b)).strip("。：") for b in BOLD.findall(content[start:end])]
        for (start, location), (end, _) in zip(starts, starts[1:])
    }


def refine(docs, bold, about, terms):
    """主题收的各节 → 整理好的各节。bold 是 {节的地址: [粗体的词]}；about 是 {页: 简介}；terms 是术语表。"""
    docs = [tidy(doc, bold.get(doc["location"], [])) for doc in docs]
    titles = {doc["location"]: doc["title"] for doc in docs}
    for doc in docs:
        page = doc["location"].split("#")[0]
        doc["page"] = f"{titles[page]} {about.get(page, '')}"  # 问句里有一半在页名上、一半在节里的，才凑得齐
    for term in terms:
        for doc in homes(term, docs, bold):
            for field, words in {
                "also": [*term.names, *term.fields.get("英文", []), *term.banned],
                "gloss": [term.definition],
            }.items():
                doc[field] = " ".join([*([doc[field]] if field in doc else []), *words])
    for doc in docs:
        doc["also"] = " ".join([doc.get("also", ""), *(words for key, words in SAYINGS.items() if key in doc["title"])])
    return docs


def tidy(doc, bold):
    """一节：text 是干净的句子，一段一行；代码、输出与脚注拆成不重复的词，放在 rest。"""
    plain = lambda part: html.unescape(TAG.sub(" ", part)).replace("\u200b", "")  # 主题装了 jieba 就会插零宽空格
    paragraphs = (" ".join(plain(p).split()) for p in BLOCK.split(NOTE.sub("", UNREAD.sub(" ", doc["text"]))))
    text, title = "\n".join(filter(None, paragraphs)), plain(doc["title"])
    known = set(WORD.findall(text.lower()))
    unread = (word for part in UNREAD.findall(doc["text"]) for word in WORD.findall(plain(part)))
    boost = doc.get("boost", 1) * ASIDE.get(title, 1) * (1 if "#" in doc["location"] else OPENING)
    return {
        "location": doc["location"], "title": title, "text": text, "bold": " ".join(bold),
        "rest": " ".join(dict.fromkeys(word for word in unread if word.lower() not in known)), "boost": boost,
    }  # fmt: skip


def homes(term, docs, bold):
    """讲这个词的各节：「详见」的那一页里，题目里有它的，或者拿粗体写着它的；都没有，就是那一页的页首。"""
    pages = {f"{page}.html" for page in re.findall(r"\(([\w-]+)\.md", " ".join(term.fields.get("详见", [])))}
    inside = [doc for doc in docs if doc["location"].split("#")[0] in pages]
    named = glossary.pattern(term.names)
    return [
        doc for doc in inside
        if named.search(doc["title"]) or set(term.names) & set(bold.get(doc["location"], []))
    ] or [doc for doc in inside if "#" not in doc["location"]]  # fmt: skip
