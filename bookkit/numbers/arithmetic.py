"""正文与公式里写成等式的算式：两边按取整语义相等。"""

import ast
import operator
import re
from fractions import Fraction

from bookkit.numbers.page import LINK, Page
from bookkit.numbers.quantity import QUANTITY, Quantity

_OPERATORS = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.Pow: operator.pow,
}
_OPERAND = r"(?:[(（]\s*)*(?:" + re.sub(r"\?P<\w+>", "?:", QUANTITY.pattern) + r")(?:\s*[)）])*"
_SIDE = rf"{_OPERAND}(?:\s*[-+−×÷*/·]\s*{_OPERAND})*"
STATEMENT = re.compile(rf"{_SIDE}(?:\s*[=≈＝]\s*约?\s*{_SIDE})+")
_TEX = [
    (r"\\(?:left|right|[,!;:]|quad|displaystyle)|\{,\}|\\\s", ""), (r"\\(?:times|cdot)\b ?", "×"), (r"\\div\b ?", "÷"),
    (r"\\approx\b ?", "≈"), (r"\\%", "%"), (r"\\[dt]?frac\{([^{}]+)\}\{([^{}]+)\}", r"(\1)÷(\2)"),
]  # fmt: skip


def statements(page: Page) -> list[tuple[int, str]]:
    """页里的每条算式：(偏移, 文字)。链接与公式的外壳剥掉，偏移按起点算。"""
    text = LINK.sub(lambda m: f"\0{m['text']}\0".ljust(len(m[0]), "\0"), page.markup)
    index = [i for i, c in enumerate(text) if c != "\0"]
    plain = text.replace("\0", "")
    found = [(index[m.start()], m[0]) for m in STATEMENT.finditer(plain) if _counts(m[0])]
    for offset, tex in page.formulas:
        for pattern, new in _TEX:
            tex = re.sub(pattern, new, tex)
        for part in re.split(r",\s|[;；，&]|\\\\", tex):
            if (m := STATEMENT.fullmatch(part.strip())) and _counts(part):
                found.append((offset, m[0]))
    return found


def _counts(text):
    """至少一边真有两个数在算；「n = 5」不是算式。"""
    return any(re.search(r"[0-9)%千万亿KMBT]\s*[-+−×÷*/·]\s*[(0-9]", side) for side in re.split("[=≈＝]", text))


def holds(statement: str) -> str:
    """等式不成立时说出左右各是多少，成立则为空。"""
    parts = re.split(r"\s*([=≈＝])\s*(约?)\s*", statement)
    sides, signs = parts[::3], [a if a == "≈" or not b else "≈" for a, b in zip(parts[1::3], parts[2::3])]
    for left, sign, right in zip(sides, signs, sides[1:]):
        a, b = _evaluate(left), _evaluate(right)
        try:
            written = Quantity.read(right.strip())
        except ValueError:  # 右边也是算式：要精确相等
            written = None
        if written is None or (written.exact and sign != "≈"):
            ok = a == b
        else:
            half = Fraction(written.places[0]) / 2
            if sign == "≈":
                half = Fraction(Quantity.read(right.strip(), "约").places[0]) / 2
            ok = abs(a - b) <= half
        if not ok:
            return f"左边算得 {float(a):.6g}，右边写的是 {right.strip()}"
    return ""


def _evaluate(side: str) -> Fraction:
    """精确算出一边。先把数换成 v[0]、v[1]……，单位、千分号才不碍着 Python 的语法；只走语法树，不用 eval。"""
    values = []

    def replace(match):
        values.append(Fraction(Quantity.read(match[0]).values[0]))
        return f"v[{len(values) - 1}]"

    code = QUANTITY.sub(replace, side).translate(str.maketrans("×÷−·（）", "*/-*()"))

    def walk(node):
        if isinstance(node, ast.BinOp):
            return _OPERATORS[type(node.op)](walk(node.left), walk(node.right))
        if isinstance(node, ast.UnaryOp):
            return -walk(node.operand)
        return values[node.slice.value]

    return walk(ast.parse(code.strip(), mode="eval").body)
