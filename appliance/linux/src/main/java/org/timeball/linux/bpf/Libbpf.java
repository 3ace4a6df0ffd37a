package org.timeball.linux.bpf;

import com.sun.jna.Callback;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import org.jspecify.annotations.Nullable;

/// The functions of libbpf.so.1 that this module calls, by JNA direct mapping.
///
/// Since libbpf 1.0, an `int` result below 0 is the error number with its sign turned, and a null pointer leaves it in
/// errno ([Native#getLastError()]). `long` stands for size_t.
final class Libbpf {
    /// `BPF_ANY`: make or replace an element.
    static final long ANY = 0;
    /// `BPF_XDP`, of `enum bpf_attach_type`.
    static final int XDP = 37;

    static {
        Native.register(Libbpf.class, NativeLibrary.getInstance("libbpf.so.1"));
    }

    private Libbpf() {
    }

    /// `libbpf_print_fn_t`; libbpf's own words go nowhere if this is null.
    static native @Nullable Pointer libbpf_set_print(@Nullable Callback print);

    static native @Nullable Pointer bpf_object__open_mem(byte[] object, long size, @Nullable Pointer options);

    static native int bpf_object__load(Pointer object);

    static native void bpf_object__close(Pointer object);

    static native @Nullable Pointer bpf_object__find_program_by_name(Pointer object, String name);

    static native int bpf_program__fd(Pointer program);

    static native @Nullable Pointer bpf_object__find_map_by_name(Pointer object, String name);

    static native int bpf_map__fd(Pointer map);

    static native int bpf_map__key_size(Pointer map);

    static native int bpf_map__value_size(Pointer map);

    static native int bpf_map_update_elem(int map, byte[] key, byte[] value, long flags);

    static native int bpf_map_lookup_elem(int map, byte[] key, byte[] value);

    static native int bpf_map_delete_elem(int map, byte[] key);

    static native int bpf_link_create(int program, int target, int type, Pointer options);

    static native int bpf_xdp_query_id(int interfaceIndex, int flags, int[] program);

    static native int bpf_prog_test_run_opts(int program, Pointer options);

    static native int libbpf_num_possible_cpus();
}
