/// The tape and its reverse walk.
///
/// An operator whose inputs track gradients leaves a [dev.autograd.engine.Node] on its outputs. `backward` visits every
/// node that it can reach exactly once, in descending number, and knows no operator by name: it asks each node's
/// operator for the gradients of its inputs and adds them up where they meet. Nothing here recurses.
///
/// [dev.autograd.engine.History] says what in-place operations do to the tape, [dev.autograd.engine.Mode] what a thread
/// can switch on.
@NullMarked
package dev.autograd.engine;

import org.jspecify.annotations.NullMarked;
