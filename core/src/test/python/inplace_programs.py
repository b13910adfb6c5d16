"""Writes the table that InPlaceProgramsTest compares with: what PyTorch computes for programs that change tensors and
views in place.

Usage: python inplace_programs.py > ../resources/dev/autograd/inplace_programs.txt

Every program gets two leaves x (2, 3) and w (3) of float64 and returns y. Let L = sum(y * c) with c = 1, 2, 3, ... in
y's shape, gx and gw its gradients, and S = sum(gx * gx) + sum(gw * gw). A line holds the program's name, y, gx, gw, and
the gradients of S by x and w, separated by '|'.
"""

import torch

X = [[0.5, -1.25, 2.0], [1.5, 0.75, -0.5]]
W = [1.25, -0.75, 2.5]
PROGRAMS = {}


def program(f):
    PROGRAMS[f.__name__] = f
    return f


def kept(y, *steps):
    """Steps one after the other. PyTorch refuses a second one where the first has saved its result: clones help."""
    for step in steps:
        y = step(y.clone())
    return y


# A tensor that is no view.


@program
def chain(x, w):
    return kept(x.exp(), lambda y: y.add_(1), lambda y: y.mul_(w), torch.tanh_)


@program
def units(x, w):
    y = kept(x * w, torch.sin_, torch.square_, lambda y: y.add_(0.5), torch.sqrt_, torch.log_, torch.neg_, torch.exp_)
    return kept(y, torch.reciprocal_)


@program
def more_units(x, w):
    y = kept(x * w, torch.sigmoid_, torch.cos_, torch.expm1_, torch.atan_, torch.sinh_, torch.abs_, torch.log1p_)
    return kept(y, torch.rsqrt_)


@program
def cuts(x, w):
    y = x * w
    y = kept(y, lambda y: y.clamp_(-2, 1.5), torch.relu_, lambda y: y.pow_(3))
    return y + (x * w).floor_() + (x * w).round_()


@program
def operands(x, w):
    y = torch.ones(2, 3, dtype=torch.float64)
    steps = [lambda y: y.mul_(w), lambda y: y.add_(x), lambda y: y.div_(w.exp()), lambda y: y.sub_(w)]
    return kept(y, *steps, lambda y: y.pow_(2))


@program
def zeroed(x, w):
    y = x * w
    y.zero_()
    return y + x * x


@program
def filled(x, w):
    y = x * w
    y.fill_(w[1] * w[0])
    return y * x


@program
def copied(x, w):
    y = x * x
    y.copy_(w)
    return y * x


@program
def copied_from_float32(x, w):
    y = x * x
    y.copy_(w.float())
    return y * x


@program
def masked(x, w):
    y = x * w
    y.masked_fill_(torch.tensor([[True, False, False], [False, True, False]]), 7.0)
    return y * y


@program
def running(x, w):
    return kept((x * w).cumsum_(1), lambda y: y.mul_(x), lambda y: y.cumprod_(0))


@program
def scattered(x, w):
    y = x * x
    y.scatter_(1, torch.tensor([[0, 2], [1, 0]]), (w * w).expand(2, 3)[:, :2])
    y.scatter_add_(0, torch.tensor([[1, 1, 0]]), w.view(1, 3))
    return y * x


@program
def index_added(x, w):
    y = x * x
    y.index_add_(1, torch.tensor([2, 0, 2]), x * w)
    y.index_fill_(1, torch.tensor([1]), 3.0)
    return y * y


@program
def put(x, w):
    y = x * w
    y.put_(torch.tensor([0, 5, 4]), w * w)
    return y * x


@program
def assigned_at(x, w):
    y = x * w
    y[[0, 1], [2, 0]] = w[:2] * w[1:]
    y[torch.tensor([[True, False, False], [False, False, True]])] = 2.0
    return y * x


@program
def accumulated_at(x, w):
    y = x * w
    y.index_put_((torch.tensor([0, 0, 1]), torch.tensor([1, 1, 2])), w, accumulate=True)
    return y * y


# A view changes its base.


@program
def row(x, w):
    b = x * 2
    b[0].mul_(w)
    return b * x


@program
def the_view_itself(x, w):
    b = x * 2
    v = b[0]
    v.mul_(w)
    return v * w


@program
def base_and_view(x, w):
    b = x * 2
    v = b[1]
    v.mul_(w).sin_()
    return b * v


@program
def view_of_view(x, w):
    b = x * w
    v = b[:, 1:]
    u = v[0]
    u.add_(w[1:] * w[:2])
    v.mul_(3)
    return torch.cat([b.view(-1), v.reshape(-1) * 2, u.sin()])


@program
def transposed(x, w):
    b = x * x
    b.t()[1].mul_(w[:2])
    return b * x


