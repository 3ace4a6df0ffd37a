package org.timeball.linux.bpf;

import com.sun.jna.Memory;
import org.timeball.linux.libc.Errno;
import org.timeball.timekeeping.world.WorldException;

/// A program of a loaded object.
public final class BpfProgram {
    /// `struct bpf_test_run_opts` of `<bpf/bpf.h>`, libbpf 1.0: sz, data_in, data_out, data_size_in, data_size_out,
    /// ctx_in, ctx_out, ctx_size_in, ctx_size_out, retval, repeat, duration, flags, cpu, batch_size.
    private static final int OPTIONS_BYTES = 80;
    private static final int DATA_IN = 8;
    private static final int DATA_OUT = 16;
    private static final int DATA_SIZE_IN = 24;
    private static final int DATA_SIZE_OUT = 28;
    private static final int CONTEXT_IN = 32;
    private static final int CONTEXT_SIZE_IN = 48;
    private static final int RESULT = 56;
    private static final int LONGEST_FRAME = 2048;

    private final String name;
    private final int fd;

    BpfProgram(String name, int fd) {
        this.name = name;
        this.fd = fd;
    }

    int fd() {
        return fd;
    }

    /// What a program made of a frame.
    ///
    /// @param verdict `enum xdp_action`: 1 drop, 2 pass up, 3 send back
    /// @param frame as it was left
    public record Run(int verdict, byte[] frame) {
    }

    /// Runs an XDP program once on a frame that no interface received.
    public Run run(byte[] frame) throws WorldException {
        try (Memory options = new Memory(OPTIONS_BYTES);
                Memory in = new Memory(frame.length);
                Memory out = new Memory(LONGEST_FRAME)) {
            options.clear();
            in.write(0, frame, 0, frame.length);
            options.setLong(0, OPTIONS_BYTES);
            options.setPointer(DATA_IN, in);
            options.setPointer(DATA_OUT, out);
            options.setInt(DATA_SIZE_IN, frame.length);
            options.setInt(DATA_SIZE_OUT, LONGEST_FRAME);
            check(Libbpf.bpf_prog_test_run_opts(fd, options));
            return new Run(options.getInt(RESULT), out.getByteArray(0, options.getInt(DATA_SIZE_OUT)));
        }
    }

    /// Runs a program of type `syscall` on a context.
    ///
    /// @return the context as the program left it
    public byte[] call(byte[] context) throws WorldException {
        try (Memory options = new Memory(OPTIONS_BYTES); Memory in = new Memory(context.length)) {
            options.clear();
            in.write(0, context, 0, context.length);
            options.setLong(0, OPTIONS_BYTES);
            options.setPointer(CONTEXT_IN, in);
            options.setInt(CONTEXT_SIZE_IN, context.length);
            check(Libbpf.bpf_prog_test_run_opts(fd, options));
            return in.getByteArray(0, context.length);
        }
    }

    private void check(int result) throws WorldException {
        if (result < 0) {
            throw Errno.failure("cannot run the eBPF program " + name, -result, "it takes CAP_BPF and CAP_NET_ADMIN");
        }
    }
}
