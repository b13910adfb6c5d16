/// Programs that show what derivatives of any order are good for; `autograd example` runs them.
module dev.autograd.examples {
    requires transitive dev.autograd;
    requires dev.autograd.viz;
    requires static org.jspecify;

    exports dev.autograd.examples;
}
