package dev.autograd.conformance.reference;

/// A call of a module. Its last two arguments are the parameters and the buffers by name; its outputs end with the
/// floating buffers after the call.
///
/// @param constructor the arguments that make the module
/// @param call further arguments of the call, by name
/// @param training whether the module is in training mode
public record ModuleCase(OperatorCase run, Arguments constructor, Arguments call, boolean training)
        implements ReferenceCase {
    @Override
    public Label label() {
        return run.label();
    }
}
