package dev.autograd;

import dev.autograd.FunctionPlan.Like;
import dev.autograd.engine.History;
import dev.autograd.engine.Modes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The context of `forward`: collects what the function decides.
final class FunctionForward extends FunctionContext {
    private final Tensor[] given;
    private final FunctionNeeds needs;
    private final int[] versions;
    private final List<Tensor> dirty = new ArrayList<>();
    private final List<Tensor> constant = new ArrayList<>();
    private Tensor @Nullable [] saved;
    private boolean materialize = true;

    FunctionForward(String name, FunctionNeeds needs, Tensor... given) {
        super(name, Arrays.stream(given).map(Like::of).toList());
        this.given = given;
        this.needs = needs;
        this.versions = Arrays.stream(given)
                .mapToInt(x -> x.isBatched() ? 0 : x.storage().version())
                .toArray();
    }

    @Override
    public void saveForBackward(Tensor... tensors) {
        if (saved != null) {
            throw refusal("saveForBackward was called twice; call it once, with all tensors");
        }
        saved = tensors.clone();
    }

    @Override
    public Tensor saved(int index) {
        throw refusal("saved tensors can be read in backward and jvp only");
    }

    @Override
    public Tensor[] saved() {
        throw refusal("saved tensors can be read in backward and jvp only");
    }

    @Override
    public void markDirty(Tensor... inputs) {
        for (Tensor x : inputs) {
            if (indexOf(given, x) < 0) {
                throw own(new IllegalArgumentException(
                        name + ": markDirty was given a tensor " + x.shape() + " that is no input of the function"));
            }
            if (needs.inMap()) {
                throw refusal("changes its input " + x.shape()
                        + " in place, which is not possible inside vmap; return a new tensor instead");
            }
            if (!x.layout().isInjective()) {
                throw refusal("several elements of the expanded input " + x.shape()
                        + " share one place in memory, so it cannot be changed in place; give a clone() of it");
            }
            if (needs.any()) {
                if (x.isView()) {
                    throw refusal("the input " + x.shape()
                            + " is a view, which a function cannot change in place on the tape; give a clone() of it");
                }
                checkInPlace(x);
            }
            dirty.add(x);
        }
    }

    private void checkInPlace(Tensor x) {
        try {
            Modes.withGrad(true, () -> {
                History.records(name, x, true);
            });
        } catch (IllegalStateException e) {
            throw own(e);
        }
    }

    @Override
    public void markNonDifferentiable(Tensor... outputs) {
        constant.addAll(Arrays.asList(outputs));
    }

    @Override
    public void setMaterializeGrads(boolean value) {
        materialize = value;
    }

    @Override
    public boolean needsInputGrad(int input) {
        return needs.input(Objects.checkIndex(input, given.length));
    }

    /// Whether an input was changed in place without being marked, although a gradient of it is wanted.
    boolean isSecretlyChanged(int input) {
        Tensor x = given[input];
        return needs.input(input)
                && !x.isBatched()
                && x.storage().version() != versions[input]
                && dirty.stream().noneMatch(marked -> marked.storage() == x.storage());
    }

    Tensor[] given() {
        return given;
    }

    Tensor[] kept() {
        return saved == null ? new Tensor[0] : saved;
    }

    List<Tensor> dirty() {
        return dirty;
    }

    List<Tensor> constant() {
        return constant;
    }

    boolean materialize() {
        return materialize;
    }

    static int indexOf(Tensor[] tensors, Tensor one) {
        return Arrays.asList(tensors).indexOf(one); // tensors are equal only when they are the same
    }
}
