package dev.autograd.viz.browser;

import dev.autograd.Autograd;
import dev.autograd.Graph;
import dev.autograd.Tensor;
import dev.autograd.graph.GraphModel;
import dev.autograd.nn.Layer;
import dev.autograd.nn.Linear;
import dev.autograd.nn.Sequential;
import java.util.stream.IntStream;

/// A network of equal blocks: layer norm, attention written with products and softmax, layer norm, two linear layers,
/// and sums around both halves.
final class Transformer extends Layer {
    static final int BATCH = 2;
    static final int LENGTH = 8;
    static final int WIDTH = 16;
    private static final int HEADS = 2;

    private final Tensor positions = parameter("positions", Tensor.rand(LENGTH, WIDTH));
    private final Sequential blocks;
    private final Linear head = module("head", new Linear(WIDTH, WIDTH));

    Transformer(int count) {
        blocks = module(
                "blocks",
                new Sequential(
                        IntStream.range(0, count).mapToObj(_ -> new Block()).toArray(Layer[]::new)));
    }

    @Override
    protected Tensor compute(Tensor x) {
        return head.forward(blocks.forward(x.add(positions)));
    }

    /// The graph of one step, forward and backward.
    static GraphModel step(int count) {
        var network = new Transformer(count);
        Tensor x = Tensor.rand(BATCH, LENGTH, WIDTH).named("x");
        return Graph.trace(() -> {
                    Tensor loss = network.forward(x).square().mean();
                    Autograd.grad(loss, network.parameters().toArray(Tensor[]::new));
                    return loss;
                })
                .model();
    }

    private static final class Block extends Layer {
        private final Norm norm1 = module("norm1", new Norm());
        private final Attention attention = module("attention", new Attention());
        private final Norm norm2 = module("norm2", new Norm());
        private final Linear up = module("up", new Linear(WIDTH, 4 * WIDTH));
        private final Linear down = module("down", new Linear(4 * WIDTH, WIDTH));

        @Override
        protected Tensor compute(Tensor x) {
            Tensor y = x.add(attention.forward(norm1.forward(x)));
            return y.add(down.forward(gelu(up.forward(norm2.forward(y)))));
        }

        private static Tensor gelu(Tensor x) {
            Tensor inner = x.add(x.pow(3).mul(0.044715)).mul(Math.sqrt(2 / Math.PI));
            return x.mul(0.5).mul(inner.tanh().add(1));
        }
    }

    private static final class Norm extends Layer {
        private final Tensor weight = parameter("weight", Tensor.ones(WIDTH));
        private final Tensor bias = parameter("bias", Tensor.zeros(WIDTH));

        @Override
        protected Tensor compute(Tensor x) {
            Tensor centred = x.sub(x.meanKeepDim(-1));
            Tensor deviation = centred.square().meanKeepDim(-1).add(1e-5).sqrt();
            return centred.div(deviation).mul(weight).add(bias);
        }
    }

    private static final class Attention extends Layer {
        private final Linear query = module("query", new Linear(WIDTH, WIDTH));
        private final Linear key = module("key", new Linear(WIDTH, WIDTH));
        private final Linear value = module("value", new Linear(WIDTH, WIDTH));
        private final Linear out = module("out", new Linear(WIDTH, WIDTH));

        @Override
        protected Tensor compute(Tensor x) {
            Tensor q = heads(query.forward(x));
            Tensor k = heads(key.forward(x));
            Tensor v = heads(value.forward(x));
            Tensor scores = q.matmul(k.transpose(-2, -1)).div(Math.sqrt(WIDTH / (double) HEADS));
            Tensor mixed = scores.softmax(-1).matmul(v).transpose(1, 2);
            return out.forward(mixed.reshape(BATCH, LENGTH, WIDTH));
        }

        private static Tensor heads(Tensor x) {
            return x.reshape(BATCH, LENGTH, HEADS, WIDTH / HEADS).transpose(1, 2);
        }
    }
}
