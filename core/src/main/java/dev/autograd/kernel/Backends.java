package dev.autograd.kernel;

import dev.autograd.event.Events;
import dev.autograd.kernel.plain.PlainBackend;
import dev.autograd.kernel.vector.VectorBackend;
import java.lang.System.Logger.Level;
import org.jspecify.annotations.Nullable;

/// The choice of the kernels of this process, made once: `vector` where the module `jdk.incubator.vector` is present,
/// `plain` elsewhere. `-Dautograd.kernels=plain|vector` overrides it, `-Dautograd.vector.bits=128|256|512` sets the
/// size of vectors, and `-Dautograd.warmup=off` has vector loops called from the start, when they are not compiled yet
/// and a thousand times slower than later: without it, loops over single elements that give the same bits work until
/// then.
public final class Backends {
    private static final String MODULE = "jdk.incubator.vector";
    private static final Choice CHOICE = choose();

    private Backends() {}

    /// A backend and why it was taken.
    ///
    /// @param backend the kernels
    /// @param reason one sentence, for logs and `autograd info`
    /// @param level how loudly the reason is logged
    record Choice(Backend backend, String reason, Level level) {}

    /// The kernels of this process.
    public static Backend current() {
        return CHOICE.backend();
    }

    /// Whether vector loops are not called before the JIT compiler has compiled them.
    ///
    /// @throws IllegalArgumentException when `autograd.warmup` is neither `on` nor `off`
    public static boolean warmsUp() {
        String value = System.getProperty("autograd.warmup", "on");
        if (!value.equals("on") && !value.equals("off")) {
            throw new IllegalArgumentException("-Dautograd.warmup must be on or off, but is '" + value + "'");
        }
        return value.equals("on");
    }

    /// Why [#current] is what it is, in one sentence that says what to change where that would be faster.
    public static String reason() {
        return CHOICE.reason();
    }

    private static Choice choose() {
        Choice choice = choose(
                System.getProperty("autograd.kernels"),
                System.getProperty("autograd.vector.bits"),
                vectorModuleReadable());
        if (choice.level() != Level.OFF) {
            System.getLogger("dev.autograd.kernel").log(choice.level(), choice.reason());
        }
        Events.kernelChosen("all kernels", choice.backend().name(), choice.reason());
        return choice;
    }

    /// The decision itself, from the two system properties and the presence of the module.
    static Choice choose(@Nullable String kernels, @Nullable String bits, boolean modulePresent) {
        if (kernels != null && !kernels.equals("plain") && !kernels.equals("vector")) {
            throw new IllegalArgumentException("-Dautograd.kernels must be plain or vector, but is '" + kernels + "'");
        }
        if (bits != null && !bits.equals("128") && !bits.equals("256") && !bits.equals("512")) {
            throw new IllegalArgumentException("-Dautograd.vector.bits must be 128, 256 or 512, but is '" + bits + "'");
        }
        if ("plain".equals(kernels)) {
            return new Choice(
                    new PlainBackend(), "plain kernels, because -Dautograd.kernels=plain asks for them", Level.OFF);
        }
        if (modulePresent) {
            return vector();
        }
        String remedy =
                "add --add-modules " + MODULE + " to the java command for kernels that are several times faster";
        if ("vector".equals(kernels)) {
            return new Choice(
                    new PlainBackend(),
                    "plain kernels, although -Dautograd.kernels=vector asks for others: " + remedy,
                    Level.WARNING);
        }
        return new Choice(new PlainBackend(), "plain kernels: " + remedy, Level.INFO);
    }

    /// In a method of its own, so that no class of the vector package is loaded where the module is missing.
    private static Choice vector() {
        return new Choice(new VectorBackend(), "vector kernels of " + VectorBackend.bits() + " bits", Level.OFF);
    }

    private static boolean vectorModuleReadable() {
        return ModuleLayer.boot()
                .findModule(MODULE)
                .map(Backends.class.getModule()::canRead)
                .orElse(false);
    }
}
