/// The `autograd` command.
module dev.autograd.cli {
    requires dev.autograd;
    requires dev.autograd.bench;
    requires dev.autograd.conformance;
    requires dev.autograd.csv;
    requires dev.autograd.examples;
    requires dev.autograd.tensorboard;
    requires dev.autograd.viz;
    requires info.picocli;
    requires jdk.management;
    requires static org.jspecify;

    // picocli fills the commands' fields by reflection.
    opens dev.autograd.cli to
            info.picocli;
    opens dev.autograd.cli.bench to
            info.picocli;
    opens dev.autograd.cli.conformance to
            info.picocli;
    opens dev.autograd.cli.predict to
            info.picocli;
    opens dev.autograd.cli.task to
            info.picocli;
}
