package dev.autograd.optim;

import dev.autograd.RemovableHandle;
import dev.autograd.Tensor;
import dev.autograd.engine.History;
import dev.autograd.engine.ThreadState;
import dev.autograd.engine.profile.Kind;
import dev.autograd.engine.profile.Profile;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Changes parameters by their gradients. What an optimiser is, is said by [#update]; the rest is here.
///
/// An optimiser belongs to one thread at a time.
public abstract class Optimizer {
    private final List<ParameterGroup> groups;
    private final List<String> slots;
    private final Map<Tensor, ParameterGroup> groupOf = new IdentityHashMap<>();
    private final Map<Tensor, ParameterState> states = new IdentityHashMap<>();
    private @Nullable RemovableHandle inBackward;

    /// An optimiser of the given groups.
    ///
    /// @param slots the names of the tensors that are remembered for each parameter, PyTorch's where it has such
    /// @throws IllegalArgumentException when there is no parameter, one appears twice, or one is not a floating
    /// leaf
    protected Optimizer(List<ParameterGroup> groups, List<String> slots) {
        this.groups = List.copyOf(groups);
        this.slots = List.copyOf(slots);
        for (int g = 0; g < groups.size(); g++) {
            List<Tensor> parameters = groups.get(g).parameters();
            for (int i = 0; i < parameters.size(); i++) {
                Tensor parameter = parameters.get(i);
                String which = name() + ": parameter " + i + " " + parameter.shape() + " of group " + g;
                Numbers.check(
                        groupOf.put(parameter, groups.get(g)) == null,
                        which + " appears twice; each parameter belongs into one group, once");
                Numbers.check(parameter.isLeaf(), which + " was computed on the tape; only leaves can be optimised");
                Numbers.check(
                        parameter.dtype().isFloating(),
                        which + " is " + parameter.dtype() + ", but must be float32 or float64");
            }
        }
        Numbers.check(!groupOf.isEmpty(), name() + ": there are no parameters to optimise");
    }

    /// Changes parameters by their gradients, by working on their arrays or under
    /// [dev.autograd.Autograd#noGrad()]: all of a step in one call, so that one kernel can go through them. When it
    /// throws, the updates do not count.
    ///
    /// ```java
    /// protected void update(List<Update> updates) { // along the signs of the gradients
    ///     Autograd.noGrad(() -> updates.forEach(update -> update.parameter()
    ///             .sub_(update.gradient().sign().mul(update.settings().lr()))));
    /// }
    /// ```
    protected abstract void update(List<Update> updates);

    /// The groups, whose settings may be changed.
    public final List<ParameterGroup> groups() {
        return groups;
    }

    /// Drops all gradients.
    public final void zeroGrad() {
        for (ParameterGroup group : groups) {
            for (Tensor parameter : group.parameters()) {
                parameter.setGrad(null);
            }
        }
    }

    /// Updates every parameter that has a gradient.
    public final void step() {
        Profile profile = ThreadState.current().profile();
        if (profile == null) {
            stepAll();
        } else {
            profile.run(Kind.STEP, profiledAs(), this::stepAll);
        }
    }

    private void stepAll() {
        List<Update> updates = new ArrayList<>(groupOf.size());
        for (ParameterGroup group : groups) {
            for (Tensor parameter : group.parameters()) {
                if (parameter.grad() == null || Dense.isDense(parameter)) {
                    add(group, parameter, updates);
                } else {
                    // It may be a view of those before it, and is copied when these have been changed.
                    run(updates);
                    updates = new ArrayList<>();
                    step(group, parameter);
                }
            }
        }
        run(updates);
    }

    /// Updates one parameter, if it has a gradient.
    ///
    /// @throws IllegalArgumentException when the tensor is no parameter of this optimiser
    public final void step(Tensor parameter) {
        ParameterGroup group = groupOf.get(parameter);
        if (group == null) {
            throw new IllegalArgumentException(
                    name() + ".step: the tensor " + parameter.shape() + " is no parameter of this optimiser");
        }
        stepOne(group, parameter);
    }

    private void stepOne(ParameterGroup group, Tensor parameter) {
        Profile profile = ThreadState.current().profile();
        if (profile == null) {
            step(group, parameter);
        } else {
            profile.run(Kind.STEP, profiledAs(), () -> step(group, parameter));
        }
    }

    private String profiledAs() {
        return name() + ".step";
    }

    /// Steps within `backward` from now on: each parameter is updated as soon as its gradient is complete,
    /// and the gradient is dropped, so that the gradients of a large model never live together. Where the
    /// update of a parameter depends on its own gradient alone, as in all optimisers here, the result is
    /// that of a `backward` followed by [#step()]. What looks at all gradients, such as [ClipGrad], has
    /// nothing to look at then.
    ///
    /// ```java
    /// try (RemovableHandle _ = adam.stepInBackward()) {
    ///     for (Batch batch : loader) {
    ///         F.crossEntropy(model.forward(batch.x()), batch.y()).backward();
    ///     }
    /// }
    /// ```
    ///
    /// When a `backward` fails, parameters that were complete by then have been updated. As with [#step()],
    /// no other thread may use the parameters meanwhile. A parameter whose values are also used past the
    /// tape (`detach()`) may be updated before all of its uses have been differentiated, which the tape
    /// notices and refuses.
    ///
    /// @return a handle that ends this
    /// @throws IllegalArgumentException when a parameter does not require a gradient
    /// @throws IllegalStateException when this optimiser steps in backward already
    public final RemovableHandle stepInBackward() {
        if (inBackward != null && !inBackward.isRemoved()) {
            throw new IllegalStateException(
                    name() + ".stepInBackward: this optimiser steps in backward already; remove that handle first");
        }
        for (ParameterGroup group : groups) {
            for (int i = 0; i < group.parameters().size(); i++) {
                Tensor parameter = group.parameters().get(i);
                Numbers.check(
                        parameter.requiresGrad(),
                        name() + ".stepInBackward: parameter " + i + " " + parameter.shape() + " of group "
                                + groups.indexOf(group) + " does not require a gradient, so it would never step");
            }
        }
        List<RemovableHandle> handles = new ArrayList<>();
        for (ParameterGroup group : groups) {
            for (Tensor parameter : group.parameters()) {
                handles.add(parameter.registerPostAccumulateGradHook(leaf -> stepAndRelease(group, leaf)));
            }
        }
        inBackward = RemovableHandle.of(handles);
        return inBackward;
    }

    private void stepAndRelease(ParameterGroup group, Tensor parameter) {
        stepOne(group, parameter);
        parameter.setGrad(null);
    }

    private void step(ParameterGroup group, Tensor parameter) {
        List<Update> updates = new ArrayList<>(1);
        add(group, parameter, updates);
        run(updates);
    }

    private void add(ParameterGroup group, Tensor parameter, List<Update> updates) {
        Tensor gradient = parameter.grad();
        if (gradient != null) {
            ParameterState state = state(parameter);
            updates.add(new Update(group.settings(), Dense.of(parameter), Dense.of(gradient), state.step() + 1, state));
        }
    }

    private void run(List<Update> updates) {
        if (updates.isEmpty()) {
            return;
        }
        update(updates);
        for (Update update : updates) {
            update.state().setStep(update.step());
            Tensor parameter = update.state().parameter();
            if (update.parameter() == parameter) {
                History.changed(parameter);
            } else {
                parameter.detach().copy_(update.parameter());
            }
        }
    }

    private ParameterState state(Tensor parameter) {
        ParameterState state = states.get(parameter);
        if (state == null) {
            state = new ParameterState(parameter, slots.size());
            states.put(parameter, state);
        }
        return state;
    }

    /// All that is remembered, and the settings.
    public final OptimizerState stateDict() {
        return new StateDict(groups, slots).write(states);
    }

    /// Takes over what [#stateDict()] gave, of an optimiser of the same kind over parameters of the same shapes;
    /// the tensors are copied.
    ///
    /// @throws IllegalArgumentException when groups, shapes or settings do not fit, naming the first that
    ///     does not; nothing has been changed then
    public final void loadStateDict(OptimizerState state) {
        StateDict.Loaded loaded = new StateDict(groups, slots).read(name(), state);
        for (int g = 0; g < groups.size(); g++) {
            groups.get(g).setSettings(loaded.settings().get(g));
        }
        states.clear();
        states.putAll(loaded.states());
    }

    private String name() {
        return getClass().getSimpleName();
    }
}
