/// What a training shows while it runs, and what it says and writes when it is complete.
///
/// ```java
/// Session.Result result = session.run(ProgressStyle.ofThisProcess().of(session, out), stop);
/// RunReport.write(session, result, page, out, err);
/// ```
@NullMarked
package dev.autograd.cli.report;

import org.jspecify.annotations.NullMarked;
