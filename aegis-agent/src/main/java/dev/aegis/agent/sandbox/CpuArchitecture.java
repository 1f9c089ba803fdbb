package dev.aegis.agent.sandbox;

import java.util.Arrays;
import java.util.List;

/// System call numbers of one processor architecture. From the kernel's
/// `arch/x86/entry/syscalls/syscall_64.tbl` and `include/uapi/asm-generic/unistd.h`.
///
/// @param audit the kernel's AUDIT_ARCH code
/// @param refused calls that no build may use
record CpuArchitecture(
        int audit, int cloneCall, int socketCall, int ioctlCall, int fallocateCall, List<Integer> refused) {
    static final CpuArchitecture X86_64 = new CpuArchitecture(
            0xC000003E,
            56,
            41,
            16,
            285,
            numbers(
                    // another process's memory and state
                    "101 310 311 312 438 440 448",
                    // keys of the user, which are shared between sandboxes
                    "248 249 250",
                    // programs inside the kernel, and ways around this filter
                    "321 298 425 426 427 323 447",
                    // another kernel, modules
                    "246 320 175 313 176 174 178 177",
                    // mounts and namespaces
                    "165 166 155 161 429 428 430 431 432 433 442 457 458 467 272 308",
                    // files by handle, and watching the file system
                    "303 304 300 301 212",
                    // the machine as a whole
                    "167 168 169 170 171 172 173 163 179 443 180 164 227 159 305 103 153 134 136 139 156",
                    // old memory layouts and pages of others
                    "154 279 256 237 238"));

    static final CpuArchitecture AARCH64 = new CpuArchitecture(
            0xC00000B7,
            220,
            198,
            29,
            47,
            numbers(
                    // another process's memory and state
                    "117 270 271 272 438 440 448",
                    // keys of the user, which are shared between sandboxes
                    "217 218 219",
                    // programs inside the kernel, and ways around this filter
                    "280 241 425 426 427 282 447",
                    // another kernel, modules
                    "104 294 105 273 106",
                    // mounts and namespaces
                    "40 39 41 51 429 428 430 431 432 433 442 457 458 467 97 268",
                    // files by handle, and watching the file system
                    "264 265 262 263 18",
                    // the machine as a whole
                    "224 225 142 161 162 89 60 443 42 170 112 171 266 116 58",
                    // old memory layouts and pages of others
                    "239 238 235 237"));

    /// Number of clone3, the same on all architectures.
    static final int CLONE3 = 435;

    /// @param osArch the system property `os.arch`
    static CpuArchitecture named(String osArch) {
        return switch (osArch) {
            case "amd64", "x86_64" -> X86_64;
            case "aarch64" -> AARCH64;
            default ->
                throw new SandboxException(
                        "there is no system call filter for the processor " + osArch,
                        "run the agent on x86_64 or aarch64");
        };
    }

    /// Parses the table above, in which each group of calls is one string.
    private static List<Integer> numbers(String... groups) {
        return Arrays.stream(String.join(" ", groups).split(" "))
                .map(Integer::valueOf)
                .toList();
    }
}
