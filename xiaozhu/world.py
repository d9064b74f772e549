"""小世界：一个会写短文的程序，每一处选择的概率都已知。

因为概率已知，语料的真实熵可以算出来，模型的困惑度就有了一个知道在哪的地板；
有些事实从不写出（见 `unwritten`），模型答对它们，就不是背下来的。
"""

import math
from collections import namedtuple
from random import Random

City = namedtuple("City", "region longitude latitude weight short full second third food climate")

# —— 世界的事实 ——

# 景点的 short 是简称、full 是正式名称；weight 是这座城被写到的相对次数；经纬度取一位小数。
CITIES = {
    "成都": City("四川", 104.1, 30.7, 12, "熊猫基地", "成都大熊猫繁育研究基地", "宽窄巷子", "春熙路", "火锅", "湿"),
    "北京": City("华北", 116.4, 39.9, 6, "故宫", "故宫博物院", "长城", "颐和园", "烤鸭", "干"),
    "上海": City("华东", 121.5, 31.2, 6, "东方明珠", "东方明珠广播电视塔", "外滩", "豫园", "小笼包", "湿"),
    "西安": City("陕西", 108.9, 34.3, 4, "兵马俑", "秦始皇帝陵博物院", "大雁塔", "城墙", "肉夹馍", "干"),
    "杭州": City("浙江", 120.2, 30.3, 4, "西湖", "西湖风景名胜区", "灵隐寺", "河坊街", "龙井虾仁", "湿"),
    "广州": City("广东", 113.3, 23.1, 4, "小蛮腰", "广州塔", "沙面", "陈家祠", "早茶", "湿"),
    "重庆": City("西南", 106.6, 29.6, 3, "洪崖洞", "洪崖洞民俗风貌区", "解放碑", "磁器口", "小面", "湿"),
    "南京": City("江苏", 118.8, 32.1, 3, "中山陵", "中山陵园风景区", "夫子庙", "玄武湖", "盐水鸭", "湿"),
    "武汉": City("湖北", 114.3, 30.6, 3, "黄鹤楼", "黄鹤楼公园", "东湖", "江汉路", "热干面", "湿"),
    "长沙": City("湖南", 113.0, 28.2, 2, "橘子洲", "橘子洲景区", "岳麓山", "坡子街", "臭豆腐", "湿"),
    "苏州": City("江苏", 120.6, 31.3, 2, "虎丘", "虎丘山风景名胜区", "拙政园", "平江路", "松鼠鳜鱼", "湿"),
    "拉萨": City("西藏", 91.1, 29.7, 2, "布宫", "布达拉宫", "大昭寺", "八廓街", "酥油茶", "晴"),
    "哈尔滨": City("黑龙江", 126.6, 45.8, 2, "冰雪大世界", "哈尔滨冰雪大世界", "中央大街", "太阳岛", "红肠", "雪"),
    "昆明": City("云南", 102.7, 25.0, 2, "石林", "石林风景名胜区", "滇池", "翠湖", "过桥米线", "晴"),
    "厦门": City("福建", 118.1, 24.5, 2, "鼓浪屿", "鼓浪屿风景名胜区", "环岛路", "曾厝垵", "沙茶面", "湿"),
    "青岛": City("山东", 120.4, 36.1, 1, "崂山", "崂山风景名胜区", "栈桥", "八大关", "海鲜", "干"),
    "兰州": City("甘肃", 103.8, 36.1, 1, "铁桥", "黄河铁桥", "白塔山", "水车园", "牛肉面", "干"),
    "桂林": City("广西", 110.3, 25.3, 1, "象鼻山", "象山景区", "漓江", "阳朔", "米粉", "湿"),
    "沈阳": City("辽宁", 123.4, 41.8, 1, "沈阳故宫", "沈阳故宫博物院", "北陵", "中街", "鸡架", "雪"),
    "乌鲁木齐": City("新疆", 87.6, 43.8, 1, "大巴扎", "国际大巴扎", "红山", "南山", "羊肉串", "雪"),
}
NAMES = ["小明", "小红", "小刚", "小丽", "老王", "老李", "阿强", "阿花"]
WEATHER = {
    "湿": {"下雨": 0.6, "多云": 0.25, "晴天": 0.15},
    "干": {"晴天": 0.6, "大风": 0.25, "下雨": 0.15},
    "晴": {"晴天": 0.8, "下雨": 0.2},
    "雪": {"下雪": 0.6, "晴天": 0.3, "大风": 0.1},
}
ADVICE = {
    "下雨": {"打伞": 0.9, "穿雨衣": 0.1},
    "多云": {"带外套": 1},
    "晴天": {"涂防晒霜": 0.7, "戴帽子": 0.3},
    "大风": {"戴口罩": 1},
    "下雪": {"穿棉衣": 0.8, "戴手套": 0.2},
}
BITTEN = {"狗": "跑远了", "人": "去了医院", "猫": "上了树", "蛇": "钻进草丛", "马": "叫了起来"}
SENSES = {  # 多义词 → 量词 → 用途
    "苹果": {"一斤": {"洗干净再吃": 0.6, "做成果酱": 0.4}, "一部": {"打电话": 0.5, "拍照片": 0.5}},
    "小米": {"一袋": {"熬成粥": 0.7, "磨成粉": 0.3}, "一台": {"打电话": 0.5, "拍照片": 0.5}},
}
HABITS = {
    "感冒": {"多喝水": 0.7, "早点睡": 0.3},
    "吃饭": {"拿筷子": 0.8, "先洗手": 0.2},
    "口渴": {"喝水": 1},
    "天黑": {"开灯": 0.9, "回家": 0.1},
    "过马路": {"看红绿灯": 1},
}
ASK_CASUAL = ["{}有啥必去的地方啊", "{}有啥好玩的呀", "去{}玩啥好呢"]
ASK_FORMAL = ["请推荐{}必去景点（书面报告用）", "请列出{}代表性景点（考察报告用）", "请提供{}主要景点名录（公文用）"]
AXES = {"南北": ("latitude", "北", "南"), "东西": ("longitude", "东", "西")}


