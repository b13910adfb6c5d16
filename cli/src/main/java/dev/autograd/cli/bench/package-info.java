/// The command that times workloads in turns with peers.
@NullMarked
package dev.autograd.cli.bench;

import org.jspecify.annotations.NullMarked;
