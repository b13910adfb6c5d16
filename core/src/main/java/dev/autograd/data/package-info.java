/// Data to learn from.
///
/// [Digits] draws small pictures of digits, which makes a first training possible without a download:
///
/// ```java
/// var train = Digits.generate(6_000, 1);
/// float[] pixels = train.images();
/// int[] digits = train.labels();
/// ```
@NullMarked
package dev.autograd.data;

import org.jspecify.annotations.NullMarked;
