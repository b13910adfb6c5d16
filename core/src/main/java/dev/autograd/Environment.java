package dev.autograd;

import dev.autograd.kernel.Backends;
import dev.autograd.kernel.parallel.Workers;
import dev.autograd.kernel.vector.VectorBackend;
import dev.autograd.value.Device;
import java.util.List;

/// What the library found in this process and chose because of it, for logs and for finding out why something is slow.
///
/// ```java
/// System.out.println(Environment.current().reason());
/// ```
///
/// @param kernels the name of the kernels in use: `vector` or `plain`
/// @param reason why they are, in one sentence that says what to change where that would be faster
/// @param vectorBits the width of the vectors in bits; 0 where the kernels are plain
/// @param vectorModule whether the module `jdk.incubator.vector` is present, used or not
/// @param threads how many threads one operator works with at most; `-Dautograd.threads` sets it
/// @param devices where tensors can live
public record Environment(
        String kernels, String reason, int vectorBits, boolean vectorModule, int threads, List<Device> devices) {
    private static final String VECTOR_MODULE = "jdk.incubator.vector";

    /// The environment of this process, which does not change.
    public static Environment current() {
        String kernels = Backends.current().name();
        return new Environment(
                kernels,
                Backends.reason(),
                kernels.equals("vector") ? widthOfVectors() : 0,
                ModuleLayer.boot().findModule(VECTOR_MODULE).isPresent(),
                Workers.shared().threads(),
                List.of(Device.values()));
    }

    /// In a method of its own, so that no class of the vector package is loaded where the module is missing.
    private static int widthOfVectors() {
        return VectorBackend.bits();
    }
}
