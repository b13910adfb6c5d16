import dev.autograd.Autograd;
import dev.autograd.Tensor;
import java.util.concurrent.Callable;
import java.util.concurrent.StructuredTaskScope;

/// What threads that a structured task scope forks see of modes; run by ModesTest with `--enable-preview --source 25`.
class StructuredModes {
    static <T> T forked(Callable<T> task) {
        try (var scope = StructuredTaskScope.open()) {
            var subtask = scope.fork(task);
            scope.join();
            return subtask.get();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    static String modes() {
        Tensor negative = Tensor.of(-1.0);
        String anomaly = "no anomaly";
        try {
            negative.sqrt();
        } catch (ArithmeticException e) {
            anomaly = "anomaly";
        }
        return (Autograd.isGradEnabled() ? "grad" : "no grad")
                + ", " + (Autograd.isInferenceModeEnabled() ? "inference" : "no inference")
                + ", " + anomaly;
    }

    static void say(String what, String modes) {
        System.out.println(what + ": " + modes);
    }

    public static void main(String[] arguments) throws Exception {
        say("outside", forked(StructuredModes::modes));
        Autograd.noGrad(() -> {
            say("in a noGrad lambda", forked(StructuredModes::modes));
            say("forked by a forked thread", forked(() -> forked(StructuredModes::modes)));
            say("in a detectAnomaly lambda inside", Autograd.detectAnomaly(() -> forked(StructuredModes::modes)));
            say("in an enableGrad lambda inside", Autograd.enableGrad(() -> forked(StructuredModes::modes)));
            try (var _ = Autograd.enableGrad()) {
                say("in an enableGrad block inside", forked(StructuredModes::modes));
            }
            say("what a forked thread switches on", forked(() -> {
                try (var _ = Autograd.enableGrad()) {
                    return modes();
                }
            }));
            say("the thread itself then", modes());
        });
        try (var _ = Autograd.noGrad()) {
            say("in a noGrad block", forked(StructuredModes::modes));
            say("in a detectAnomaly lambda in it", Autograd.detectAnomaly(() -> forked(StructuredModes::modes)));
        }
        say("in an inferenceMode lambda", Autograd.inferenceMode(() -> forked(StructuredModes::modes)));
        say("after all", forked(StructuredModes::modes));
    }
}
