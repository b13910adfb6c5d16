/// JSON as text, for what writes it on every floor.
///
/// ```java
/// JsonText.append(json, "a \"name\"");
/// ```
@NullMarked
package dev.autograd.json;

import org.jspecify.annotations.NullMarked;
