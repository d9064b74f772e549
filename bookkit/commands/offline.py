"""打成一个 zip：解开，双击 index.html 就能读。同一次提交打两次，字节相同。"""

import io
import zipfile

from bookkit.commands import edition


def main():
    """写 dist/zhuhun.zip。"""
    with edition.built() as site:
        edition.write("zhuhun.zip", archive(site))


def archive(site):
    """整站的 zip，字节；都在一个文件夹里，解开不散。"""
    return pack(
        {f"zhuhun/{p.relative_to(site).as_posix()}": p.read_bytes() for p in sorted(site.rglob("*")) if p.is_file()}
    )


def pack(files):
    """名字 → 内容，照给的次序打成 zip，字节。时刻都写成这一版的；叫 mimetype 的不压缩，EPUB 要它能直接读出。"""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as packed:
        for name, content in files.items():
            about = zipfile.ZipInfo(name, edition.date().timetuple()[:6])
            about.compress_type = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            about.create_system, about.external_attr = 3, 0o644 << 16  # 在哪个系统上打都一样
            packed.writestr(about, content, compresslevel=9)
    return data.getvalue()


if __name__ == "__main__":
    main()
