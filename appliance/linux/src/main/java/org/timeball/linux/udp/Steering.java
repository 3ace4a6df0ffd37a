package org.timeball.linux.udp;

import com.sun.jna.Memory;

/// A classic BPF program (<linux/filter.h>) that leads all datagrams of one sender's address to the same socket of a
/// shared port, whatever port they come from (SO_ATTACH_REUSEPORT_CBPF).
///
/// So whoever serves that socket knows all of a client's requests without asking another thread. The kernel's own
/// choice goes by both ports too. The program folds the address, multiplies it (Fibonacci hashing) and takes the upper
/// half modulo the number of sockets. Loads reach into the IP header: SKF_NET_OFF and the source address's offset.
final class Steering {
    private static final int SKF_NET_OFF = -0x100000;
    private static final int V4_SOURCE = 12;
    private static final int V6_SOURCE = 8;
    private static final int GOLDEN = 0x9e3779b1;

    private static final int LOAD_WORD = 0x20;
    private static final int COPY_TO_X = 0x07;
    private static final int XOR_X = 0xac;
    private static final int MULTIPLY = 0x24;
    private static final int SHIFT_RIGHT = 0x74;
    private static final int MODULO = 0x94;
    private static final int RETURN_A = 0x16;
    private static final int INSTRUCTION_BYTES = 8;
    private static final int LONGEST = 16;

    private final Memory instructions = new Memory(LONGEST * INSTRUCTION_BYTES);
    private final Memory program = new Memory(16);
    private int count;

    /// @param sockets how many share the port
    Steering(boolean v4, int sockets) {
        if (v4) {
            add(LOAD_WORD, SKF_NET_OFF + V4_SOURCE);
        } else {
            for (int word = 0; word < 4; word++) {
                add(LOAD_WORD, SKF_NET_OFF + V6_SOURCE + 4 * word);
                if (word > 0) {
                    add(XOR_X, 0);
                }
                if (word < 3) {
                    add(COPY_TO_X, 0);
                }
            }
        }
        add(MULTIPLY, GOLDEN);
        add(SHIFT_RIGHT, 16);
        add(MODULO, sockets);
        add(RETURN_A, 0);
        program.clear();
        program.setShort(0, (short) count);
        program.setPointer(8, instructions);
    }

    /// struct sock_filter: code u16, jt u8, jf u8, k u32.
    private void add(int code, int k) {
        long at = (long) count * INSTRUCTION_BYTES;
        instructions.setShort(at, (short) code);
        instructions.setShort(at + 2, (short) 0);
        instructions.setInt(at + 4, k);
        count++;
    }

    /// struct sock_fprog: length u16 at 0, address at 8.
    Memory program() {
        return program;
    }
}
