/// Measures workloads in turns with peers: `autograd bench`.
module dev.autograd.bench {
    requires transitive dev.autograd;
    requires dev.autograd.viz;
    requires java.management;
    requires static org.jspecify;
    requires tools.jackson.databind;

    exports dev.autograd.bench;
    exports dev.autograd.bench.measure;
    exports dev.autograd.bench.report;
    exports dev.autograd.bench.worker;
    exports dev.autograd.bench.workload;
}
