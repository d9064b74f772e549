"""同样读一遍：一个一个传，与所有人同时看，各要排几次队、做几次乘法。"""


def recurrent(n, d):
    """普通循环网络：每步两个 d×d 的矩阵，一个看输入，一个看状态；看状态的那个必须排队。返回 (排队, 乘法)。"""
    return n, n * 2 * d * d


def attention(n, d):
    """一层注意力：四个 d×d 的投影；每个词看左边平均 n/2 个词，打一次分、混一次。都能一起算。返回 (排队, 乘法)。"""
    return 1, n * 4 * d * d + 2 * n * (n / 2) * d


n, d = 4096, 1024
queue, slow = recurrent(n, d)
together, fast = attention(n, d)
print(f"读 {n} 个词：循环网络排 {queue} 次队，注意力排 {together} 次")
print(f"{n=}")
print(f"{queue=}")
print(f"{together=}")
print(f"more={fast / slow:.1f}")
print(f"than_lstm={fast / (4 * slow):.1f}")  # LSTM 每步有四份这样的矩阵

books = 4
print(f"{books=}")
print(f"passes={books - 1}")  # 一本一本传，要传几回
print(f"pairs={books * (books - 1) // 2}")  # 两两都比一遍，要比几对
