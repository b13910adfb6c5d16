package dev.autograd.expr.codegen;

import dev.autograd.event.CompileEvent;
import dev.autograd.event.Events;
import dev.autograd.expr.Program;
import dev.autograd.expr.lower.Lowering;
import java.lang.constant.ClassDesc;
import java.util.Optional;
import java.util.OptionalInt;

/// Makes kernels. A compiler has no state but the widths of its vectors; keep what it makes in a `KernelCache`.
public final class KernelCompiler {
    /// C2 inlines the calls of a vector loop until its budget of nodes is spent; what is left then puts every
    /// vector into an object, hundreds of times slower. Measured on JDK 25, loops of this kind compile well
    /// with 250 operations and not with 300; this leaves room for other CPUs.
    private static final int MOST_VECTOR_OPERATIONS = 120;

    /// The JVM never compiles methods over 8,000 bytes.
    private static final int MOST_BYTES = 7_900;

    /// Loops of fewer operations than this wait for memory, in which wider vectors straddle cache lines at
    /// every access, since the data of a heap array begins 16 bytes into a line at best: where 512 bits are
    /// computed in two halves (Zen 4) narrow vectors are the faster ones there, elsewhere (Zen 5) neither
    /// is.
    private static final int FEW_OPERATIONS = 8;

    private static final int NARROW = 256;

    /// Ends the names of vector loops, by which options of the JIT compiler can tell them.
    private static final String VECTORS = "_vectors";

    private final int vectorBits;
    private final int bitsForFewOperations;

    private KernelCompiler(int vectorBits, int bitsForFewOperations) {
        this.vectorBits = vectorBits;
        this.bitsForFewOperations = bitsForFewOperations;
    }

    /// The compiler for this JVM, with vectors as wide as the CPU's, but of 256 bits where a loop does
    /// little, or with those that the system property `autograd.vector.bits` asks for (128, 256 or 512).
    ///
    /// @throws IllegalArgumentException if the property has another value
    public static KernelCompiler forThisMachine() {
        OptionalInt forced = Vectors.forced();
        if (forced.isPresent()) {
            return withVectorBits(forced.getAsInt());
        }
        int widest = Vectors.widest();
        return new KernelCompiler(widest, Math.min(NARROW, widest));
    }

    /// A compiler for vectors of 128, 256 or 512 bits. Wider ones than the CPU has work, but slowly.
    public static KernelCompiler withVectorBits(int bits) {
        int possible = Vectors.available() ? Vectors.requireBits(bits) : 0;
        return new KernelCompiler(possible, possible);
    }

    /// Makes the kernel in the form asked for, or in the next simpler one that is possible:
    /// [PointwiseKernel#form()] says which, [PointwiseKernel#note()] why.
    public PointwiseKernel compile(KernelSpec spec, Form form) {
        if (!Events.ofCompiling()) {
            return make(spec, form);
        }
        CompileEvent event = new CompileEvent();
        event.begin();
        PointwiseKernel kernel = make(spec, form);
        event.end();
        if (event.shouldCommit()) {
            event.commit(kernel.toString(), kernel.form().label(), kernel.note());
        }
        return kernel;
    }

    private PointwiseKernel make(KernelSpec spec, Form form) {
        return switch (form) {
            case INTERPRETED -> new InterpretedKernel(spec, "");
            case PLAIN -> plain(spec, "");
            case VECTOR -> {
                Optional<String> obstacle = obstacle(spec);
                yield obstacle.isPresent() ? plain(spec, obstacle.get()) : vector(spec);
            }
        };
    }

    /// Whether [#compile] can make the vector form.
    public boolean hasVectorForm(KernelSpec spec) {
        return obstacle(spec).isEmpty();
    }

    /// The number of elements in a vector of the kernel.
    public int lanes(KernelSpec spec) {
        return bits(spec) / (8 * spec.compute().bytes());
    }

    private int bits(KernelSpec spec) {
        return spec.vectorOperations() < FEW_OPERATIONS ? bitsForFewOperations : vectorBits;
    }

    /// The bytecode of the kernel that [#compile] would make, instruction by instruction; empty for
    /// `INTERPRETED`.
    public String bytecode(KernelSpec spec, Form form) {
        Form possible = form == Form.VECTOR && !hasVectorForm(spec) ? Form.PLAIN : form;
        return possible == Form.INTERPRETED ? "" : Bytecode.of(bytes(spec, possible));
    }

    private PointwiseKernel plain(KernelSpec spec, String note) {
        byte[] bytes = bytes(spec, Form.PLAIN);
        if (Bytecode.largestMethod(bytes) > MOST_BYTES) {
            return new InterpretedKernel(spec, "the loop is too long for the JIT compiler; split the formula");
        }
        return KernelClass.define(bytes, spec, Form.PLAIN, note);
    }

    private PointwiseKernel vector(KernelSpec spec) {
        return KernelClass.define(bytes(spec, Form.VECTOR), spec, Form.VECTOR, "");
    }

    /// Why there can be no vector form.
    private Optional<String> obstacle(KernelSpec spec) {
        if (vectorBits == 0) {
            return Optional.of("the module jdk.incubator.vector is not there; add it with --add-modules");
        }
        if (!spec.compute().isFloating()) {
            return Optional.of("loops over " + spec.compute() + " are left to the JIT compiler");
        }
        Optional<String> missing = Lowering.missing(spec.program(), spec.compute());
        if (missing.isPresent()) {
            return Optional.of(missing.get() + " has no vector form in " + spec.compute());
        }
        int operations = spec.vectorOperations();
        if (operations > MOST_VECTOR_OPERATIONS) {
            return Optional.of(operations + " vector operations are more than the " + MOST_VECTOR_OPERATIONS
                    + " that the JIT compiler inlines; split the formula");
        }
        return Optional.empty();
    }

    private byte[] bytes(KernelSpec spec, Form form) {
        String name = Listing.name(spec.program());
        ClassDesc self = KernelClass.named(form == Form.VECTOR ? name + VECTORS : name);
        Program lowered = spec.lowered(form);
        return form == Form.PLAIN
                ? PlainGenerator.bytes(spec, lowered, self)
                : VectorGenerator.bytes(spec, lowered, bits(spec), self);
    }
}
