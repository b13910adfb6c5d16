"""Writes the first 100 losses of the toy4 workload as PyTorch computes them.

Usage: python toy4_losses.py toy4.csv > toy4-losses.csv

The weights are not random: element i of the parameter that starts at position o among all 4,736 is
0.1 * sqrt(2) * sin(12.9898 * (o + i + 1)), computed in float64 and rounded to float32, so that any implementation can start from
the same ones. The 713 training rows are taken in their order, 16 at a time; the last batch of an epoch has 9.
"""

import csv
import math
import sys

import torch

torch.set_num_threads(1)

with open(sys.argv[1], newline="") as file:
    rows = [row for row in csv.DictReader(file) if row["split"] == "train"]
x = torch.tensor([[float(row[f"x{i}"]) for i in range(4)] for row in rows], dtype=torch.float32)
y = torch.nn.functional.one_hot(torch.tensor([int(row["label"]) for row in rows]), 4).float()

parameters = []
position = 0
for shape in [(4, 64), (64,), (64, 64), (64,), (64, 4)]:
    size = math.prod(shape)
    values = [0.1 * math.sqrt(2) * math.sin(12.9898 * (position + i + 1)) for i in range(size)]
    parameters.append(torch.tensor(values, dtype=torch.float64).float().reshape(shape).requires_grad_())
    position += size
w0, b0, w1, b1, w2 = parameters


def layer(h):
    return torch.relu(torch.sigmoid(h @ w0 + b0) @ w1 + b1) @ w2


optimizer = torch.optim.SGD(parameters, lr=0.05)
print("step,loss")
step = 0
while step < 100:
    for start in range(0, len(x), 16):
        if step == 100:
            break
        loss = torch.nn.functional.cross_entropy(layer(layer(x[start : start + 16])), y[start : start + 16])
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        print(f"{step},{loss.item():.9g}")
        step += 1
