"""切多大一块、要不要重叠？同样读进一千五百个字，小块多拿几块、大块少拿几块，答案在里面的比例；预算换了，哪种大小好也跟着换。"""

from bookkit.retrieval import Keywords, chunks, order, questions, read, within

ASKED = questions("首批") + questions("另批")
BUDGET, LESS, MORE, TOP = 1500, 800, 3000, 5  # 读进上下文的字数；对照用的两种预算；不管多长只拿几块
SIZES = (40, 80, 150, 300, 600, 1200)


def measure(size, overlap=0):
    """[上限, 三种预算各找到几成, 只拿五块找到几成]。上限是答案那句话没被切断的比例。"""
    texts = chunks(size, overlap)
    index = Keywords(texts)
    ranked = {ask: order(index.score(ask)) for _, ask, _ in ASKED}
    share = lambda taken: sum(within(taken(ask), answers) for _, ask, answers in ASKED) / len(ASKED)
    found = [share(lambda ask, room=room: read(texts, ranked[ask], room)) for room in (LESS, BUDGET, MORE)]
    return [share(lambda ask: texts), *found, share(lambda ask: [texts[i] for i in ranked[ask][:TOP]])]


print(
    f"每块至多｜没被切断｜读 {LESS} 字｜读 {BUDGET} 字｜读 {MORE} 字｜不管多长拿 {TOP} 块｜重叠四分之一：没被切断、读 {BUDGET} 字"
)
plain, lapped = {}, {}
for size in SIZES:
    plain[size], lapped[size] = measure(size), measure(size, size // 4)
    cells = "｜".join(f"{share:.2f}" for share in plain[size])
    print(f"{size:4}｜{cells}｜{lapped[size][0]:.2f}、{lapped[size][2]:.2f}")
tiny, small, usual, huge = SIZES[0], SIZES[1], 300, SIZES[-1]
print(f"questions={len(ASKED)}")
print(f"budget={BUDGET}")
print(f"tiny={plain[tiny][2]:.2f}")
print(f"tiny_whole={plain[tiny][0]:.2f}")
print(f"tiny_overlap={lapped[tiny][2]:.2f}")
print(f"usual={plain[usual][2]:.2f}")
print(f"usual_overlap={lapped[usual][2]:.2f}")
print(f"huge={plain[huge][2]:.2f}")
print(f"small_less={plain[small][1]:.2f}")
print(f"huge_less={plain[huge][1]:.2f}")
print(f"huge_more={plain[huge][3]:.2f}")
print(f"huge_top={plain[huge][4]:.2f}")
