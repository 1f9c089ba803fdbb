# Finds a JDK 25 and puts it into JAVA_HOME: the caller's own, the usual JVM folders, the one on PATH.

# Sets JDK_RELEASE to the content of the JDK's release file.
is_jdk_25() {
    [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 1
    IFS= read -r -d '' JDK_RELEASE <"$1/release" || true
    case $'\n'$JDK_RELEASE in
        *$'\nJAVA_VERSION="25'[.\"]*) ;;
        *) return 1 ;;
    esac
}

find_jdk() {
    local candidate
    if [ -n "${JAVA_HOME:-}" ] && is_jdk_25 "$JAVA_HOME"; then
        export JAVA_HOME
        return 0
    fi
    for candidate in /usr/lib/jvm/* /opt/java/* /opt/jdk* "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/*; do
        if is_jdk_25 "$candidate"; then
            export JAVA_HOME=$candidate
            return 0
        fi
    done
    if candidate=$(command -v javac) && candidate=$(dirname "$(dirname "$(readlink -f "$candidate")")") && is_jdk_25 "$candidate"; then
        export JAVA_HOME=$candidate
        return 0
    fi
    complain "cannot find a JDK 25 (looked at JAVA_HOME${JAVA_HOME:+ ($JAVA_HOME)}, /usr/lib/jvm, /opt, ~/.sdkman, ~/.jdks and PATH)"
    hint "install one, such as Adoptium's Debian package temurin-25-jdk, or set JAVA_HOME to where it is"
    return 1
}
