# Runs one program on its own class path. A JVM warning goes to stderr, never into the program's answer.

JVM_FLAGS=(--enable-native-access=ALL-UNNAMED -Xlog:disable -Xlog:all=warning:stderr -Dstdout.encoding=UTF-8 -Dstderr.encoding=UTF-8)

ready_to_run() {
    find_jdk
    if ! is_built; then
        install_packages "building" "${BUILD_PACKAGES[@]}"
        build_programs
    fi
}

# Every jar by name and always in the same order, because an AOT cache is valid for one class path.
class_path() {
    local LC_ALL=C jar path=$AEGIS_ROOT/$1/target/$1.jar
    for jar in "$AEGIS_ROOT/$1/target/lib"/*.jar; do
        path+=:$jar
    done
    printf '%s' "$path"
}

# Without a UTF-8 locale the JVM cannot open files whose names are not ASCII.
utf8_locale() {
    case ${LC_ALL:-${LC_CTYPE:-${LANG:-}}} in
        *.UTF-8 | *.utf8) ;;
        *) export LC_ALL=C.UTF-8 ;;
    esac
}

run_control() {
    utf8_locale
    exec "$JAVA_HOME/bin/java" "${JVM_FLAGS[@]}" -cp "$(class_path aegis-control)" dev.aegis.control.Main "$@"
}

run_agent() {
    utf8_locale
    exec "$JAVA_HOME/bin/java" "${JVM_FLAGS[@]}" -cp "$(class_path aegis-agent)" dev.aegis.agent.Main "$@"
}

# espctl runs for seconds: the serial collector, the C1 compiler, and reflection without generated classes start fastest.
ESPCTL_FLAGS=(-XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Djdk.reflect.useNativeAccessorOnly=true)

# The JVM does not start in a deleted folder. A command that needs a project then reports that / is not one.
leave_lost_folder() {
    [ "$PWD" -ef . ] || { cd / && complain "the working folder was deleted; continuing in /"; }
}

run_espctl() {
    utf8_locale
    leave_lost_folder
    # The command that starts espctl, words separated by tabs, for hints and for the entries in settings of AI clients.
    export ESPCTL_LAUNCHER=$AEGIS_ROOT/aegis$'\t'espctl
    local cache
    use_cache "$@"
    exec "$JAVA_HOME/bin/java" "${JVM_FLAGS[@]}" "${ESPCTL_FLAGS[@]}" "${cache[@]}" \
        -cp "$(class_path espctl)" dev.aegis.espctl.Main "$@"
}
