/// What a profiler collects while a thread runs: a tree of what ran inside what, with the time and the bytes
/// of each place in it.
///
/// [dev.autograd.engine.profile.Profile] belongs to one thread and is found in its
/// [dev.autograd.engine.ThreadState]; whoever runs something that should be a place of its own enters and
/// leaves it.
@NullMarked
package dev.autograd.engine.profile;

import org.jspecify.annotations.NullMarked;
