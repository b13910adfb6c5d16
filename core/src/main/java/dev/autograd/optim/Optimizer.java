package dev.autograd.optim;

import dev.autograd.Tensor;
import dev.autograd.engine.History;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Changes parameters by their gradients. What an optimiser is, is said by [#update]; the rest is here.
///
/// An optimiser belongs to one thread at a time.
public abstract class Optimizer {
    private final List<ParameterGroup> groups;
    private final List<String> slots;
    private final Map<Tensor, ParameterState> states = new IdentityHashMap<>();

    /// An optimiser of the given groups.
    ///
    /// @param slots the names of the tensors that are remembered for each parameter, PyTorch's where it has such
    /// @throws IllegalArgumentException when there is no parameter, one appears twice, or one is not a floating
    /// leaf
    protected Optimizer(List<ParameterGroup> groups, List<String> slots) {
        this.groups = List.copyOf(groups);
        this.slots = List.copyOf(slots);
        Set<Tensor> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        for (int g = 0; g < groups.size(); g++) {
            List<Tensor> parameters = groups.get(g).parameters();
            for (int i = 0; i < parameters.size(); i++) {
                Tensor parameter = parameters.get(i);
                String which = name() + ": parameter " + i + " " + parameter.shape() + " of group " + g;
                Numbers.check(
                        seen.add(parameter), which + " appears twice; each parameter belongs into one group, once");
                Numbers.check(parameter.isLeaf(), which + " was computed on the tape; only leaves can be optimised");
                Numbers.check(
                        parameter.dtype().isFloating(),
                        which + " is " + parameter.dtype() + ", but must be float32 or float64");
            }
        }
        Numbers.check(!seen.isEmpty(), name() + ": there are no parameters to optimise");
    }

    /// Changes one parameter by its gradient, by working on its array or under [dev.autograd.Autograd#noGrad()].
    ///
    /// @param settings those of the parameter's group
    /// @param parameter dense, from the start of its storage
    /// @param gradient likewise
    /// @param state what was remembered of the parameter; its step is that of this update
    protected abstract void update(Settings settings, Tensor parameter, Tensor gradient, ParameterState state);

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
        for (ParameterGroup group : groups) {
            Settings settings = group.settings();
            for (Tensor parameter : group.parameters()) {
                Tensor gradient = parameter.grad();
                if (gradient != null) {
                    step(settings, parameter, gradient);
                }
            }
        }
    }

    private void step(Settings settings, Tensor parameter, Tensor gradient) {
        ParameterState state = state(parameter);
        state.beginStep();
        Tensor dense = Dense.of(parameter);
        update(settings, dense, Dense.of(gradient), state);
        if (dense == parameter) {
            History.changed(parameter);
        } else {
            parameter.detach().copy_(dense);
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
    /// @throws IllegalArgumentException when groups, shapes or settings do not fit, naming the first that does not;
    /// nothing has
    ///     been changed then
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
