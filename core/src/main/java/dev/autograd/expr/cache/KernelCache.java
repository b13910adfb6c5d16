package dev.autograd.expr.cache;

import dev.autograd.expr.codegen.Form;
import dev.autograd.expr.codegen.KernelCompiler;
import dev.autograd.expr.codegen.KernelSpec;
import dev.autograd.expr.codegen.PointwiseKernel;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Keeps kernels, so that each is generated once. Thread-safe. A cache is as large as what was asked of it and
/// keeps it as long as it lives itself; its owner decides how long that is.
public final class KernelCache {
    private record Key(KernelSpec spec, Form form) {}

    private final KernelCompiler compiler;
    private final Warmer warmer;
    private final Map<Key, PointwiseKernel> kernels = new ConcurrentHashMap<>();
    private final Map<KernelSpec, PointwiseKernel> adaptive = new ConcurrentHashMap<>();

    /// An empty cache.
    ///
    /// @param warmer gets the vector loops of adaptive kernels compiled
    public KernelCache(KernelCompiler compiler, Warmer warmer) {
        this.compiler = compiler;
        this.warmer = warmer;
    }

    /// The kernel in that form, made now or before.
    ///
    /// @throws IllegalArgumentException if the specification cannot be compiled
    public PointwiseKernel get(KernelSpec spec, Form form) {
        Key key = new Key(spec, form);
        PointwiseKernel known = kernels.get(key);
        // Looked up first: computeIfAbsent locks even when the kernel is there.
        return known != null ? known : kernels.computeIfAbsent(key, k -> compiler.compile(k.spec(), k.form()));
    }

    /// The kernel that starts as a plain loop and, once it has been used a good deal, turns into a vector loop
    /// as soon as the JIT compiler has made that fast, warmed up by a background thread. Its bits do not
    /// change. It neither stalls a program at its start nor stays slow. Where there is no vector form it is the
    /// plain kernel.
    ///
    /// @throws IllegalArgumentException if the specification cannot be compiled
    public PointwiseKernel adaptive(KernelSpec spec) {
        PointwiseKernel known = adaptive.get(spec);
        return known != null ? known : adaptive.computeIfAbsent(spec, this::makeAdaptive);
    }

    private PointwiseKernel makeAdaptive(KernelSpec spec) {
        return compiler.hasVectorForm(spec)
                ? new AdaptiveKernel(compiler.compile(spec, Form.PLAIN), this::warm)
                : compiler.compile(spec, Form.VECTOR);
    }

    private void warm(AdaptiveKernel kernel) {
        KernelSpec spec = kernel.spec();
        warmer.add(new WarmUp(kernel, () -> compiler.compile(spec, Form.VECTOR), compiler.lanes(spec)));
    }

    /// The number of adaptive kernels whose vector loop is being warmed up.
    public int warming() {
        return warmer.pending();
    }

    /// The number of kernels made.
    public int size() {
        return kernels.size() + adaptive.size();
    }
}
