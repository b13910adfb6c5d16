package dev.autograd.cli;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/// The answer to `--version`: this library's version, as the build wrote it into the module or the jar, and the Java
/// that runs it.
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        var descriptor = Main.class.getModule().getDescriptor();
        var version = descriptor == null
                ? Optional.ofNullable(Main.class.getPackage().getImplementationVersion())
                : descriptor.rawVersion();
        return new String[] {"autograd " + version.orElse("(development)") + ", Java " + Runtime.version()};
    }
}
