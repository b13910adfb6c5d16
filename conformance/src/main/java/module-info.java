/// Runs reference cases that PyTorch computed through the public API, and says which agree.
module dev.autograd.conformance {
    requires transitive dev.autograd;
    requires static org.jspecify;
    requires tools.jackson.databind;

    exports dev.autograd.conformance;
    exports dev.autograd.conformance.report;
}
