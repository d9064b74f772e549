"""可验证奖励：只告诉小铸对错，不告诉它答案，它的方位题能练到多好。"""

from xiaozhu import checkpoint, grpo

before, tokenizer = checkpoint.load("format")
after, _ = checkpoint.load("grpo")
practised, hidden = grpo.tasks(hidden=False), grpo.tasks(hidden=True)
example = practised[0]
print("题目如：", example.question, "答案：", example.answer)

score = lambda model, pool: grpo.pass_at_1(model, tokenizer, pool)
print(f"practised={len(practised)}")
print(f"practised_before={score(before, practised):.3f}")
print(f"practised_after={score(after, practised):.3f}")
print(f"hidden={len(hidden)}")
print(f"hidden_before={score(before, hidden):.3f}")
print(f"hidden_after={score(after, hidden):.3f}")
