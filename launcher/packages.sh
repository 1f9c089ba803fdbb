# The Debian packages of each step. Only missing ones are installed; their names are printed first.

# Maven builds; git tells the version.
BUILD_PACKAGES=(maven git)

# Libraries that the native WebRTC library is linked against; it does not load without them.
WEBRTC_PACKAGES=(libpulse0 libx11-6 libxfixes3 libxrandr2 libxcomposite1 libdbus-1-3 libudev1)

# The sandbox, and the compiler and tools of the starter SDK.
MACHINE_PACKAGES=(bubblewrap util-linux ccache cmake ninja-build python3 python3-kconfiglib
    gcc-riscv64-unknown-elf picolibc-riscv64-unknown-elf)

# Programs that only tests use: shells, a TURN server, a browser and its driver, a compiler for Xtensa.
TEST_PACKAGES=(zsh fish coturn chromium chromium-driver procps iproute2 gcc-xtensa-lx106)

installed() { [ "$(dpkg-query -W -f '${db:Status-Abbrev}' "$1" 2>/dev/null)" = "ii " ]; }

as_root() {
    if [ "$(id -u)" -eq 0 ]; then
        "$@"
    elif command -v sudo >/dev/null; then
        sudo "$@"
    else
        complain "installing packages needs root, and sudo is not installed"
        hint "run as root: $*"
        return 1
    fi
}

# install_packages PURPOSE PACKAGE...
install_packages() {
    local purpose=$1 package missing=()
    shift
    if ! command -v dpkg-query >/dev/null; then
        complain "this is not a Debian system; make sure that the packages for $purpose are installed: $*"
        return 0
    fi
    for package in "$@"; do
        installed "$package" || missing+=("$package")
    done
    [ ${#missing[@]} -gt 0 ] || return 0
    say "installing for $purpose: ${missing[*]}"
    local log
    log=$(mktemp)
    if ! { as_root env DEBIAN_FRONTEND=noninteractive apt-get update &&
        as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "${missing[@]}"; } >"$log" 2>&1; then
        tail -n 20 "$log" >&2
        complain "could not install: ${missing[*]}"
        hint "see $log; then run the same command again"
        return 1
    fi
    rm -f "$log"
}
