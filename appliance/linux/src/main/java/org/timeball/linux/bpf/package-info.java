/// eBPF objects in the kernel, through Debian's libbpf.so.1 (libbpf 1.x; `<bpf/libbpf.h>`, `<bpf/bpf.h>`).
///
/// In: the bytes of a compiled object. Out: its maps, trial runs of its programs, and attachments to network interfaces.
/// An attachment is a link that is not pinned: it ends with its descriptor, so also when the process is killed.
/// Never replaces another program: an interface that has one refuses (EBUSY).
@NullMarked
package org.timeball.linux.bpf;

import org.jspecify.annotations.NullMarked;
