/// Deep learning for the JVM in plain Java: eager tensors, a tape, modules, optimisers.
///
/// Uses `jdk.incubator.vector` where it is present at start-up and plain loops where it is not, and gives events to the
/// Flight Recorder where `jdk.jfr` is present.
module dev.autograd {
    requires static jdk.incubator.vector;
    requires static jdk.jfr;
    requires static org.jspecify;

    exports dev.autograd;
    exports dev.autograd.checkpoint;
    exports dev.autograd.data;
    exports dev.autograd.engine;
    exports dev.autograd.graph;
    exports dev.autograd.graph.fusion;
    exports dev.autograd.graph.structure;
    exports dev.autograd.io;
    exports dev.autograd.json;
    exports dev.autograd.nn;
    exports dev.autograd.op;
    exports dev.autograd.op.contraction;
    exports dev.autograd.op.fused;
    exports dev.autograd.optim;
    exports dev.autograd.torch;
    exports dev.autograd.value;

    uses dev.autograd.graph.GraphRenderer;
    uses dev.autograd.graph.StackWriter;

    provides dev.autograd.graph.GraphRenderer with
            dev.autograd.io.DotFile,
            dev.autograd.io.GraphFile,
            dev.autograd.io.MermaidFile;
    provides dev.autograd.graph.StackWriter with
            dev.autograd.io.FoldedFile;
}