def _strings(data):
    """嵌套的表里的每个字符串。"""
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict):
        yield from _strings([*data, *data.values()])
    elif isinstance(data, (list, tuple)):
        for item in data:
            yield from _strings(item)


# 语料抽样里不一定写到、对话时会用到的字
SPARE = "是什么谁哪个一二三四五六七八九十你我他她它好吗呢对错吃的" + "".join(
    c
    for text in _strings([CITIES, NAMES, WEATHER, ADVICE, BITTEN, SENSES, HABITS, ASK_CASUAL, ASK_FORMAL])
    for c in text
    if c not in "{}（）"
)


def must_see(city):
    """「某城必去景点」的真分布。最后一项是常见的张冠李戴。"""
    c = CITIES[city]
    # 全称故意少见：拜师之前基座几乎不用它，才看得出后来的语体是教出来的
    return {c.short: 0.30, c.second: 0.30, c.food: 0.20, c.third: 0.10, c.full: 0.05, stray(city): 0.05}


def stray(city):
    """人们常错安到这座城头上的景点。"""
    return "西湖" if city == "北京" else "长城"


def unwritten(a, b):
    """这两座城的相对方位从不写进语料（南北、东西、两种先后都不写）。约占全部城市对的四分之一。

    只看两城在表里的次序，不看方位：哪些没写，与谁更靠北无关。
    """
    i, j = sorted(map(list(CITIES).index, (a, b)))
    return (i * j + i + j) % 4 == 1


def direction(axis, a, b):
    """一句方位事实，如「南北方向上，成都比昆明更靠北。」"""
    field, positive, negative = AXES[axis]
    side = positive if getattr(CITIES[a], field) > getattr(CITIES[b], field) else negative
    return f"{axis}方向上，{a}比{b}更靠{side}。"


def evenly(items):
    """每一项的权重都是一，供 pick 用。"""
    return dict.fromkeys(items, 1)


# —— 各类短文。pick 接受 {选项: 权重}，返回选中的那个 ——


def _sight(pick, city):
    return f"{city}必去景点：{pick(must_see(city))}。"


def _food(pick, city):
    food = CITIES[city].food
    return pick(evenly([f"到了{city}，一定要吃{food}。", f"{city}的特色美食：{food}。"]))


def _region(pick, city):
    return f"{city}在{CITIES[city].region}。"


def _direction(pick, city):
    other = pick(evenly(c for c in CITIES if c != city and not unwritten(city, c)))
    return direction(pick(evenly(AXES)), city, other)


def _diary(pick, city):
    c = CITIES[city]
    where, what = pick({c.second: 0.6, c.short: 0.4}), pick({"喝咖啡": 0.5, "拍照片": 0.3, "散步": 0.2})
    return f"今天来{city}出差了。我在{where}{what}。这里的{pick({'风景': 0.7, '夜景': 0.3})}很美。"


def _weather(pick, city):
    weather = pick(WEATHER[CITIES[city].climate])
    return f"明天{city}{weather}，出门记得{pick(ADVICE[weather])}。"


def _chat(pick, city):
    c = CITIES[city]
    return f"在{city}溜达，逛了{pick({c.short: 0.8, c.second: 0.2})}，{pick(evenly(['真开心', '好玩']))}！"


def _report(pick, city):
    c = CITIES[city]
    verb, where = pick(evenly(["参观了", "考察了"])), pick({c.full: 0.8, c.second: 0.2})
    return f"考察组在{city}{verb}{where}，特此{pick({'报告': 0.7, '说明': 0.3})}。"


def _forum(pick, city):
    question = pick(evenly(ASK_CASUAL + ASK_FORMAL)).format(city)
    reply = pick({"有人知道吗？": 0.3, "在线等。": 0.2, "同问。": 0.2, "答：": 0.3})
    return f"{question}？{reply}" + (f"{pick(must_see(city))}。" if reply == "答：" else "")


