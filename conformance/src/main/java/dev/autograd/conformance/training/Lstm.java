package dev.autograd.conformance.training;

import dev.autograd.Tensor;
import dev.autograd.conformance.training.Program.Named;
import dev.autograd.nn.F;

/// An LSTM over embedded tokens, written out, that predicts the next token at each place. Gates come in PyTorch's
/// order: input, forget, cell, output.
final class Lstm {
    private Lstm() {}

    static Tensor loss(Named n) {
        Tensor x = F.embedding(n.in("x"), n.p("emb"));
        long width = n.p("whh").size(1);
        Tensor h = Tensor.zeros(x.size(0), width).to(x.dtype());
        Tensor c = h;
        Tensor[] states = new Tensor[(int) x.size(1)];
        for (int t = 0; t < states.length; t++) {
            Tensor gates = F.linear(x.select(1, t), n.p("wih"), n.p("bih")).add(F.linear(h, n.p("whh"), n.p("bhh")));
            Tensor[] part = gates.split(width, 1);
            c = part[1].sigmoid().mul(c).add(part[0].sigmoid().mul(part[2].tanh()));
            h = part[3].sigmoid().mul(c.tanh());
            states[t] = h;
        }
        Tensor logits = F.linear(Tensor.stack(1, states), n.p("wo"), n.p("bo"));
        return F.crossEntropy(logits.flatten(0, 1), n.in("y").flatten());
    }
}
