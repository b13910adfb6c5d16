package dev.autograd.expr.codegen;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Keeps kernels, so that each is generated once. Thread-safe. A cache is as large as what was asked of it and keeps
/// it as long as it lives itself; its owner decides how long that is.
public final class KernelCache {
    private record Key(KernelSpec spec, Form form) {}

    private final KernelCompiler compiler;
    private final Map<Key, PointwiseKernel> kernels = new ConcurrentHashMap<>();

    /// An empty cache.
    public KernelCache(KernelCompiler compiler) {
        this.compiler = compiler;
    }

    /// The kernel, made now or before.
    ///
    /// @throws IllegalArgumentException if the specification cannot be compiled
    public PointwiseKernel get(KernelSpec spec, Form form) {
        Key key = new Key(spec, form);
        PointwiseKernel known = kernels.get(key);
        // Looked up first: computeIfAbsent locks even when the kernel is there.
        return known != null ? known : kernels.computeIfAbsent(key, k -> compiler.compile(k.spec(), k.form()));
    }

    /// The number of kernels made.
    public int size() {
        return kernels.size();
    }
}
