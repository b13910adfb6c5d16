package dev.autograd.engine;

import dev.autograd.Autograd;
import dev.autograd.GradOptions;
import dev.autograd.Graph;
import dev.autograd.Recording;
import dev.autograd.RemovableHandle;
import dev.autograd.Tensor;
import dev.autograd.optim.SGD;
import dev.autograd.value.DType;
import dev.autograd.value.Shape;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/// The graphs of [DepthTest], each in a process of its own with a small heap and a small stack.
enum DeepGraphs {
    /// A million additions, one after another.
    CHAIN {
        @Override
        Object run() {
            Tensor x = Tensor.of(0f).requiresGrad_();
            return backward(chain(x), x);
        }
    },
    /// The same, several times, and nobody goes backward.
    DROPPED {
        @Override
        Object run() {
            Tensor x = Tensor.of(0f).requiresGrad_();
            double sum = 0;
            for (int i = 0; i < 5; i++) {
                sum += chain(x).item();
            }
            return sum;
        }
    },
    /// The same, by `Autograd.grad`.
    CHAIN_GRAD {
        @Override
        Object run() {
            Tensor x = Tensor.of(0f).requiresGrad_();
            return Autograd.grad(chain(x), x)[0].item();
        }
    },
    /// The same, into a leaf whose gradient is released within backward.
    CHAIN_RELEASED {
        @Override
        Object run() {
            Tensor x = Tensor.of(0f).requiresGrad_();
            double[] seen = new double[1];
            x.registerPostAccumulateGradHook(leaf -> {
                seen[0] += leaf.grad().item();
                leaf.setGrad(null);
            });
            return backward(chain(x), Tensor.of(seen));
        }
    },
    /// `x^n` as a chain of 100,000 products: its first and second derivatives at 1.
    POWER_TWICE {
        @Override
        Object run() {
            return twice(100_000);
        }
    },
    /// The same for a million.
    LONG_POWER_TWICE {
        @Override
        Object run() {
            return twice(LENGTH);
        }
    },
    /// The chain as a picture's text: its length.
    CHAIN_DRAWN {
        @Override
        Object run() {
            Tensor x = Tensor.of(0f).requiresGrad_();
            Graph graph = Graph.of(chain(x));
            return graph + " " + isWritten(graph);
        }
    },
    /// A million operators without a tape, as they run.
    CHAIN_RECORDED {
        @Override
        Object run() {
            try (Recording recording = Graph.record()) {
                chain(Tensor.of(0f));
                Graph graph = recording.graphs().getFirst();
                return graph + " " + graph.collapse(0).nodeCount();
            }
        }
    },
    /// The chain and its gradient beside each other, then merged.
    CHAIN_BOTH {
        @Override
        Object run() {
            Tensor x = Tensor.of(0f).requiresGrad_();
            Graph graph = Graph.forwardAndBackward(chain(x));
            return graph + " " + graph.collapse(0);
        }
    },
    /// 10,000 diamonds, one on top of another.
    LADDER {
        @Override
        Object run() {
            Tensor x = Tensor.of(-3f).requiresGrad_();
            Tensor y = x;
            for (int i = 0; i < 10_000; i++) {
                y = y.add(y.sigmoid());
            }
            return backward(y, x);
        }
    },
    /// 60 diamonds: 2^60 paths.
    DIAMONDS {
        @Override
        Object run() {
            Tensor x = Tensor.of(1.0).requiresGrad_();
            Tensor y = x;
            for (int i = 0; i < 60; i++) {
                y = y.add(y);
            }
            return backward(y, x);
        }
    },
    /// One tensor that 100,000 operators use.
    CONSUMERS {
        @Override
        Object run() {
            Tensor x = Tensor.of(1f).requiresGrad_();
            Tensor y = x.mul(1.0);
            Tensor[] uses = new Tensor[100_000];
            Arrays.setAll(uses, i -> y.mul(1.0));
            return backward(Tensor.cat(0, uses).sum(), x);
        }
    },
    /// A sum of 100,000 tensors, one after another.
    SUM {
        @Override
        Object run() {
            Tensor[] all = leaves(100_000);
            Tensor sum = all[0];
            for (int i = 1; i < all.length; i++) {
                sum = sum.add(all[i]);
            }
            return backward(sum.sum(), all[7]) + " " + all[99_999].grad().item();
        }
    },
    /// 200,000 leaves that meet in one operator.
    LEAVES {
        @Override
        Object run() {
            Tensor[] all = leaves(200_000);
            return backward(Tensor.stack(0, all).sum(), all[7]) + " "
                    + all[199_999].grad().item();
        }
    },
    /// The same in another element type, so that every gradient is a tensor of its own.
    LEAVES_CONVERTED {
        @Override
        Object run() {
            Tensor[] all = leaves(200_000);
            Tensor[] with = Arrays.copyOf(all, all.length + 1);
            with[all.length] = Tensor.zeros(Shape.of(1), DType.FLOAT64);
            return backward(Tensor.cat(0, with).sum(), all[7]) + " "
                    + all[199_999].grad().item();
        }
    },
    /// The gradients by 200,000 leaves.
    LEAVES_GRAD {
        @Override
        Object run() {
            Tensor[] all = leaves(200_000);
            Tensor[] gradients = Autograd.grad(Tensor.cat(0, all).mul(3.0).sum(), all);
            return gradients.length + " " + gradients[199_999].item();
        }
    },
    /// 200,000 leaves that are released within backward.
    LEAVES_RELEASED {
        @Override
        Object run() {
            Tensor[] all = leaves(200_000);
            int[] released = new int[1];
            for (Tensor leaf : all) {
                leaf.registerPostAccumulateGradHook(l -> {
                    released[0]++;
                    l.setGrad(null);
                });
            }
            Tensor.cat(0, all).sum().backward();
            return released[0];
        }
    },
    /// 200,000 leaves as a picture's text.
    LEAVES_DRAWN {
        @Override
        Object run() {
            Graph graph = Graph.of(Tensor.cat(0, leaves(200_000)).sum());
            return graph + " " + graph.dot().endsWith("}\n");
        }
    },
    /// A model of 100 MB whose gradients are used and dropped within backward: the parameters that changed.
    MODEL_RELEASED {
        @Override
        Object run() {
            Tensor[] weights = weights();
            RemovableHandle stepping = new SGD(List.of(weights), 0.1).stepInBackward();
            output(weights).sum().backward();
            stepping.remove();
            return Arrays.stream(weights).filter(w -> w.get(0, 0) != 0).count();
        }
    },
    /// The same with all gradients at once.
    MODEL_KEPT {
        @Override
        Object run() {
            Tensor[] weights = weights();
            output(weights).sum().backward();
            return Arrays.stream(weights).filter(w -> w.grad() != null).count();
        }
    },
    /// 100,000 small graphs that nobody goes backward through: by how many KiB the live heap has grown meanwhile.
    MANY_DROPPED {
        @Override
        Object run() {
            Tensor w = Tensor.randn(8, 8).requiresGrad_();
            long before = 0;
            for (int i = 0; i < 100_000; i++) {
                w.matmul(w).tanh().add(w).sum();
                if (i == 10_000) {
                    before = liveKiB();
                }
            }
            return liveKiB() - before < 256 ? "flat" : "from " + before + " to " + liveKiB();
        }

        private long liveKiB() {
            System.gc();
            Runtime runtime = Runtime.getRuntime();
            return (runtime.totalMemory() - runtime.freeMemory()) / 1024;
        }
    };

