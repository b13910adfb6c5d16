/// The processes in which workloads run: this library's, and what those of other libraries on the JVM share with it.
@NullMarked
package dev.autograd.bench.worker;

import org.jspecify.annotations.NullMarked;
