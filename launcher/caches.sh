# AOT caches of espctl: classes that the JVM loaded and linked in a training run, so that it starts faster. espctl works
# without them. See docs/decisions/0005-aot-cache.md.

CACHES=$AEGIS_ROOT/target/caches

# `start` is for commands that must answer at once and need few classes, `espctl` for all others: the JVM prepares every
# class of a cache before it starts, needed or not.
CACHE_NAMES=(start espctl)

# The JVM and the jars that the caches are valid for. The JVM itself does not notice a replaced jar and would run the old
# classes.
cache_key() {
    printf '%s\n' "$1 $JAVA_HOME $JDK_RELEASE"
    exec find "$AEGIS_ROOT/$1/target/$1.jar" "$AEGIS_ROOT/$1/target/lib" -name '*.jar' -printf '%p %s %T@\n'
}

caches_fit() { holds "$CACHES/espctl.key" cache_key espctl; }

# Makes espctl's caches if there are none for the present jars; fails if they cannot be stored.
prepare_caches() { caches_fit || make_caches; }

# The key is stored even if the training run fails, so that it is not tried again at each start.
make_caches() {
    local place name
    mkdir -p "$CACHES" 2>/dev/null && place=$(mktemp -d "$CACHES/training.XXXXXX" 2>/dev/null) || return 1
    say "running espctl once for its AOT caches, so that it starts faster from now on"
    (cache_key espctl) >"$place/key"
    drop_caches
    for name in "${CACHE_NAMES[@]}"; do
        mkdir "$place/$name"
        (utf8_locale && "train_$name" "$place/$name") >"$CACHES/training-$name.txt" 2>&1 &
    done
    wait || true
    for name in "${CACHE_NAMES[@]}"; do
        [ ! -s "$place/$name/aot" ] || mv -f "$place/$name/aot" "$CACHES/$name.aot"
    done
    mv -f "$place/key" "$CACHES/espctl.key"
    rm -rf "$place"
}

drop_caches() { rm -f "$CACHES"/*.key "$CACHES"/*.aot; }

# A plan and a build.
train_espctl() { train "$1" dev.aegis.espctl.AotTraining "$1" </dev/null; }

# The first requests of an AI client to `espctl mcp serve`, with the settings of a new user.
train_start() (
    unset CONTROL_BASE_URL MCP_AUTH_SECRET "${!ESPCTL_@}" "${!XDG_@}"
    HOME=$1 train "$1" dev.aegis.espctl.Main mcp serve <"$AEGIS_ROOT/launcher/training/serve.jsonl"
)

# Method profiles are not recorded: the compiler would compile all those methods at start-up, which costs more than it saves.
LEARN_FLAGS=(-XX:+UnlockDiagnosticVMOptions -XX:-AOTRecordTraining)

# train FOLDER CLASS ARGUMENT...: the flags must be those of run_espctl, or the JVM would not take the cache.
train() {
    local folder=$1
    shift
    timeout 120 "$JAVA_HOME/bin/java" "${JVM_FLAGS[@]}" "${ESPCTL_FLAGS[@]}" "${LEARN_FLAGS[@]}" \
        -XX:AOTCacheOutput="$folder/aot" -cp "$(class_path espctl)" "$@"
}

# Sets `cache` to the JVM flags for the cache that fits these arguments of espctl, or to none. The JVM ignores a cache that
# it cannot read.
use_cache() {
    local name=espctl
    cache=()
    case ${1:-}\ ${2:-} in
        'mcp serve' | 'version ' | '--version ') name=start ;;
    esac
    if prepare_caches && [ -s "$CACHES/$name.aot" ]; then
        cache=(-XX:AOTCache="$CACHES/$name.aot" '-Xlog:aot*=off:stderr' '-Xlog:cds*=off:stderr')
    fi
}
