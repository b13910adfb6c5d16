"""The workloads of `autograd bench` in PyTorch. A workload is made by a function that returns what one run does; what
each is, and what a run counts for, stands in the Java classes of the same names (bench/src/main/java).
"""

import torch
from torch import nn
from torch.nn import functional as F

compiled = False  # whether functions are handed to torch.compile


def maybe(function):
    return torch.compile(function) if compiled else function


# ------------------------------------------------------------------------------------------------------------ training


def toy4():
    parameters = [(0.1 * torch.randn(s)).requires_grad_() for s in [(4, 64), (64,), (64, 64), (64,), (64, 4)]]
    w0, b0, w1, b1, w2 = parameters

    def layer(h):
        return torch.relu(torch.sigmoid(h @ w0 + b0) @ w1 + b1) @ w2

    x = torch.randn(713, 4)
    y = F.one_hot(torch.randint(0, 4, (713,)), 4).float()
    return training(x, y, 16, lambda x: layer(layer(x)), torch.optim.SGD(parameters, lr=0.05))


def digits(optimizer):
    model = nn.Sequential(nn.Linear(64, 128), nn.ReLU(), nn.Linear(128, 10))
    x = torch.rand(1024, 64)
    y = torch.randint(0, 10, (1024,))
    return training(x, y, 64, model, optimizer(model.parameters()))


def lenet():
    model = nn.Sequential(
        nn.Conv2d(1, 8, 5),
        nn.ReLU(),
        nn.MaxPool2d(2),
        nn.Conv2d(8, 16, 5),
        nn.ReLU(),
        nn.MaxPool2d(2),
        nn.Flatten(),
        nn.Linear(256, 10),
    )
    x = torch.rand(128, 1, 28, 28)
    y = torch.randint(0, 10, (128,))
    return training(x, y, 32, model, torch.optim.SGD(model.parameters(), lr=0.01))


def training(x, y, size, model, optimizer):
    data = [(x[i : i + size], y[i : i + size]) for i in range(0, len(x), size)]
    loss_of = maybe(lambda x, y: F.cross_entropy(model(x), y))
    at = 0

    def step():
        nonlocal at
        x, y = data[at]
        at = (at + 1) % len(data)
        loss = loss_of(x, y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()

    return step


# ------------------------------------------------------------------------------------------------- without a gradient


def quiet(function, *inputs):
    function = maybe(function)

    def run():
        with torch.no_grad():
            function(*inputs)

    return run


def million():
    return torch.randn(1_000_000)


def divisor():
    return torch.rand(1_000_000) + 0.5


def pointwise_plain(x, a):
    y = x * a
    y = y + a
    y = torch.relu(y)
    y = y - x
    y = torch.square(y)
    y = torch.abs(y)
    y = y + 1
    y = y / a
    y = torch.maximum(y, x)
    return y * 0.5


def pointwise_exp(x, a):
    y = x * a
    y = torch.sigmoid(y)
    y = y + a
    y = y * x
    y = torch.tanh(y)
    y = y - x
    y = torch.relu(y)
    y = y * a
    y = y + 1
    return y * 0.5


def matmul(n, k, m):
    return lambda: quiet(torch.matmul, torch.randn(n, k), torch.randn(k, m))


def softmax():
    return quiet(lambda x: torch.softmax(x, 1), torch.randn(1024, 1024))


def layernorm():
    weight, bias = torch.rand(1024), torch.rand(1024)
    return quiet(lambda x: F.layer_norm(x, (1024,), weight, bias), torch.randn(1024, 1024))


def tiny_add():
    return quiet(torch.add, torch.tensor([0.5]), torch.tensor([0.25]))


def conv():
    return quiet(lambda x, w: F.conv2d(x, w, padding=1), torch.randn(32, 64, 56, 56), torch.randn(64, 64, 3, 3))


# ---------------------------------------------------------------------------------------------------- with a gradient


def conv_train():
    x = torch.randn(32, 64, 56, 56, requires_grad=True)
    w = torch.randn(64, 64, 3, 3, requires_grad=True)
    gradient = torch.randn(32, 64, 56, 56)
    function = maybe(lambda x, w: F.conv2d(x, w, padding=1))

    def run():
        function(x, w).backward(gradient)
        x.grad = w.grad = None

    return run


def tiny_chain():
    x = torch.tensor([0.5], requires_grad=True)
    a = torch.tensor([1e-3])

    def chain(x, a):
        y = x
        for _ in range(1000):
            y = y + a
        return y

    function = maybe(chain)

    def run():
        function(x, a).backward()
        x.grad = None

    return run


def scalar_tape():
    x = torch.tensor([0.5, -0.25], requires_grad=True)
    a = torch.tensor([0.1, 0.2], requires_grad=True)
    b = torch.tensor([0.9, 1.1], requires_grad=True)

    def run():
        y = x
        for _ in range(2500):
            y = F.softplus(y)
            y = y + a
            y = y * b
            y = torch.softmax(y, 0)
        y[0].backward()
        x.grad = a.grad = b.grad = None

    return run


WORKLOADS = {
    "toy4": toy4,
    "digits-sgd": lambda: digits(lambda p: torch.optim.SGD(p, lr=0.01)),
    "digits-adam": lambda: digits(lambda p: torch.optim.Adam(p, lr=0.001)),
    "lenet": lenet,
    "pointwise-plain": lambda: quiet(pointwise_plain, million(), divisor()),
    "pointwise-exp": lambda: quiet(pointwise_exp, million(), divisor()),
    "add-1m": lambda: quiet(torch.add, million(), million()),
    "relu-1m": lambda: quiet(torch.relu, million()),
    "sum-1m": lambda: quiet(torch.sum, million()),
    "exp-1m": lambda: quiet(torch.exp, million()),
    "tanh-1m": lambda: quiet(torch.tanh, million()),
    "softmax": softmax,
    "layernorm": layernorm,
    "matmul-16x64x64": matmul(16, 64, 64),
    "matmul-64": matmul(64, 64, 64),
    "matmul-256": matmul(256, 256, 256),
    "matmul-512": matmul(512, 512, 512),
    "matmul-1024": matmul(1024, 1024, 1024),
    "tiny-add": tiny_add,
    "tiny-chain": tiny_chain,
    "conv": conv,
    "conv-train": conv_train,
    "scalar-tape": scalar_tape,
}


def toy4_steps(steps):
    def run():
        step = toy4()
        for _ in range(steps):
            step()

    return run


WHOLE = {"startup": toy4_steps(100), "toy4-90k": toy4_steps(90_000)}
