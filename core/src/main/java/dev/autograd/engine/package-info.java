/// The tape and its reverse walk.
///
/// An operator whose inputs track gradients leaves a [dev.autograd.engine.Node] on its outputs. `backward` visits every
/// node that it can reach exactly once, in descending number, and knows no operator by name: it asks each node's
/// operator for the gradients of its inputs and adds them up where they meet. Nothing here recurses.
@NullMarked
package dev.autograd.engine;

import org.jspecify.annotations.NullMarked;
