/// Deep learning for the JVM in plain Java.
module dev.autograd {
    requires static jdk.incubator.vector;
    requires static transitive org.jspecify;

    exports dev.autograd.data;
    exports dev.autograd.graph;
    exports dev.autograd.value;
}
