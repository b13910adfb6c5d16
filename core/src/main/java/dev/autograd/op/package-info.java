/// What each operator is. [dev.autograd.op.Op] says what a declaration holds; the sub-packages hold the families.
@NullMarked
package dev.autograd.op;

import org.jspecify.annotations.NullMarked;
