/// Pictures: computation graphs, training curves, sheets of sample images.
module dev.autograd.viz {
    requires transitive dev.autograd;
    requires static org.jspecify;
    requires java.desktop;
    requires org.eclipse.elk.alg.layered;
    requires org.eclipse.elk.core;
    requires org.eclipse.elk.graph;
    requires org.eclipse.emf.common;
    requires org.eclipse.emf.ecore;

    exports dev.autograd.viz;

    provides dev.autograd.graph.GraphRenderer with
            dev.autograd.viz.PageRenderer,
            dev.autograd.viz.PictureRenderer;
}
