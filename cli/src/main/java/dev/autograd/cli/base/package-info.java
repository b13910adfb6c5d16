/// What all commands share: how they fail, how they end, how they show numbers.
///
/// ```java
/// throw new Failure(file + " holds no table");
/// ```
@NullMarked
package dev.autograd.cli.base;

import org.jspecify.annotations.NullMarked;
