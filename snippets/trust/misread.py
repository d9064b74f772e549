"""「59.4% 的题有问题」怎么读：它是专挑出来的那一部分里的比例，不是全体的。"""

all_questions, audited, flawed = 500, 0.276, 0.594  # 题库多大；抽审了多少；抽审的里面有毛病的至少多少
checked = round(all_questions * audited)
found = round(checked * flawed)
print(f"{all_questions} 题，审了 {checked} 题，有毛病的至少 {found} 题")
print(f"checked={checked}")
print(f"found={found}")
print(f"share={found / all_questions:.1%}")
print(f"wrongly={flawed:.1%}")
print(f"at_most={(found + all_questions - checked) / all_questions:.1%}")  # 没审的全有毛病
