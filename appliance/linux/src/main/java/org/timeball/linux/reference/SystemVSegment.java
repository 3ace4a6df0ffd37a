package org.timeball.linux.reference;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.lang.invoke.VarHandle;
import org.timeball.linux.libc.Errno;
import org.timeball.linux.libc.Libc;
import org.timeball.timekeeping.world.ReferenceDevices.SharedMemory;
import org.timeball.timekeeping.world.WorldException;

/// A System V shared memory segment under one of NTP's keys (shmget(2), shmat(2)).
///
/// A segment that is there already keeps its size, whatever this process would have made.
final class SystemVSegment implements SharedMemory {
    /// "NTP0" in ASCII; the unit is added to it.
    static final int KEY = 0x4e54_5030;
    /// struct shmTime on LP64.
    static final int SIZE = 96;
    /// The smallest of the layouts: 32-bit time_t.
    private static final int SMALLEST = 80;
    private static final int IPC_CREAT = 0x200;
    private static final int IPC_RMID = 0;
    private static final int IPC_STAT = 2;
    /// struct shmid_ds on LP64: `struct ipc_perm` of 48 bytes, then `size_t shm_segsz`; 112 bytes (`<bits/shm.h>`).
    private static final int SHMID_SIZE = 112;
    private static final int SEGMENT_SIZE_AT = 48;

    private final int id;
    private final Pointer memory;
    private final int size;
    private boolean attached = true;

    private SystemVSegment(int id, Pointer memory, int size) {
        this.id = id;
        this.memory = memory;
        this.size = size;
    }

    static SystemVSegment attach(int unit, int permissions) throws WorldException {
        String name = "shared memory unit %d (key 0x%x)".formatted(unit, KEY + unit);
        int id = Libc.shmget(KEY + unit, SIZE, IPC_CREAT | permissions);
        if (id < 0 && Native.getLastError() == Errno.EINVAL) {
            id = Libc.shmget(KEY + unit, 0, 0);
        }
        if (id < 0) {
            throw failure(name, Native.getLastError(), unit);
        }
        Memory state = new Memory(SHMID_SIZE);
        if (Libc.shmctl(id, IPC_STAT, state) != 0) {
            throw failure(name, Native.getLastError(), unit);
        }
        long size = state.getLong(SEGMENT_SIZE_AT);
        if (size < SMALLEST || size > 4096) {
            throw new WorldException("%s has %d bytes, which no program of NTP makes; remove it with ipcrm -M 0x%x"
                    .formatted(name, size, KEY + unit), Errno.EINVAL);
        }
        Pointer memory = Libc.shmat(id, Pointer.NULL, 0);
        if (memory == null || Pointer.nativeValue(memory) == -1) {
            throw failure(name, Native.getLastError(), unit);
        }
        return new SystemVSegment(id, memory, (int) size);
    }

    private static WorldException failure(String name, int errno, int unit) {
        return Errno.failure("cannot attach " + name, errno, switch (errno) {
            case Errno.EACCES, Errno.EPERM ->
                "another user made it: run as that user, or remove it with ipcrm -M 0x%x".formatted(KEY + unit);
            case Errno.ENOSPC -> "raise the limit of segments (sysctl kernel.shmmni)";
            default -> "ipcs -m lists what is there";
        });
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public int getInt(int offset) {
        check(offset);
        int value = memory.getInt(offset);
        VarHandle.fullFence();
        return value;
    }

    @Override
    public void putInt(int offset, int value) {
        check(offset);
        VarHandle.fullFence();
        memory.setInt(offset, value);
        VarHandle.fullFence();
    }

    @Override
    public byte[] copy() {
        check(0);
        byte[] bytes = memory.getByteArray(0, size);
        VarHandle.fullFence();
        return bytes;
    }

    private void check(int offset) {
        if (!attached || offset < 0 || offset > size - Integer.BYTES) {
            throw new IllegalStateException("the segment has " + size + " bytes and is "
                    + (attached ? "attached" : "detached") + "; asked for byte " + offset);
        }
    }

    /// Has the kernel remove the segment once nobody is attached to it any more.
    void remove() {
        Libc.shmctl(id, IPC_RMID, Pointer.NULL);
    }

    @Override
    public void close() {
        if (attached) {
            attached = false;
            Libc.shmdt(memory);
        }
    }
}
