"""构建的最后一步，替读者省流量：公式的字体只留书里印着的字形，样式表只留用得到的规则，样式与脚本去掉注释。"""

import functools
import io
import subprocess
from pathlib import Path

from fontTools import subset

from bookkit import ROOT
from bookkit.markdown import katex


def slim(site: Path):
    """就地改 site 里的字体、样式表与脚本。异常：CalledProcessError（样式表与脚本那一步没成）。"""
    for path in site.glob("assets/vendor/katex/fonts/*.woff2"):
        path.write_bytes(_subset(path.read_bytes(), frozenset(katex.printed)))
    subprocess.run([katex.node(), ROOT / "bookkit/slim.mjs", site], check=True)


@functools.cache
def _subset(font: bytes, characters: frozenset) -> bytes:
    """字体里只留这些字符的字形。预览时每存一次盘就重建一次，字符没变就不再裁。"""
    options = subset.Options(flavor="woff2", layout_features=[])
    loaded, slimmed = subset.load_font(io.BytesIO(font), options), io.BytesIO()
    subsetter = subset.Subsetter(options)
    subsetter.populate(text="".join(characters))
    subsetter.subset(loaded)
    subset.save_font(loaded, slimmed, options)
    return slimmed.getvalue()
