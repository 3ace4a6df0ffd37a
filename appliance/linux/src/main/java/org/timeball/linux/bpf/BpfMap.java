package org.timeball.linux.bpf;

import java.util.Optional;
import org.timeball.linux.libc.Errno;
import org.timeball.timekeeping.world.WorldException;

/// A map of a loaded object: fixed-size keys and values in the kernel, in the host's byte order.
///
/// Any thread may call; one element changes as a whole only as far as the kernel's map type says so.
public final class BpfMap {
    private final String name;
    private final int fd;
    private final int keyBytes;
    private final int valueBytes;

    BpfMap(String name, int fd, int keyBytes, int valueBytes) {
        this.name = name;
        this.fd = fd;
        this.keyBytes = keyBytes;
        this.valueBytes = valueBytes;
    }

    /// Makes or replaces an element.
    ///
    /// @throws WorldException if the kernel refuses, as with E2BIG for a map that is full
    public void put(byte[] key, byte[] value) throws WorldException {
        checkKey(key);
        if (value.length != valueBytes) {
            throw new IllegalArgumentException(
                    "a value of map " + name + " has " + valueBytes + " bytes, not " + value.length);
        }
        check("change", Libbpf.bpf_map_update_elem(fd, key, value, Libbpf.ANY));
    }

    /// @return the value, or empty if there is none for the key; of a per-CPU map, the values of all possible CPUs
    public Optional<byte[]> get(byte[] key) throws WorldException {
        checkKey(key);
        byte[] value = new byte[valueBytes];
        int result = Libbpf.bpf_map_lookup_elem(fd, key, value);
        if (result == -Errno.ENOENT) {
            return Optional.empty();
        }
        check("read", result);
        return Optional.of(value);
    }

    /// Removes an element, if it is there.
    public void remove(byte[] key) throws WorldException {
        checkKey(key);
        int result = Libbpf.bpf_map_delete_elem(fd, key);
        if (result != -Errno.ENOENT) {
            check("change", result);
        }
    }

    /// The kernel would read on behind an array that is too short.
    private void checkKey(byte[] key) {
        if (key.length != keyBytes) {
            throw new IllegalArgumentException(
                    "a key of map " + name + " has " + keyBytes + " bytes, not " + key.length);
        }
    }

    private void check(String verb, int result) throws WorldException {
        if (result < 0) {
            throw Errno.failure("cannot %s the eBPF map %s".formatted(verb, name), -result,
                    "the fast path cannot be used; see the kernel's log");
        }
    }
}
