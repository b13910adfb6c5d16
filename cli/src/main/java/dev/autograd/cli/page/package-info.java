/// The report of a training as one HTML file that needs nothing beside itself: no network, no other file, and no script
/// to be read; a strict policy forbids all scripts and styles but its own.
///
/// ```java
/// AtomicFile.write(folder.resolve("report.html"), ReportPage.text(story).getBytes(UTF_8));
/// ```
@NullMarked
package dev.autograd.cli.page;

import org.jspecify.annotations.NullMarked;
