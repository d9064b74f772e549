"""原子写：要么是旧的整份，要么是新的整份。"""

import os


def write(path, data):
    """把字节写进 path（Path），缺的文件夹一并建。先写到旁边再改名：断电只会留下一个 .part，不会留下半个文件。"""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(path.name + ".part")
    temporary.write_bytes(data)
    os.replace(temporary, path)
