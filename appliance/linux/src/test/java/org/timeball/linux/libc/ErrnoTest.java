package org.timeball.linux.libc;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.timeball.timekeeping.world.WorldException;

class ErrnoTest {
    @Test
    void aFailureSaysWhatAndWhyAndWhatToDo() {
        WorldException failure = Errno.failure("cannot open /dev/ttyS9", Errno.ENOENT,
                "check that the receiver is plugged in");
        assertThat(failure).hasMessage("cannot open /dev/ttyS9: no such file or directory (ENOENT);"
                + " check that the receiver is plugged in");
        assertThat(failure.errno()).isEqualTo(2);
    }

    @Test
    void theNumbersAreTheOnesThatTheLibraryKnowsByTheseNames() {
        assertThat(Errno.describe(Errno.EADDRINUSE)).isEqualTo("address already in use (EADDRINUSE)");
        assertThat(Errno.describe(Errno.ECONNREFUSED)).isEqualTo("connection refused (ECONNREFUSED)");
        assertThat(Errno.describe(Errno.EDQUOT)).isEqualTo("disk quota exceeded (EDQUOT)");
        assertThat(Errno.describe(Errno.EAFNOSUPPORT)).endsWith("(EAFNOSUPPORT)");
        assertThat(Errno.describe(5)).isEqualTo("input/output error (EIO)");
        assertThat(Errno.describe(-7)).isEqualTo("error -7");
        assertThat(Errno.describe(123_456)).isEqualTo("error 123456");
    }
}
