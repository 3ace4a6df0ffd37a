package org.timeball.daemon.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.timeball.daemon.config.SourceDirectories.Change;

class SourceDirectoriesTest {
    private static final List<List<String>> DIRECTORIES = List.of(List.of("/run/a", "/run/b"), List.of("/run/c"));

    private static NtpSourceConfiguration source(String line) {
        return ((SourceLine.Good) SourceLine.read("test", 1, line)).source();
    }

    private static List<String> names(List<NtpSourceConfiguration> sources) {
        return sources.stream().map(NtpSourceConfiguration::name).toList();
    }

    @Test
    void theirFilesNameSourcesInOrder() {
        MemoryFiles files = new MemoryFiles().with("/run/b/1.sources", "server one iburst\n")
                .with("/run/a/2.sources", "# two\n\npool two\npeer three\n").with("/run/b/2.sources", "server none\n")
                .with("/run/c/0.sources", "server four\nserver one iburst\n").with("/run/c/x.conf", "server none\n");
        SourceDirectories read = SourceDirectories.read(DIRECTORIES, files);
        assertThat(names(read.sources())).containsExactly("one", "two", "three", "four");
        assertThat(read.problems()).isEmpty();
        assertThat(read.sources().getFirst()).isEqualTo(source("server one iburst"));
    }

    @Test
    void whatIsWrongIsToldAndTheRestIsUsed() {
        MemoryFiles files = new MemoryFiles().with("/run/a/eth0.sources",
                "server one\nserver\nport 123\nserver two bogus\nserver three\nserver fou");
        SourceDirectories read = SourceDirectories.read(DIRECTORIES, files);
        assertThat(names(read.sources())).containsExactly("one", "three");
        assertThat(read.problems()).extracting(ConfigurationError::toString).containsExactly(
                "/run/a/eth0.sources:2: server name is missing; expected a host name or an address, such as ntp.example.net",
                "/run/a/eth0.sources:3: a source cannot be 'port'; expected server, pool or peer",
                "/run/a/eth0.sources:4: unknown server option 'bogus'; expected one that `timeball daemon --directives` lists",
                "/run/a/eth0.sources:6: the last line has no end and is left out; end it with a newline");
    }

    @Test
    void aChangeNamesOnlyWhatIsNotTheSame() {
        SourceDirectories before = SourceDirectories.read(DIRECTORIES,
                new MemoryFiles().with("/run/a/x.sources", "server one\nserver two\nserver three minpoll 6\n"));
        SourceDirectories after = SourceDirectories.read(DIRECTORIES,
                new MemoryFiles().with("/run/a/x.sources", "server two iburst\nserver THREE\nserver three\n"));
        assertThat(after.since(before)).isEqualTo(new Change(List.of(source("server one"), source("server two")),
                List.of(source("server two iburst"), source("server THREE"))));
        assertThat(after.since(after)).isEqualTo(new Change(List.of(), List.of()));
        assertThat(after.since(SourceDirectories.NONE).added()).hasSize(3);
    }

    @Test
    void aLineIsReadOnItsOwn() {
        assertThat(SourceLine.read("chronyc", 1, "  ; nothing")).isEqualTo(new SourceLine.Blank());
        assertThat(SourceLine.read("chronyc", 7, "server x port 0")).isEqualTo(new SourceLine.Refused(
                new ConfigurationError("chronyc", 7,
                        "server option 'port' is '0'; expected a UDP port from 1 to 65535")));
        assertThat(SourceLine.text(source("SERVER x IBURST minpoll 6 minsamples 4")))
                .isEqualTo("server x iburst minsamples 4");
    }
}
