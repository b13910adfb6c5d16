"""Makes the numbers of DigitsHvpTest: a Hessian-vector product of the digits network with PyTorch.

    python digits_hvp.py
"""

import torch

torch.set_default_dtype(torch.float64)


def pattern(*shape, phase, scale):
    count = torch.Size(shape).numel()
    return (scale * torch.sin(torch.arange(count) * 0.37 + phase)).reshape(shape)


shapes = [(128, 784), (128,), (10, 128), (10,)]
weights = [pattern(*shape, phase=1.0 + i, scale=0.1 if i else 0.01) for i, shape in enumerate(shapes)]
vectors = [pattern(*shape, phase=5.0 + i, scale=1.0) for i, shape in enumerate(shapes)]
x = pattern(16, 784, phase=0.3, scale=1.0)
y = torch.arange(16) * 7 % 10


def loss(w1, b1, w2, b2):
    hidden = torch.tanh(torch.nn.functional.linear(x, w1, b1))
    return torch.nn.functional.cross_entropy(torch.nn.functional.linear(hidden, w2, b2), y)


value = loss(*weights)
_, products = torch.autograd.functional.hvp(loss, tuple(weights), tuple(vectors))
print("loss", repr(value.item()))
for product in products:
    flat = product.reshape(-1)
    places = [0, len(flat) // 3, len(flat) // 2, len(flat) - 1]
    print(tuple(product.shape), "norm", repr(flat.norm().item()), [repr(flat[p].item()) for p in places])
