/// Pictures of what a program computes, written to files without a window or a display.
///
/// ```java
/// GraphPicture.save(model, Path.of("graph.svg"));
/// Charts.trainingCurves(epochs, Path.of("curves.svg"));
/// SampleSheet.save(pixels, 28, 28, labels, Path.of("samples.png"));
/// ```
///
/// A graph becomes a [Drawing] (where everything lies), which [SvgWriter] and [PngWriter] put into a file in
/// the same look. [PageWriter] puts the graph itself into a page, whose programs lie in `page` beside the
/// resources of this package and lay out what the reader opens.
@NullMarked
package dev.autograd.viz;

import org.jspecify.annotations.NullMarked;
