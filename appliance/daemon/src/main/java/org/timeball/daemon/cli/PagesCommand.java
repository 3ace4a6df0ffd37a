package org.timeball.daemon.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.timeball.daemon.config.ConfigurationText;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `timeball pages`, for whoever packages Timeball.
@Command(name = "pages", hidden = true, description = {
        "Writes the manual pages and the completion for bash into a folder."}, exitCodeListHeading = "%nExit status:%n", exitCodeList = {
                "0:done", "1:a file cannot be written", "2:the command line cannot be understood"})
final class PagesCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "DIRECTORY", description = "Where to; made if need be.")
    private Path folder;

    @Option(names = {"-h", "--help"}, usageHelp = true, description = "Show this help and exit.")
    private boolean help;

    @Override
    public Integer call() {
        CommandLine top = spec.commandLine().getParent();
        try {
            Files.createDirectories(folder);
            List<ManualPage> pages = Stream.concat(Stream.of(top), ManualPage.below(top).stream()).map(ManualPage::of)
                    .toList();
            for (ManualPage page : pages) {
                Files.writeString(folder.resolve(page.fileName()), page.text(Version.text()));
            }
            Files.writeString(folder.resolve("timeball.bash"), AutoComplete.bash(top.getCommandName(), top));
            return ExitStatus.OK;
        } catch (IOException e) {
            spec.commandLine().getErr().println("timeball pages: " + folder + ": " + ConfigurationText.problem(e)
                    + "; name a folder that can be written");
            return ExitStatus.FAILED;
        }
    }
}
