/// Small programs, each with one idea, to be read as well as run: `./autograd example` lists them.
///
/// ```java
/// Oscillator.Solution solution = new Oscillator(2000, 0).solve(_ -> {});
/// System.out.println(solution.largestError());                            // below 0.001
/// ```
@NullMarked
package dev.autograd.examples;

import org.jspecify.annotations.NullMarked;
