package dev.aegis.agent.sandbox;

import static dev.aegis.agent.sandbox.SandboxUnderTest.MEBIBYTE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.aegis.agent.sandbox.disk.DiskLimits;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Attacks on the real sandbox. Each test also shows that the attack itself ran.
class HostileCommandTest {
    /// Calls the kernel directly and prints `errno`, or 0 for success.
    private static final String SYSCALL = """
            import ctypes, os
            libc = ctypes.CDLL(None, use_errno=True)
            def call(*arguments):
                ctypes.set_errno(0)
                result = libc.syscall(*arguments)
                print(0 if result >= 0 else ctypes.get_errno())
            """;

    @TempDir
    Path base;

    private SandboxUnderTest box;

    @BeforeEach
    void open() {
        box = new SandboxUnderTest(base);
    }

    @AfterEach
    void close() {
        box.close();
    }

    @Test
    void reachesNoNetwork() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            SandboxUnderTest.Ran ran = box.python("""
                    import socket, os
                    for host, port in (("127.0.0.1", %d), ("10.0.0.1", 80), ("8.8.8.8", 53)):
                        try:
                            socket.create_connection((host, port), 2); print("connected")
                        except OSError as refused:
                            print("refused")
                    print(sorted(os.listdir("/sys")) if os.path.exists("/sys") else "no sys")
                    print([line.split(":")[0].strip() for line in open("/proc/net/dev").readlines()[2:]])
                    """.formatted(server.getLocalPort()));
            assertEquals(
                    List.of(
                            "stdout: refused",
                            "stdout: refused",
                            "stdout: refused",
                            "stdout: no sys",
                            "stdout: ['lo']"),
                    ran.lines());
        }
    }

    /// AF_VSOCK, AF_PACKET, AF_ALG, AF_BLUETOOTH; netlink of another kind than routes.
    @ParameterizedTest
    @CsvSource({"40, 1, 0", "17, 3, 0", "38, 5, 0", "31, 3, 0", "16, 3, 15"})
    void opensNoUncommonSocket(int family, int type, int protocol) {
        assertEquals(
                List.of("stdout: 97", "stdout: 0", "stdout: 0"),
                box.python(SYSCALL
                                + "call(41, %d, %d, %d)%ncall(41, 1, 1, 0)%ncall(41, 16, 3, 0)"
                                        .formatted(family, type, protocol))
                        .lines());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/etc/shadow", "/root", "/home/../root", "/var", "/run", "/sys", "/mnt", "/work", "/opt"})
    void seesNothingElseOfTheMachine(String path) {
        SandboxUnderTest.Ran ran = box.shell("test -e " + path + " && echo there; ls /");
        assertFalse(ran.lines().contains("stdout: there"), ran.output());
        assertTrue(ran.lines().contains("stdout: project"), ran.output());
    }

    @Test
    void seesNoOtherWorkspace() throws IOException {
        Path other = Files.createDirectories(base.resolve("workspace/other"));
        Files.writeString(other.resolve("secret"), "other user's source");
        SandboxUnderTest.Ran ran = box.shell("cat " + other + "/secret /project/../workspace/other/secret; "
                + "find / -xdev -name secret 2>/dev/null; ls /proc/1/root/ /proc/1/cwd/; echo end");
        assertFalse(ran.output().contains("other user's source"), ran.output());
        assertTrue(ran.lines().contains("stdout: end"));
    }

    @Test
    void readsNothingAboutTheAgentFromProcessOne() {
        SandboxUnderTest.Ran ran =
                box.shell("wc -c </proc/1/environ; tr '\\0' ' ' </proc/1/cmdline; echo; ls /proc | grep -c '^[0-9]'");
        assertEquals("stdout: 0", ran.lines().getFirst(), ran.output());
        assertFalse(ran.output().contains(base.toString()), "a path of the machine: " + ran.output());
        assertTrue(ran.output().contains("bwrap"), ran.output());
    }

    @Test
    void inheritsNoDescriptor() {
        SandboxUnderTest.Ran ran = box.python("import os; print(sorted(os.listdir('/proc/self/fd')))");
        assertEquals(List.of("stdout: ['0', '1', '2', '3']"), ran.lines(), "3 is the listing itself");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/idf/new", "/idf/version.txt", "/usr/new", "/etc/passwd", "/new", "/dev/new", "/bin/sh"})
    void writesNowhereElse(String path) {
        SandboxUnderTest.Ran ran = box.shell("echo x >/project/ok && echo wrote; echo x >" + path);
        assertTrue(ran.lines().contains("stdout: wrote"), ran.output());
        assertTrue(ran.code() != 0, ran.output());
    }

    @Test
    void cannotMakeTheStoreWritable() {
        SandboxUnderTest.Ran ran = box.shell("mount -o remount,rw /idf; umount /idf; chmod 777 /idf; echo end");
        assertTrue(ran.lines().contains("stdout: end"));
        assertEquals(
                1,
                ran.lines().stream().filter(line -> line.startsWith("stdout")).count(),
                ran.output());
    }

    @Test
    void limitsAForkBomb() {
        assumeTrue(box.sandbox.describe().contains("pids"), "this machine has no pids control group");
        SandboxUnderTest.Ran ran = box.python("""
                import os, time
                made = 0
                try:
                    while made < 3000:
                        if os.fork() == 0:
                            time.sleep(600)
                        made += 1
                except OSError as refused:
                    print(refused.errno)
                print(made)
                """);
        assertEquals("stdout: 11", ran.lines().getFirst(), ran.output());
        int made = Integer.parseInt(ran.lines().getLast().substring("stdout: ".length()));
        assertTrue(made > 50 && made < 128, "made " + made);
    }

    @Test
    void limitsAMemoryBomb() {
        assumeTrue(box.sandbox.describe().contains("memory"), "this machine has no memory control group");
        SandboxUnderTest.Ran ran = box.python(
                "held = [bytearray(16 << 20) for _ in range(64)]; print('held')",
                limits -> SandboxUnderTest.limits(128 * MEBIBYTE, 64 * MEBIBYTE));
        assertInstanceOf(SandboxExit.OutOfMemory.class, ran.exit(), ran.output());
        assertFalse(ran.output().contains("held"));
    }

    @Test
    void limitsTheTemporaryDirectories() {
        SandboxUnderTest.Ran ran = box.shell("for d in /tmp /home/builder /dev/shm; do "
                + "head -c 200000000 /dev/zero >$d/fill 2>&1 || echo full; rm -f $d/fill; done");
        assertEquals(3, ran.lines().stream().filter("stdout: full"::equals).count(), ran.output());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "for n in range(400): open(f'/project/{n}', 'wb').write(bytes(16 << 20))",
                "for n in range(400): os.posix_fallocate(os.open(f'/project/{n}', os.O_CREAT | os.O_RDWR), 0, 16 << 20)",
                "for n in range(1_000_000): open(f'/project/{n}', 'wb').close()",
                "for n in range(1_000_000): os.symlink('target', f'/project/{n}')",
            })
    void limitsTheProjectDirectory(String fill) {
        SandboxUnderTest.Ran ran = box.python(
                "import os\nprint('runs', flush=True)\n" + fill + "\nprint('filled')",
                limits -> SandboxUnderTest.limits(new DiskLimits(256 * MEBIBYTE, 2000)));
        assertInstanceOf(SandboxExit.DiskExceeded.class, ran.exit(), ran.output());
        assertEquals(List.of("stdout: runs"), ran.lines());
    }

    /// fallocate(2), and the three requests of ioctl(2) that do the same.
    @Test
    void allocatesNoDiskWithoutWriting() {
        assumeTrue(System.getProperty("os.arch").equals("amd64"), "the numbers are those of x86_64");
        SandboxUnderTest.Ran ran = box.python(SYSCALL + """
                file = os.open("/project/file", os.O_CREAT | os.O_RDWR)
                call(285, file, 0, 0, 1 << 30)
                for request in 0x40305828, 0x4030582a, 0x40305839:
                    call(16, file, request, bytes(48))
                print(os.stat(file).st_blocks)
                os.posix_fallocate(file, 0, 1 << 20)
                print(os.stat(file).st_size)
                """);
        assertEquals(
                List.of("stdout: 95", "stdout: 1", "stdout: 1", "stdout: 1", "stdout: 0", "stdout: 1048576"),
                ran.lines());
    }

    @Test
    void leavesNoDaemon() {
        SandboxUnderTest.Ran ran = box.shell("setsid nohup sleep 918273 >/dev/null 2>&1 & echo started");
        assertEquals(List.of("stdout: started"), ran.lines());
        assertFalse(isRunning("918273"), "a daemon survived");
    }

    @Test
    void gainsNothingFromSetuidPrograms() {
        SandboxUnderTest.Ran ran = box.shell("grep -E 'NoNewPrivs|CapEff|CapBnd|Seccomp:' /proc/self/status");
        assertEquals(
                List.of(
                        "stdout: CapEff:\t0000000000000000",
                        "stdout: CapBnd:\t0000000000000000",
                        "stdout: NoNewPrivs:\t1",
                        "stdout: Seccomp:\t2"),
                ran.lines());
    }

    /// On x86_64: ptrace, process_vm_readv, add_key, keyctl, bpf, perf_event_open, io_uring_setup,
    /// kexec_load, mount, unshare, setns, open_by_handle_at, userfaultfd, init_module, fsopen.
    @ParameterizedTest
    @ValueSource(ints = {101, 310, 248, 250, 321, 298, 425, 246, 165, 272, 308, 304, 323, 175, 430})
    void refusesSystemCalls(int number) {
        assumeTrue(System.getProperty("os.arch").equals("amd64"), "the numbers are those of x86_64");
        assertEquals(
                List.of("stdout: 1"),
                box.python(SYSCALL + "call(" + number + ", 0, 0, 0, 0, 0)").lines());
    }

    @Test
    void makesNoNamespace() {
        assumeTrue(System.getProperty("os.arch").equals("amd64"), "the numbers are those of x86_64");
        SandboxUnderTest.Ran ran = box.python(SYSCALL + """
                call(56, 0x10000000 | 17, 0, 0, 0, 0)  # clone(CLONE_NEWUSER)
                call(435, 0, 0)                        # clone3
                call(0x40000000 | 39)                  # getpid by the x32 table
                if os.fork() == 0:
                    os._exit(0)
                print("forked")
                """);
        assertEquals(List.of("stdout: 1", "stdout: 38", "stdout: 38", "stdout: forked"), ran.lines());
    }

    @Test
    void cannotTypeIntoATerminal() {
        assumeTrue(System.getProperty("os.arch").equals("amd64"), "the numbers are those of x86_64");
        SandboxUnderTest.Ran ran = box.python(SYSCALL + """
                import pty
                leader, follower = pty.openpty()
                call(16, follower, 0x5412, b"x")
                call(16, follower, 0x1_0000_5412, b"x")
                """);
        assertEquals(List.of("stdout: 1", "stdout: 1"), ran.lines());
    }

    private static boolean isRunning(String part) {
        return ProcessHandle.allProcesses()
                .anyMatch(process -> process.info().commandLine().orElse("").contains(part));
    }
}
