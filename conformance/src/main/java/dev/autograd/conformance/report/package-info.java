/// How cases ended, and how that is told: as a table, and as JSON.
@NullMarked
package dev.autograd.conformance.report;

import org.jspecify.annotations.NullMarked;
