"""微调当长期记忆：教四个人住哪座城，量记得、串味、遗忘、听不听上下文；对照是零训练、把事实写进上下文。"""

import numpy as np

from xiaozhu import train, world
from xiaozhu.chat import answer_probability, text_prompt
from xiaozhu.tokenizer import END

INPUTS = ("pretrain",)
HOME = "{}住在{}。"  # 语料里的句式，也是考试的句式
FORMS = (HOME, "{}的家在{}。", "{}今天回{}了。", "{}是{}的人。")
AT = (0, 5, 10, 15, 20, 25, 30, 40, 60, 80, 120, 240)  # 在哪几步量，零是没练
RECIPES = {  # 做法: (步数, 学习率)
    "plain": (60, 1e-3),
    "gentle": (240, 2e-4),
    "own_form": (60, 1e-3),
    "replay": (120, 1e-3),
    "replay_home": (120, 1e-3),
    "replay_both": (120, 1e-3),
}
ENOUGH = 0.8  # 记得到这个数，就算记住


def measure(seed, made):
    """四个人、四座城由种子挑，另四个人没教。都问「某某住在」，取各城的确切概率，对人平均。

    做法：plain 只练四句；gentle 学习率是五分之一；own_form 四个人各用 FORMS 里的一种句式教；replay 掺一半旧语料；
    replay_home 掺一半旧语料里的「住在」短文，只写没教的人里的头两个（温习过的）；replay_both 掺的一半里，两样各半。
    没教的人里的后两个（没温习的）不在任何重放里。

    逐步的指标「做法_步数_指标」，步数是 AT 里不超过该做法步数的：
    - told 教的人答教的城；own_form 用各自教的句式问，其余用 HOME。carried 只有 own_form 有：那三个人改用 HOME 问。
    - leak 没教的人被说成住在那四座城之一（城是均匀的，起点约 0.2）；leak_rehearsed、leak_fresh 其中温习过的、
      没温习的；leak_first 说成头一座的。
    - heed 上文写了教的人住在别的城（写两遍），接「我记得某某住在」，照上文答；heed_untaught 没教的人同样考。
    - heed_two 上文写一遍，另写一句没教的人住在又一座城，教的人在前在后各半；heed_other 答成那个人的城。
    - forget、forget_others 旧语料每篇多出来的损失，奈特：全部的；其中「住在」以外的。
    「做法_enough_指标」：told 头一次到 ENOUGH 的那一步（AT 里的）的各项，steps 是那一步；没到过就取末一步。

    零训练的对照，把事实写进上文，接「我记得某某住在」：context_twice_told 只写问到的那一句、写两遍；context_one_told 写一遍；
    context_told 四句都写；context_leak 四句都写，问没教的人，答那四座城之一；context_one_leak 只写一句别人的，问没教的人，
    答那一座。
    """
    base, tokenizer = made["pretrain"]
    rng = np.random.default_rng(seed)
    people = list(rng.permutation(world.NAMES))
    taught = dict(zip(people[:4], rng.permutation(list(world.CITIES))[:4]))
    exam = Exam(base, tokenizer, taught, people[4:], rng)
    without = lambda names, texts: [text for text, _ in texts if not any(name in text for name in names)]
    old = without(people[6:], world.sample(500, 2000 + seed))[:400]
    # 提到的人全在温习的两个里，五十篇里才有一篇
    homes = without([*taught, *people[6:]], world.sample(16_000, 3000 + seed, world._home))
    replayed = {"replay": old, "replay_home": homes, "replay_both": old[: len(homes)] + homes}

    measured = exam.in_context(base)
    for recipe, (steps, learning_rate) in RECIPES.items():
        forms = FORMS if recipe == "own_form" else (HOME,) * len(FORMS)
        lines = [form.format(*fact) for form, fact in zip(forms, taught.items())]
        mixed = replayed.get(recipe, [])
        # 一半一半：四句各抄若干份，抄到与旧语料一样多
        lines = lines * max(1, len(mixed) // len(lines)) + mixed
        curve = learn(base, tokenizer, lines, seed, steps, learning_rate, lambda model: exam(model, forms))
        measured |= {f"{recipe}_{step}_{key}": value for step, found in curve.items() for key, value in found.items()}
        enough = next((step for step, found in curve.items() if found["told"] >= ENOUGH), steps)
        measured |= {f"{recipe}_enough_{key}": value for key, value in curve[enough].items()}
        measured[f"{recipe}_enough_steps"] = enough
    return measured


def learn(base, tokenizer, texts, seed, steps, learning_rate, grade):
    """照预训练的写法（每篇前后是 END）练 steps 步，返回 {步数: grade(模型)}，步数取 AT 里的。"""
    model, rows = base.copy(), train.pad([tokenizer.encode(END + text + END) for text in texts])
    curve = {0: grade(model)}

    def look(step, _):
        if step + 1 in AT:
            curve[step + 1] = grade(model)

    train.train(model, rows, steps, learning_rate, seed, warmup=10, weight_decay=0.0, progress=look)
    return curve


class Exam:
    """一个种子的考卷：taught 是 {教的人: 城}，untaught 是没教的人。叫它就是考一个模型，指标见 measure。"""

    def __init__(self, base, tokenizer, taught, untaught, rng):
        self.tokenizer, self.taught, self.untaught = tokenizer, taught, untaught
        self.cities = {city: tokenizer.encode(city + "。") for city in world.CITIES}
        # 上文 (问谁, 他的城, 别人的城, 只写这一句的, 再写一句别人的)：写的都是没教的城
        free = [city for city in world.CITIES if city not in taught.values()]
        self.contexts = []
        for name in (*taught, *untaught):
            for turn in range(4):
                other, (here, there) = rng.choice([n for n in untaught if n != name]), rng.permutation(free)[:2]
                pair = [HOME.format(name, here), HOME.format(other, there)]
                self.contexts.append((name, here, there, pair[0] * 2, "".join(pair if turn % 2 else pair[::-1])))
        texts = [text for text, _ in world.sample(300, 1)]
        self.corpus = [tokenizer.encode(END + text + END) for text in texts]
        self.about_homes = np.array(["我记得" in text for text in texts])
        self.before = train.negative_log_likelihood(base, self.corpus)

    def living(self, model, name, context=""):
        """{城: 概率}：END 与上文之后，「某某住在」接着写「城。」的确切概率。"""
        return answer_probability(model, text_prompt(self.tokenizer, f"{context}{name}住在"), self.cities)

    def __call__(self, model, forms):
        strangers, first = [self.living(model, name) for name in self.untaught], next(iter(self.taught.values()))
        facts, leaks = list(self.taught.items()), [sum(p[city] for city in self.taught.values()) for p in strangers]
        found = {
            "told": np.mean([self.asked(model, form, *fact) for form, fact in zip(forms, facts)]),
            "leak": np.mean(leaks),
            "leak_rehearsed": np.mean(leaks[:2]),
            "leak_fresh": np.mean(leaks[2:]),
            "leak_first": np.mean([p[first] for p in strangers]),
        }
        if forms[-1] != HOME:
            found["carried"] = np.mean([self.asked(model, HOME, *fact) for fact in facts[1:]])
        heed = lambda group, context, city: np.mean(
            [self.living(model, c[0], c[context] + "我记得")[c[city]] for c in self.contexts if c[0] in group]
        )
        found |= {"heed": heed(self.taught, 3, 1), "heed_untaught": heed(self.untaught, 3, 1)}
        found |= {"heed_two": heed(self.taught, 4, 1), "heed_other": heed(self.taught, 4, 2)}
        more = train.negative_log_likelihood(model, self.corpus) - self.before
        return found | {"forget": more.mean(), "forget_others": more[~self.about_homes].mean()}

    def asked(self, model, form, name, city):
        """用 form 的句式问 name，答 city 的确切概率。"""
        _, between, after = form.split("{}")
        answer = {city: self.tokenizer.encode(city + after)}
        return answer_probability(model, text_prompt(self.tokenizer, name + between), answer)[city]

    def in_context(self, model):
        """零训练：事实写在上文里。返回 measure 里 context 开头的各项。"""
        lines = [HOME.format(*fact) for fact in self.taught.items()]
        told = lambda context: np.mean(
            [self.living(model, n, context(n) + "我记得")[city] for n, city in self.taught.items()]
        )
        strangers = [self.living(model, name, "".join(lines) + "我记得") for name in self.untaught]
        echo = [
            self.living(model, name, line + "我记得")[city]
            for name in self.untaught
            for line, city in zip(lines, self.taught.values())
        ]
        return {
            "context_twice_told": told(lambda name: HOME.format(name, self.taught[name]) * 2),
            "context_one_told": told(lambda name: HOME.format(name, self.taught[name])),
            "context_told": told(lambda _: "".join(lines)),
            "context_leak": np.mean([sum(p[city] for city in self.taught.values()) for p in strangers]),
            "context_one_leak": np.mean(echo),
        }
