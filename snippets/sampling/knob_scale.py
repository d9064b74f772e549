"""同一个「温度」，各家刻度不同：DeepSeek-V3-0324 的接口先换算，再交给模型。"""


def model_temperature(api):
    """接口温度 → 模型真正用的温度（据该版模型卡）。"""
    return api * 0.3 if api <= 1 else api - 0.7


for use, api in {"代码、数学": 0.0, "接口默认": 1.0, "通用对话与翻译": 1.3, "写诗": 1.5}.items():
    print(f"{use}：接口 {api}，模型 {model_temperature(api):.1f}")
print(f"default={model_temperature(1.0):.1f}")
print(f"translation={model_temperature(1.3):.1f}")
print(f"poetry={model_temperature(1.5):.1f}")
