"""The program of `autograd example scalar-tape` with PyTorch: what one recorded operation costs.

    taskset -c 1 python bench/torch/scalar_tape.py
"""

import statistics
import time

import torch

OPERATIONS = 10_000
WARM_UP = 3
RUNS = 15

torch.set_num_threads(1)
x = torch.tensor([0.5, -0.25], requires_grad=True)
a = torch.tensor([0.1, 0.2], requires_grad=True)
b = torch.tensor([0.9, 1.1], requires_grad=True)
softplus = torch.nn.functional.softplus

forward, backward = [], []
for run in range(-WARM_UP, RUNS):
    start = time.perf_counter_ns()
    y = x
    for _ in range(OPERATIONS // 4):
        y = softplus(y)
        y = y + a
        y = y * b
        y = torch.softmax(y, 0)
    y = y[0]
    middle = time.perf_counter_ns()
    y.backward()
    end = time.perf_counter_ns()
    x.grad = a.grad = b.grad = None
    if run >= 0:
        forward.append((middle - start) / OPERATIONS)
        backward.append((end - middle) / OPERATIONS)

print(
    f"{OPERATIONS:,} operations: {statistics.median(forward):.0f} ns each forwards, "
    f"{statistics.median(backward):.0f} ns backwards (medians of {RUNS} runs)"
)
