# AOT caches: what the JVM found out about the classes of a program that ran once, so that it starts sooner. Nothing
# depends on one. See docs/decisions/0005-aot-cache.md.

CACHES=$AEGIS_ROOT/target/caches

# `start` is for what must answer at once and needs little, `espctl` for everything else: the JVM prepares all that is
# in a cache before it begins, needed or not.
CACHE_NAMES=(start espctl)

# What the caches are good for. The JVM itself does not notice that a jar was replaced: it would run the old classes.
cache_key() {
    printf '%s\n' "$1 $JAVA_HOME $JDK_RELEASE"
    exec find "$AEGIS_ROOT/$1/target/$1.jar" "$AEGIS_ROOT/$1/target/lib" -name '*.jar' -printf '%p %s %T@\n'
}

caches_fit() { holds "$CACHES/espctl.key" cache_key espctl; }

# Makes espctl's caches if they are not there for what was built; fails where they cannot be kept.
prepare_caches() { caches_fit || make_caches; }

# The key is kept also when there is nothing to keep with it, so that a rehearsal that fails is tried once.
make_caches() {
    local place name
    mkdir -p "$CACHES" 2>/dev/null && place=$(mktemp -d "$CACHES/rehearsal.XXXXXX" 2>/dev/null) || return 1
    say "letting espctl rehearse a build, so that it starts faster from now on"
    (cache_key espctl) >"$place/key"
    drop_caches
    for name in "${CACHE_NAMES[@]}"; do
        mkdir "$place/$name"
        (utf8_locale && "rehearse_$name" "$place/$name") >"$CACHES/rehearsal-$name.txt" 2>&1 &
    done
    wait || true
    for name in "${CACHE_NAMES[@]}"; do
        [ ! -s "$place/$name/aot" ] || mv -f "$place/$name/aot" "$CACHES/$name.aot"
    done
    mv -f "$place/key" "$CACHES/espctl.key"
    rm -rf "$place"
}

drop_caches() { rm -f "$CACHES"/*.key "$CACHES"/*.aot; }

# A build, planned and done.
rehearse_espctl() { rehearse "$1" dev.aegis.espctl.Rehearsal "$1" </dev/null; }

# An assistant's first questions to `espctl mcp serve`, as a user who has nothing set up.
rehearse_start() (
    unset CONTROL_BASE_URL MCP_AUTH_SECRET "${!ESPCTL_@}" "${!XDG_@}"
    HOME=$1 rehearse "$1" dev.aegis.espctl.Main mcp serve <"$AEGIS_ROOT/launcher/rehearsal/serve.jsonl"
)

# Which methods were busy is not kept: the compiler would begin with all of them at once, and has better to do.
LEARN_FLAGS=(-XX:+UnlockDiagnosticVMOptions -XX:-AOTRecordTraining)

# rehearse FOLDER CLASS ARGUMENT...: the flags must be those of run_espctl, or the JVM would not take the cache.
rehearse() {
    local folder=$1
    shift
    timeout 120 "$JAVA_HOME/bin/java" "${JVM_FLAGS[@]}" "${ESPCTL_FLAGS[@]}" "${LEARN_FLAGS[@]}" \
        -XX:AOTCacheOutput="$folder/aot" -cp "$(class_path espctl)" "$@"
}

# Sets `cache` to the flags for the cache that serves these arguments of espctl best, or to none. The JVM passes over
# one that it cannot read.
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
