package dev.autograd.conformance.check;

import dev.autograd.conformance.reference.BadCall;
import dev.autograd.conformance.reference.CaseTensors;
import dev.autograd.conformance.reference.ModuleCase;
import dev.autograd.conformance.reference.OperatorCase;
import dev.autograd.conformance.reference.OptimizerCase;
import dev.autograd.conformance.reference.ReferenceCase;
import dev.autograd.conformance.reference.ScheduleCase;
import dev.autograd.conformance.reference.TensorSource;
import dev.autograd.conformance.reference.TrainingCase;
import dev.autograd.torch.TorchSchedulers;
import dev.autograd.torch.UnsupportedTorchCall;
import java.io.IOException;
import java.util.List;

/// Runs a case of any kind.
public final class CaseCheck {
    private final TensorSource source = new TensorSource();

    /// How the case ends. Whatever the library throws is its verdict.
    ///
    /// @throws IOException when the reference files are damaged or cannot be read
    public Verdict check(ReferenceCase c) throws IOException {
        try {
            return switch (c) {
                case OperatorCase operator -> OperatorCheck.check(operator, source);
                case BadCall call -> BadCallCheck.check(call);
                case ModuleCase module -> module(module);
                case OptimizerCase optimizer -> OptimizerCheck.check(optimizer, source);
                case TrainingCase training -> TrainingCheck.check(training, source);
                case ScheduleCase schedule -> ScheduleCheck.check(schedule, TorchSchedulers::create);
            };
        } catch (UnsupportedTorchCall e) {
            return Verdict.unsupported(e);
        } catch (RuntimeException | AssertionError | StackOverflowError e) {
            return Verdict.of(List.of(Thrown.text(e)));
        }
    }

    private Verdict module(ModuleCase c) throws IOException {
        CaseTensors tensors = source.open(c.run().location());
        return Verdict.of(Runs.of(c.run(), tensors, strides -> CalledModule.of(c, tensors, strides)));
    }
}