@program
def strided(x, w):
    b = x * x
    b.view(-1)[1:6:2].sin_().mul_(w)
    return b


@program
def squeezed(x, w):
    b = x * x
    b.unsqueeze(0).unsqueeze(3).squeeze().mul_(w)
    return b


@program
def zeroed_column(x, w):
    b = x * w
    b[:, 1].zero_()
    return b * b + b * x


@program
def filled_column(x, w):
    b = x * w
    b[:, 2].fill_(w[0])
    return b * b


@program
def constant_buffer(x, w):
    b = torch.zeros(2, 3, dtype=torch.float64)
    b[0].copy_(w)
    b[1] = x[0] * 2
    return b * b


@program
def recurrent(x, w):
    b = torch.zeros(4, 3, dtype=torch.float64)
    h = w
    for t in range(4):
        h = torch.tanh(h * x[t % 2] + h)
        b[t] = h
    return b


@program
def views_in_turn(x, w):
    b = x * x
    b[0].mul_(w)
    b[:, 1].mul_(b[:, 2].clone())
    b[1, 1:].add_(b[0, :2].clone())
    return b


@program
def row_by_row(x, w):
    b = x * w
    b[0].mul_(b[1].clone())
    return b


@program
def running_view(x, w):
    b = x * w
    b[:, :2].cumsum_(1)
    return b * b


@program
def scattered_view(x, w):
    b = x * x
    b.t().scatter_(0, torch.tensor([[2, 0]]), w.view(1, 3)[:, :2])
    return b


@program
def empty_view(x, w):
    b = x * w
    b[:, 3:].mul_(2)
    return b * b


@program
def scalar(x, w):
    b = x.sum()
    b.mul_(w[0])
    b.view(1).add_(w[1:2] * w[2:])
    return b * b


# Other views of a base that was changed.


@program
def sibling(x, w):
    b = x * w
    v, u = b[:, :2], b[:, 1:]
    v.mul_(w[:2])
    return u * u


@program
def base_changed(x, w):
    b = x * w
    v, u = b[0], b.t()
    b.exp_()
    return v * w + u.t()


@program
def repeated_sibling(x, w):
    b = x * x
    e = b[0].expand(2, 3)
    b[0].mul_(w)
    return e * x


@program
def view_made_early_of_a_constant(x, w):
    b = torch.ones(2, 3, dtype=torch.float64)
    v = b[1]
    b.mul_(w)
    return v * x


@program
def views_made_early_of_a_buffer(x, w):
    b = torch.ones(2, 3, dtype=torch.float64)
    v = b[1]
    v.mul_(w)
    u = b.view(-1)[2:5]  # made first in the test; PyTorch takes such a view for a leaf and refuses to change it
    u.mul_(x[0])
    return torch.cat([b.view(-1), v, u])


@program
def used_before_and_after(x, w):
    b = x * w
    before = b.sum(0)
    b[0].mul_(w)
    return b + before


@program
def the_copy_of_a_reshape(x, w):
    b = x * w
    r = b.t().reshape(6)
    r[:3].mul_(w)
    return torch.cat([b.view(-1), r])


# Off the tape.


@program
def detached(x, w):
    b = x * 2
    b.detach().mul_(3)
    return b * w


@program
def detached_and_put_on_the_tape(x, w):
    b = x * 2
    d = b.detach()
    d.mul_(w)
    return b * 3 + d


@program
def changed_under_no_grad(x, w):
    b = x * w
    with torch.no_grad():
        b.add_(1)
        b[0].mul_(2)
    return b * b


@program
def view_under_no_grad(x, w):
    b = x * w
    with torch.no_grad():
        b[0].add_(1)
    return b * b.detach()[0]  # in the test a view made under no_grad; PyTorch refuses to use it now


def written(t):
    return " ".join(repr(v) for v in t.detach().double().reshape(-1).tolist())


def run(f):
    x = torch.tensor(X, dtype=torch.float64, requires_grad=True)
    w = torch.tensor(W, dtype=torch.float64, requires_grad=True)
    y = f(x, w)
    c = torch.arange(1, y.numel() + 1, dtype=torch.float64).view(y.shape)

    def grad(s):
        found = torch.autograd.grad(s, (x, w), create_graph=True, allow_unused=True) if s.requires_grad else (None, None)
        return [torch.zeros_like(i) if g is None else g for g, i in zip(found, (x, w))]

    first = grad((y * c).sum())
    second = grad(sum((g * g).sum() for g in first))
    return [y, *first, *second]


print("# made by inplace_programs.py with PyTorch", torch.__version__)
for name, f in PROGRAMS.items():
    print("|".join([name, *map(written, run(f))]))
