package org.timeball.daemon.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.timeball.daemon.boot.AccessRules;

/// The configurations that are shipped mean something, all of it.
class ReadyConfigurationsTest {
    private static final Path PLACE = Path.of("../../image-build/configurations");

    @Test
    void everyLineOfTheConfigurationsThatAreShippedIsActedOn() throws Exception {
        List<Path> files;
        try (Stream<Path> found = Files.list(PLACE)) {
            files = found.filter(path -> path.toString().endsWith(".conf")).toList();
        }
        assertThat(files).hasSize(3).allSatisfy(file -> {
            ReadConfiguration read = read(file);
            assertThat(read.notices()).as("%s", file).isEmpty();
            assertThat(read.configuration().sources()).hasSize(2);
            assertThat(read.configuration().server().access()).isNotEmpty();
        });
    }

    private static ReadConfiguration read(Path file) throws IOException, ConfigurationException {
        return ConfigurationReader.read(ConfigurationText.of(file.toString(), Files.readString(file)), new DiskFiles(),
                AccessRules.SYNTAX);
    }
}
