"""Writes the table that OptimizerTrajectoriesTest compares with: parameters after ten steps of PyTorch's optimisers.

Usage: python optimizer_trajectories.py > ../resources/dev/autograd/optim/trajectories.txt

The gradient of parameter p in step n (from 1) is p * 0.5 - 1 / n for every element, so that the test can make it anew.
Each line: optimiser, settings, dtype, then the parameter after steps 1, 2 and 10, all separated by '|'.
"""

import torch

START = [1.5, -0.75, 0.0, 3.0]
WRITTEN = (1, 2, 10)
CASES = [
    (torch.optim.SGD, dict(lr=0.1)),
    (torch.optim.SGD, dict(lr=0.1, momentum=0.9)),
    (torch.optim.SGD, dict(lr=0.1, momentum=0.9, dampening=0.25)),
    (torch.optim.SGD, dict(lr=0.1, momentum=0.9, nesterov=True)),
    (torch.optim.SGD, dict(lr=0.1, momentum=0.8, weight_decay=0.05, nesterov=True)),
    (torch.optim.SGD, dict(lr=0.1, weight_decay=0.05, maximize=True)),
    (torch.optim.Adam, dict(lr=0.01)),
    (torch.optim.Adam, dict(lr=0.01, beta1=0.3, beta2=0.95, eps=0.001)),
    (torch.optim.Adam, dict(lr=0.01, weight_decay=0.1)),
    (torch.optim.Adam, dict(lr=0.01, amsgrad=True, maximize=True)),
    (torch.optim.AdamW, dict(lr=0.01)),
    (torch.optim.AdamW, dict(lr=0.02, weight_decay=0.3, amsgrad=True)),
]


def run(optimizer, settings, dtype):
    settings = dict(settings)
    if "beta1" in settings:
        settings["betas"] = (settings.pop("beta1"), settings.pop("beta2"))
    p = torch.tensor(START, dtype=dtype, requires_grad=True)
    adam = optimizer([p], foreach=False, **settings)
    written = []
    for n in range(1, max(WRITTEN) + 1):
        p.grad = p.detach() * 0.5 - 1 / n
        adam.step()
        if n in WRITTEN:
            written.append(" ".join(repr(v) for v in p.detach().double().tolist()))
    return written


print("# made by optimizer_trajectories.py with PyTorch", torch.__version__)
for optimizer, settings in CASES:
    for dtype in (torch.float32, torch.float64):
        text = " ".join(f"{k}={float(v)}" for k, v in settings.items())
        print("|".join([optimizer.__name__, text, str(dtype).split(".")[1], *run(optimizer, settings, dtype)]))
