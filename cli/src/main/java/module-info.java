/// The `autograd` command.
module dev.autograd.cli {
    requires dev.autograd;
    requires info.picocli;
    requires static org.jspecify;

    // picocli fills the commands' fields by reflection.
    opens dev.autograd.cli to
            info.picocli;
}
