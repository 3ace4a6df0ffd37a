package org.timeball.daemon.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IncludedFilesTest {
    private static Configuration read(String text, ConfigurationFiles files) throws ConfigurationException {
        return ConfigurationReader.read(ConfigurationText.of("box.conf", text), files, _ -> Optional.empty())
                .configuration();
    }

    private static List<String> errors(String text, ConfigurationFiles files) {
        ConfigurationException e = catchThrowableOfType(ConfigurationException.class, () -> read(text, files));
        assertThat(e).as("an error was expected").isNotNull();
        return e.errors().stream().map(ConfigurationError::toString).toList();
    }

    @Test
    void anIncludedFileStandsInPlaceOfItsLine() throws ConfigurationException {
        MemoryFiles files = new MemoryFiles().with("/a.conf", "port 2\ndscp 2\n");
        Configuration box = read("port 1\nINCLUDE /a.conf\ndscp 3", files);
        assertThat(box.server().port()).isEqualTo(2);
        assertThat(box.client().dscp()).isEqualTo(3);
    }

    @Test
    void anErrorInAnIncludedFileSaysWhereItIs() {
        MemoryFiles files = new MemoryFiles().with("/a.conf", "\nprot 2\n");
        assertThat(errors("include /a.conf\nport x", files)).containsExactly(
                "/a.conf:2: unknown directive 'prot'; did you mean 'port'?",
                "box.conf:2: port is 'x'; expected a UDP port from 0 to 65535");
    }

    @Test
    void anIncludeThatFindsNothingIsAnError() {
        assertThat(errors("include /none.conf\ninclude /d/*.conf\ninclude /a /b", new MemoryFiles())).containsExactly(
                "box.conf:1: include '/none.conf' names no file; expected one at least",
                "box.conf:2: include '/d/*.conf' names no file; expected one at least",
                "box.conf:3: unexpected '/b'; expected the end of the line");
    }

    @Test
    void filesThatIncludeOneAnotherForEverAreAnError() {
        MemoryFiles files = new MemoryFiles().with("/a", "include /b").with("/b", "include /a").with("/many/1",
                "include /many/*").with("/many/2", "include /many/*");
        assertThat(errors("include /a", files)).singleElement().asString()
                .endsWith(":1: files include one another more than 10 deep; expected no circle");
        assertThat(errors("include /many/*", files)).anyMatch(error -> error.contains("expected no circle"));
    }

    @Test
    void ofFragmentsWithOneNameThatInTheFirstDirectoryCounts() throws ConfigurationException {
        MemoryFiles files = new MemoryFiles().with("/etc/c/50-a.conf", "port 50\n")
                .with("/usr/c/50-a.conf", "port 99\ndscp 9\n").with("/usr/c/60-b.conf", "port 60\n")
                .with("/usr/c/10-b.conf", "port 10\nntsport 10\n").with("/etc/c/readme", "what");
        Configuration box = read("confdir /etc/c /usr/c /no/such", files);
        assertThat(box.server().port()).isEqualTo(60);
        assertThat(box.client().dscp()).isZero();
        assertThat(box.nts().port()).isEqualTo(10);
    }

    @Test
    void aConfdirHasOneToTenDirectories() {
        assertThat(errors("confdir\nconfdir a b c d e f g h i j k", new MemoryFiles())).containsExactly(
                "box.conf:1: confdir is missing; expected 1 to 10 directories",
                "box.conf:2: confdir has 11 directories; expected 1 to 10 directories");
    }

    @Test
    void filesOfThisMachineAreFoundByPattern(@TempDir Path folder) throws IOException, ConfigurationException {
        Files.createDirectories(folder.resolve("x1/deep"));
        Files.createDirectories(folder.resolve("x2"));
        Files.writeString(folder.resolve("x1/a.conf"), "port 1\n");
        Files.writeString(folder.resolve("x2/a.conf"), "port 2\n");
        Files.writeString(folder.resolve("x2/b+(.conf"), "dscp 2\n");
        Files.writeString(folder.resolve("x2/.hidden.conf"), "dscp 3\n");
        DiskFiles disk = new DiskFiles();
        assertThat(disk.matching(folder + "/x?/*.conf")).containsExactly(folder + "/x1/a.conf",
                folder + "/x2/a.conf", folder + "/x2/b+(.conf");
        assertThat(disk.matching(folder + "/x[!1]/[ab]*.conf")).containsExactly(folder + "/x2/a.conf",
                folder + "/x2/b+(.conf");
        assertThat(disk.matching(folder + "/x1/*")).containsExactly(folder + "/x1/a.conf");
        assertThat(disk.matching(folder + "/none/*.conf")).isEmpty();
        assertThat(disk.matching(folder + "/x1/a.conf")).containsExactly(folder + "/x1/a.conf");
        assertThat(read("include " + folder + "/x?/*.conf", disk).client().dscp()).isEqualTo(2);
        assertThat(errors("include " + folder + "/x[b-a]/y", disk)).singleElement().asString()
                .contains("no pattern of a path");
    }
}
