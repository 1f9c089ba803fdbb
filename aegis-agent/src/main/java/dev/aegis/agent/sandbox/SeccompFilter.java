package dev.aegis.agent.sandbox;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// The system call filter as the kernel's classic BPF (seccomp(2), SECCOMP_SET_MODE_FILTER): a list of
/// what is refused, since builds run compilers, scripts and make of every kind. It keeps a stranger
/// away from the parts of the kernel where most holes are found and which no build needs.
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
    private static final int EAFNOSUPPORT = 97;

    private static final int NUMBER = 0;
    private static final int ARCHITECTURE = 4;
    private static final int X32_BIT = 0x40000000;

    /// Every CLONE_NEW* flag that clone(2) takes: mount, cgroup, uts, ipc, user, pid, net.
    private static final int NEW_NAMESPACES = 0x7e020000;

    private static final int TIOCSTI = 0x5412;
    private static final int TIOCLINUX = 0x541c;
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
        // Its flags are in memory, where a filter cannot look; callers then fall back to clone.
        ifCall(CpuArchitecture.CLONE3, ENOSYS);
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

    /// Unix, IPv4 and IPv6; netlink for routes only, which name resolution asks for. An empty network
    /// namespace does not stop AF_VSOCK, so the family is the only guard.
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
        add(JUMP_EQUAL, 0, 4, number);
        loadArgument(1);
        add(JUMP_EQUAL, 1, 0, TIOCSTI);
        add(JUMP_EQUAL, 0, 1, TIOCLINUX);
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

    /// The low half of an argument; the kernel looks at no more of those that we check.
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
