"""规模法则：小的拟合，大的检验外推。"""

import numpy as np

from xiaozhu import scaling

INPUTS = ()


def measure(seed, made):
    """一家五个大小、五档数据，去掉最大的那个来拟合，再拿它检验外推。"""
    grid = np.array([(d, *scaling.run(d, steps, seed)) for d in scaling.WIDTHS for steps in scaling.STEPS])
    width, sizes, data, losses = grid.T
    # 最大的那个不拿来拟合，留着考外推
    held = width == max(scaling.WIDTHS)
    coefficients = scaling.fit(sizes[~held], data[~held], losses[~held])
    measured = {f"loss_d{d:.0f}_n{n:.0f}_{seen:.0f}": loss for d, n, seen, loss in grid}
    measured |= dict(zip(("floor", "size_scale", "size_exponent", "data_scale", "data_exponent"), coefficients))
    guesses = scaling.predict(coefficients, sizes[held], data[held])
    measured |= {f"predicted_{seen:.0f}": guess for seen, guess in zip(data[held], guesses)}
    return measured | {
        "off_at_most": np.abs(guesses / losses[held] - 1).max(),
        "off_at_end": guesses[-1] / losses[held][-1] - 1,
    }
