package org.timeball.linux.bpf;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.util.Locale;
import org.timeball.linux.libc.Errno;
import org.timeball.timekeeping.world.WorldException;

/// A compiled eBPF object, loaded and accepted by the kernel's verifier.
public final class BpfObject implements AutoCloseable {
    /// `struct bpf_link_create_opts` of `<bpf/bpf.h>` up to `flags`: u64 sz, u32 flags, padding.
    private static final int LINK_OPTIONS_BYTES = 16;

    private final Pointer object;

    private BpfObject(Pointer object) {
        this.object = object;
    }

    /// @param elf what clang made for `-target bpf`
    /// @throws WorldException if libbpf is not there, the privileges (CAP_BPF, CAP_PERFMON and CAP_NET_ADMIN) are not, or the verifier
    ///         refuses
    public static BpfObject load(byte[] elf) throws WorldException {
        try {
            Libbpf.libbpf_set_print(null);
        } catch (UnsatisfiedLinkError e) {
            throw new WorldException(
                    "libbpf.so.1 is missing (%s); install the package libbpf1".formatted(e.getMessage()),
                    Errno.ENOENT);
        }
        Pointer object = Libbpf.bpf_object__open_mem(elf, elf.length, null);
        if (object == null) {
            throw Errno.failure("cannot read the eBPF object", Native.getLastError(), "build it anew with clang");
        }
        int result = Libbpf.bpf_object__load(object);
        if (result < 0) {
            Libbpf.bpf_object__close(object);
            throw Errno.failure("the kernel refuses the eBPF object", -result,
                    "it takes Linux 6.1, CAP_BPF, CAP_PERFMON and CAP_NET_ADMIN");
        }
        return new BpfObject(object);
    }

    public BpfMap map(String name) throws WorldException {
        Pointer map = find(name);
        return new BpfMap(name, Libbpf.bpf_map__fd(map), Libbpf.bpf_map__key_size(map),
                Libbpf.bpf_map__value_size(map));
    }

    /// A per-CPU map: its values are read for all possible CPUs at once, each rounded up to 8 bytes.
    public BpfMap perCpuMap(String name) throws WorldException {
        Pointer map = find(name);
        int eight = (Libbpf.bpf_map__value_size(map) + 7) / 8 * 8;
        return new BpfMap(name, Libbpf.bpf_map__fd(map), Libbpf.bpf_map__key_size(map),
                eight * Libbpf.libbpf_num_possible_cpus());
    }

    private Pointer find(String name) throws WorldException {
        Pointer map = Libbpf.bpf_object__find_map_by_name(object, name);
        if (map == null) {
            throw Errno.failure("the eBPF object has no map " + name, Native.getLastError(), "build it anew");
        }
        return map;
    }

    public BpfProgram program(String name) throws WorldException {
        Pointer program = Libbpf.bpf_object__find_program_by_name(object, name);
        if (program == null) {
            throw Errno.failure("the eBPF object has no program " + name, Native.getLastError(), "build it anew");
        }
        return new BpfProgram(name, Libbpf.bpf_program__fd(program));
    }

    /// Attaches an XDP program to an interface, until the link is closed or the process ends.
    ///
    /// @param interfaceIndex as in /sys/class/net/NAME/ifindex
    /// @throws WorldException EOPNOTSUPP if the driver has no native mode, EBUSY if another program is there
    public static XdpLink attach(BpfProgram program, int interfaceIndex, XdpMode mode) throws WorldException {
        try (Memory options = new Memory(LINK_OPTIONS_BYTES)) {
            options.clear();
            options.setLong(0, LINK_OPTIONS_BYTES);
            options.setInt(8, mode.flags());
            int fd = Libbpf.bpf_link_create(program.fd(), interfaceIndex, Libbpf.XDP, options);
            if (fd < 0) {
                throw Errno.failure("cannot attach the fast path to interface %d in %s mode".formatted(interfaceIndex,
                        mode.name().toLowerCase(Locale.ROOT)), -fd,
                        "if the driver has no native mode, choose generic; if another program is attached, remove it");
            }
            return new XdpLink(fd);
        }
    }

    /// Links outlive this; the maps and programs do not.
    @Override
    public void close() {
        Libbpf.bpf_object__close(object);
    }
}
