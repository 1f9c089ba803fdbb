package dev.aegis.agent.sandbox;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// The system call filter, as classic BPF for the kernel (seccomp(2), SECCOMP_SET_MODE_FILTER). It refuses
/// a list of calls and allows the rest, because builds run compilers and scripts of all kinds. Refused are
/// the parts of the kernel that no build needs and in which most vulnerabilities are found.
final class SeccompFilter {
    private static final int LOAD = 0x20;
    private static final int JUMP_EQUAL = 0x15;
    private static final int JUMP_AT_LEAST = 0x35;
    private static final int JUMP_ANY_BIT = 0x45;
    private static final int RETURN = 0x06;

    private static final int ALLOW = 0x7fff0000;
    private static final int KILL_PROCESS = 0x80000000;
    private static final int ERRNO = 0x00050000;
    private static final int EPERM = 1;
    private static final int ENOSYS = 38;
    private static final int EOPNOTSUPP = 95;
    private static final int EAFNOSUPPORT = 97;

    private static final int NUMBER = 0;
    private static final int ARCHITECTURE = 4;
    private static final int X32_BIT = 0x40000000;

    /// Every CLONE_NEW* flag that clone(2) takes: mount, cgroup, uts, ipc, user, pid, net.
    private static final int NEW_NAMESPACES = 0x7e020000;

    /// Input for a terminal (TIOCSTI, TIOCLINUX), and fallocate in another form (FS_IOC_RESVSP,
    /// FS_IOC_RESVSP64, FS_IOC_ZERO_RANGE).
    private static final int[] REFUSED_REQUESTS = {0x5412, 0x541c, 0x40305828, 0x4030582a, 0x40305839};

    private static final int[] SOCKET_FAMILIES = {1, 2, 10};
    private static final int NETLINK = 16;

    private final ByteArrayOutputStream program = new ByteArrayOutputStream();

    private SeccompFilter() {}

    static byte[] forArchitecture(CpuArchitecture cpu) {
        return new SeccompFilter().assemble(cpu);
    }

    private byte[] assemble(CpuArchitecture cpu) {
        load(ARCHITECTURE);
        unlessEqual(cpu.audit(), KILL_PROCESS);
        load(NUMBER);
        if (cpu.equals(CpuArchitecture.X86_64)) {
            add(JUMP_AT_LEAST, 0, 1, X32_BIT);
            refuse(ENOSYS);
        }
        // Its flags are in memory, which a filter cannot read. Callers fall back to clone.
        ifCall(CpuArchitecture.CLONE3, ENOSYS);
        // It could allocate gigabytes between two looks of the disk guard. Callers fall back to writing.
        ifCall(cpu.fallocateCall(), EOPNOTSUPP);
        for (int number : cpu.refused()) {
            ifCall(number, EPERM);
        }
        clone(cpu.cloneCall());
        socket(cpu.socketCall());
        ioctl(cpu.ioctlCall());
        add(RETURN, 0, 0, ALLOW);
        return program.toByteArray();
    }

    private void clone(int number) {
        add(JUMP_EQUAL, 0, 4, number);
        loadArgument(0);
        add(JUMP_ANY_BIT, 0, 1, NEW_NAMESPACES);
        refuse(EPERM);
        add(RETURN, 0, 0, ALLOW);
    }

    /// Allows Unix, IPv4 and IPv6 sockets, and netlink for routes, which name resolution needs. An empty
    /// network namespace does not stop AF_VSOCK, so the filter checks the family.
    private void socket(int number) {
        int families = SOCKET_FAMILIES.length;
        add(JUMP_EQUAL, 0, families + 6, number);
        loadArgument(0);
        for (int i = 0; i < families; i++) {
            add(JUMP_EQUAL, families - i + 3, 0, SOCKET_FAMILIES[i]);
        }
        add(JUMP_EQUAL, 0, 2, NETLINK);
        loadArgument(2);
        add(JUMP_EQUAL, 1, 0, 0);
        refuse(EAFNOSUPPORT);
        add(RETURN, 0, 0, ALLOW);
    }

    private void ioctl(int number) {
        int last = REFUSED_REQUESTS.length - 1;
        add(JUMP_EQUAL, 0, last + 3, number);
        loadArgument(1);
        for (int i = 0; i < last; i++) {
            add(JUMP_EQUAL, last - i, 0, REFUSED_REQUESTS[i]);
        }
        add(JUMP_EQUAL, 0, 1, REFUSED_REQUESTS[last]);
        refuse(EPERM);
    }

    private void ifCall(int number, int errno) {
        add(JUMP_EQUAL, 0, 1, number);
        refuse(errno);
    }

    private void unlessEqual(int value, int action) {
        add(JUMP_EQUAL, 1, 0, value);
        add(RETURN, 0, 0, action);
    }

    private void refuse(int errno) {
        add(RETURN, 0, 0, ERRNO | errno);
    }

    /// Loads the low half of an argument. The kernel ignores the high half of the arguments checked here.
    private void loadArgument(int index) {
        load(16 + 8 * index);
    }

    private void load(int offset) {
        add(LOAD, 0, 0, offset);
    }

    private void add(int code, int ifTrue, int ifFalse, int value) {
        program.writeBytes(ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putShort((short) code)
                .put((byte) ifTrue)
                .put((byte) ifFalse)
                .putInt(value)
                .array());
    }
}