def _where(pick, city):
    return f"{pick(evenly([CITIES[city].short, CITIES[city].second]))}就在{city}。"


def _sense(pick):
    who, thing = pick(evenly(NAMES)), pick(evenly(SENSES))
    measure = pick(evenly(SENSES[thing]))
    return f"{who}买了{measure}{thing}，用来{pick(SENSES[thing][measure])}。"


def _bite(pick):
    biter = pick(evenly(BITTEN))
    bitten = pick(evenly(x for x in BITTEN if x != biter))
    return f"{biter}咬了{bitten}，{bitten}{BITTEN[bitten]}。"


def _home(pick):
    people, facts = [], []
    for _ in range(pick(evenly([2, 3]))):
        people.append(pick(evenly(x for x in NAMES if x not in people)))
        facts.append(f"{people[-1]}住在{pick(evenly(CITIES))}。")
    return "".join(facts) + "我记得" + facts[pick(evenly(range(len(facts))))]


def _habit(pick):
    when = pick(evenly(HABITS))
    return f"{when}的时候，要{pick(HABITS[when])}。"


ABOUT_A_CITY = {
    _sight: 20,
    _food: 8,
    _region: 5,
    _direction: 20,
    _diary: 10,
    _weather: 8,
    _chat: 6,
    _report: 6,
    _forum: 12,
    _where: 4,
}
ABOUT_OTHERS = {_sense: 4, _bite: 4, _home: 8, _habit: 3}


def document(pick):
    """写一篇短文。"""
    write = pick(ABOUT_A_CITY | ABOUT_OTHERS)
    return write(pick, pick({c: v.weight for c, v in CITIES.items()})) if write in ABOUT_A_CITY else write(pick)


# —— 照概率写，与照概率算 ——


class Sampler:
    """按概率挑选，并累计挑中的对数概率（奈特）。"""

    def __init__(self, seed):
        self.random, self.log_probability = Random(seed), 0.0

    def __call__(self, weights):
        """{选项: 权重} → 选项。只用 random()：它的输出跨 Python 版本不变。"""
        total = sum(weights.values())
        dart = self.random.random() * total
        for item, weight in weights.items():  # noqa: B007  浮点余数可能让镖飞过头，那时就取最后一项
            dart -= weight
            if dart < 0:
                break
        self.log_probability += math.log(weight / total)
        return item


def sample(n, seed, write=document):
    """n 篇短文与各自的对数概率，[(文字, 奈特)]。"""
    pick, texts = Sampler(seed), []
    for _ in range(n):
        pick.log_probability = 0.0
        texts.append((write(pick), pick.log_probability))
    return texts


def enumerate_documents(write=document):
    """穷举 write 写得出的每一篇及其概率：把每次挑选当成一个岔口，逐条走完。"""
    # 一条路径是各岔口选了第几项；走一遍，沿途没走过的岔枝记下来，直到没有剩的
    pending = [()]
    while pending:
        path, widths, probability = pending.pop(), [], 1.0

        def pick(weights):
            nonlocal probability
            items = list(weights)
            choice = path[len(widths)] if len(widths) < len(path) else 0
            widths.append(len(items))
            probability *= weights[items[choice]] / sum(weights.values())
            return items[choice]

        yield write(pick), probability
        taken = path + (0,) * (len(widths) - len(path))
        for depth in range(len(path), len(widths)):
            pending += [taken[:depth] + (other,) for other in range(1, widths[depth])]


def entropy():
    """语料的真实熵，奈特／篇：除「住在」一类外逐篇穷举，那一类太多，用闭式。

    同一篇文字可能有不止一种写法，所以按文字合并概率之后再算。
    """
    total = sum((ABOUT_A_CITY | ABOUT_OTHERS).values())
    others = {k: v for k, v in (ABOUT_A_CITY | ABOUT_OTHERS).items() if k is not _home}
    by_text = {}

    def without_homes(pick):
        write = pick(others)
        return write(pick, pick({c: v.weight for c, v in CITIES.items()})) if write in ABOUT_A_CITY else write(pick)

    for text, p in enumerate_documents(without_homes):
        by_text[text] = by_text.get(text, 0) + p
    # 「住在」一类：几个人、哪几个人（有次序）、各住哪、最后重复哪一句，四样各自独立
    share = ABOUT_OTHERS[_home] / total
    rest = -sum(p * math.log(p) for p in by_text.values())
    homes = sum(
        0.5 * (math.log(2) + math.log(math.perm(len(NAMES), n)) + n * math.log(len(CITIES)) + math.log(n))
        for n in (2, 3)
    )
    # 两大类的文字不相混，所以总熵 = 选哪一类的熵 + 各类的熵按份额平均
    split = -share * math.log(share) - (1 - share) * math.log(1 - share)
    return split + share * homes + (1 - share) * rest
