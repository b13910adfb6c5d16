package dev.autograd.conformance.training;

import dev.autograd.Tensor;
import dev.autograd.conformance.training.Program.Named;
import dev.autograd.nn.F;
import dev.autograd.nn.LayerNorm;

/// A decoder of blocks with layer normalisation before each part, whose head is its embedding.
final class Gpt {
    private static final int HEAD_WIDTH = 4;

    private Gpt() {}

    static Tensor loss(Named n) {
        Tensor x = F.embedding(n.in("x"), n.p("wte"));
        x = x.add(n.p("wpe").slice(0, 0, x.size(1)));
        for (int block = 0; n.parameters().containsKey("h" + block + ".qkv"); block++) {
            String h = "h" + block + ".";
            x = x.add(attention(n, h, norm(n, x, h + "ln1")));
            Tensor up = F.linear(norm(n, x, h + "ln2"), n.p(h + "fc"), n.p(h + "fcb"));
            x = x.add(F.linear(up.geluTanh(), n.p(h + "pr"), n.p(h + "prb")));
        }
        Tensor logits = F.linear(norm(n, x, "lnf"), n.p("wte"), null);
        return F.crossEntropy(logits.flatten(0, 1), n.in("y").flatten());
    }

    private static Tensor norm(Named n, Tensor x, String name) {
        return F.layerNorm(x, new long[] {x.size(-1)}, n.p(name + "w"), n.p(name + "b"), LayerNorm.DEFAULT_EPS);
    }

    /// `B`: examples, `T`: tokens, `C`: width, `H`: heads.
    private static Tensor attention(Named n, String h, Tensor x) {
        Tensor[] qkv = F.linear(x, n.p(h + "qkv"), n.p(h + "qkvb")).split(x.size(-1), -1);
        Tensor scores = heads(qkv[0]).matmul(heads(qkv[1]).mT()).div(Math.sqrt(HEAD_WIDTH));
        Tensor positions = Tensor.arange(x.size(1));
        Tensor future = positions.unsqueeze(0).gt(positions.unsqueeze(1));
        Tensor y =
                scores.maskedFill(future, Double.NEGATIVE_INFINITY).softmax(-1).matmul(heads(qkv[2]));
        return F.linear(y.transpose(1, 2).reshape(x.shape()), n.p(h + "o"), n.p(h + "ob"));
    }

    /// `(B, T, C)` as `(B, H, T, C / H)`.
    private static Tensor heads(Tensor x) {
        return x.reshape(x.size(0), x.size(1), x.size(2) / HEAD_WIDTH, HEAD_WIDTH)
                .transpose(1, 2);
    }
}