    private static final int LENGTH = 1_000_000;

    abstract Object run();

    private static Tensor chain(Tensor x) {
        Tensor y = x;
        for (int i = 0; i < LENGTH; i++) {
            y = y.add(1.0);
        }
        return y;
    }

    /// Whether a graph is drawn into a file to its end: as one text it would take several times the memory.
    private static boolean isWritten(Graph graph) {
        try {
            Path folder = Files.createTempDirectory("graph");
            Path file = folder.resolve("graph.dot");
            graph.save(file);
            boolean whole;
            try (SeekableByteChannel channel = Files.newByteChannel(file)) {
                ByteBuffer end = ByteBuffer.allocate(2);
                channel.position(channel.size() - 2).read(end);
                whole = new String(end.array(), StandardCharsets.UTF_8).equals("}\n");
            }
            Files.delete(file);
            Files.delete(folder);
            return whole;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Tensor[] weights() {
        Tensor[] weights = new Tensor[100];
        Arrays.setAll(weights, i -> Tensor.zeros(512, 512).requiresGrad_());
        return weights;
    }

    private static Tensor output(Tensor[] weights) {
        Tensor h = Tensor.ones(1, 512);
        for (Tensor w : weights) {
            h = h.matmul(w).add(h);
        }
        return h;
    }

    private static String twice(int n) {
        Tensor x = Tensor.of(1.0).requiresGrad_();
        Tensor y = x;
        for (int i = 1; i < n; i++) {
            y = y.mul(x);
        }
        Tensor first = Autograd.grad(y, GradOptions.DEFAULT.withCreateGraph(), x)[0];
        return first.item() + " " + Autograd.grad(first, x)[0].item();
    }

    private static Tensor[] leaves(int count) {
        Tensor[] leaves = new Tensor[count];
        Arrays.setAll(leaves, i -> Tensor.of(1f).requiresGrad_());
        return leaves;
    }

    /// Goes backward.
    ///
    /// @return the number of nodes visited, and the gradient of a leaf
    private static String backward(Tensor root, Tensor leaf) {
        long visits = Walk.accumulate(
                new Tensor[] {root}, new Tensor[] {Tensor.onesLike(root)}, GraphUse.FREE, Caller.of("backward", root));
        Tensor gradient = leaf.grad();
        return visits + " " + (gradient == null ? leaf : gradient).item();
    }

    /// Runs the graphs of the given names and prints what each gives.
    public static void main(String[] args) {
        for (String name : args) {
            System.out.println(name + " " + DeepGraphs.valueOf(name).run());
        }
    }
}
