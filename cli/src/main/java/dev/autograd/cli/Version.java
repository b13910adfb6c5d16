package dev.autograd.cli;

import picocli.CommandLine.IVersionProvider;

/// The answer to `--version`: this library's version, as the build wrote it into the module, and the Java that runs it.
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        var descriptor = Main.class.getModule().getDescriptor();
        var version =
                descriptor == null ? "(development)" : descriptor.rawVersion().orElse("(development)");
        return new String[] {"autograd " + version + ", Java " + Runtime.version()};
    }
}
