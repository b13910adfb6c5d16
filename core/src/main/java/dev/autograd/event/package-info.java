/// Events for the JDK's Flight Recorder: `dev.autograd.Op`, `dev.autograd.Backward`, `dev.autograd.Compile`
/// and `dev.autograd.KernelChoice`.
///
/// The module `jdk.jfr` may be absent, so other classes ask [dev.autograd.event.Events] whether an event is
/// wanted before they touch its class.
@NullMarked
package dev.autograd.event;

import org.jspecify.annotations.NullMarked;
