"""The toy4 workload in PyTorch: what `./autograd train toy4` runs, for comparison.

Usage: python toy4.py toy4.csv [epochs]

A 4-64-64-4 network whose one layer is applied twice with the same weights, 4,736 parameters, batches of 16, softmax cross-entropy
over one-hot targets, SGD 0.05, weights 0.1 * normal. Prints the test accuracy and the time spent in the forward pass and in
backward plus step, in total and per step, one thread.
"""

import csv
import math
import sys
import time

import torch

torch.set_num_threads(1)
torch.manual_seed(0)

epochs = int(sys.argv[2]) if len(sys.argv) > 2 else 100
with open(sys.argv[1], newline="") as file:
    rows = list(csv.DictReader(file))


def tensors(split):
    chosen = [row for row in rows if row["split"] == split]
    x = torch.tensor([[float(row[f"x{i}"]) for i in range(4)] for row in chosen])
    return x, torch.tensor([int(row["label"]) for row in chosen])


x, labels = tensors("train")
y = torch.nn.functional.one_hot(labels, 4).float()
parameters = [(0.1 * torch.randn(shape)).requires_grad_() for shape in [(4, 64), (64,), (64, 64), (64,), (64, 4)]]
w0, b0, w1, b1, w2 = parameters


def layer(h):
    return torch.relu(torch.sigmoid(h @ w0 + b0) @ w1 + b1) @ w2


optimizer = torch.optim.SGD(parameters, lr=0.05)
steps = math.ceil(len(x) / 16)
forward = backward = 0.0
best = math.inf
for epoch in range(epochs):
    spent = 0.0
    for start in range(0, len(x), 16):
        t0 = time.perf_counter()
        loss = torch.nn.functional.cross_entropy(layer(layer(x[start : start + 16])), y[start : start + 16])
        t1 = time.perf_counter()
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        t2 = time.perf_counter()
        forward += t1 - t0
        backward += t2 - t1
        spent += t2 - t0
    best = min(best, spent)

test, expected = tensors("test")
with torch.no_grad():
    accuracy = (layer(layer(test)).argmax(1) == expected).float().mean().item()
total = epochs * steps
print(f"parameters        {sum(p.numel() for p in parameters):,}")
print(f"test accuracy     {accuracy:.3f}")
print(f"forward           {forward:.3f} s   {forward / total * 1e6:.1f} us a step")
print(f"backward + step   {backward:.3f} s   {backward / total * 1e6:.1f} us a step")
print(f"best epoch        {best / steps * 1e6:.1f} us a step")
