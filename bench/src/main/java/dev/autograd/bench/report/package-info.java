/// What a run of the bench found, as a table, a picture, JSON and a page.
@NullMarked
package dev.autograd.bench.report;

import org.jspecify.annotations.NullMarked;
