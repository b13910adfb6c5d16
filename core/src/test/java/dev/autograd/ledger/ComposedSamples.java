package dev.autograd.ledger;

import static dev.autograd.ledger.Sample.of;
import static dev.autograd.ledger.Sample.ofAll;

import dev.autograd.Inputs;
import dev.autograd.Tensor;
import dev.autograd.nn.F;
import dev.autograd.nn.Pool2dOptions;
import java.util.List;
import java.util.stream.Stream;

/// Calls of public methods that are composed of other operators, and of the operators that in-place changes record.
final class ComposedSamples {
    private ComposedSamples() {}

    static List<Sample> all() {
        return Stream.of(pointwise(), indexing(), inPlace())
                .flatMap(List::stream)
                .toList();
    }

    private static Tensor positive(long... sizes) {
        return Inputs.of(sizes).mul(0.4).add(1.3);
    }

    private static List<Sample> pointwise() {
        return List.of(
                of("celu", "alpha 1.2", x -> F.celu(x[0], 1.2), Inputs.of(2, 3)),
                of("selu", "selu", x -> F.selu(x[0]), Inputs.of(2, 3)),
                of("relu6", "relu6", x -> F.relu6(x[0].mul(8)), Inputs.of(2, 3)),
                of("glu", "along the last dimension", x -> F.glu(x[0], -1), Inputs.of(2, 4)),
                of("softmin", "along the first dimension", x -> F.softmin(x[0], 0), Inputs.of(3, 2)),
                of("floatPower", "of tensors", x -> x[0].floatPower(x[1]), positive(2, 3), Inputs.of(3)),
                of("ldexp", "ldexp", x -> x[0].ldexp(x[1]), Inputs.of(2, 3), Inputs.of(3)),
                of("rpow", "rpow", x -> x[0].rpow(2.5), Inputs.of(2, 3)),
                of("rsub", "rsub", x -> x[0].rsub(2.5), Inputs.of(2, 3)),
                of("positive", "positive", x -> x[0].positive(), Inputs.of(2, 3)),
                of("mT", "mT", x -> x[0].mT(), Inputs.of(2, 3)),
                of("isclose", "isclose", x -> x[0].isclose(x[1]), Inputs.of(2, 3), Inputs.of(3))
                        .constant("truth values are no numbers"),
                of(
                                "iscloseEqualNan",
                                "iscloseEqualNan",
                                x -> x[0].iscloseEqualNan(x[1], 0.1, 0),
                                Inputs.of(2),
                                Inputs.of(2))
                        .constant("truth values are no numbers"));
    }

    private static List<Sample> indexing() {
        Tensor two = Tensor.of(0L, 2);
        return List.of(
                of("indexFill", "with a tensor", x -> x[0].indexFill(1, x[1], x[2]), Inputs.of(2, 3), two, Inputs.of()),
                of("put", "put", x -> x[0].put(x[1], x[2]), Inputs.of(2, 3), Tensor.of(5L, 1), Inputs.of(2)),
                of("putAdd", "putAdd", x -> x[0].putAdd(x[1], x[2]), Inputs.of(2, 3), Tensor.of(5L, 5), Inputs.of(2)),
                ofAll(
                        "sortDescending",
                        "along the last dimension",
                        x -> new Tensor[] {
                            x[0].sortDescending(-1).values(),
                            x[0].sortDescending(-1).indices()
                        },
                        Inputs.of(2, 3)),
                of("argsortDescending", "argsortDescending", x -> x[0].argsortDescending(1), Inputs.of(2, 3))
                        .constant("indices are integers"),
                of("topkSmallest", "two of three", x -> x[0].topkSmallest(2, 1).values(), Inputs.of(2, 3)),
                of(
                        "maxPool2dWithIndices",
                        "maxPool2dWithIndices",
                        x -> F.maxPool2dWithIndices(x[0], Pool2dOptions.kernel(2))
                                .values(),
                        Inputs.of(1, 2, 4, 4)));
    }

    private static List<Sample> inPlace() {
        return List.of(
                of(
                                "copySlices",
                                "a view is changed",
                                x -> {
                                    Tensor base = x[0].mul(1);
                                    base.select(0, 1).mul_(base.select(0, 0).clone());
                                    return base;
                                },
                                Inputs.of(2, 3))
                        .changingInPlace(),
                of(
                                "asStrided",
                                "a view is used after its base was changed",
                                x -> {
                                    Tensor base = x[0].mul(1);
                                    Tensor view = base.mT().slice(0, 1, 3);
                                    base.mul_(base.clone());
                                    return view.mul(2);
                                },
                                Inputs.of(2, 3))
                        .changingInPlace());
    }
}
