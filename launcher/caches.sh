# AOT caches: what the JVM found out about the classes of a program that ran once, so that it starts sooner. Nothing
# depends on one. See docs/decisions/0005-aot-cache.md.

CACHES=$AEGIS_ROOT/target/caches

# What a cache is good for. The JVM itself does not notice that a jar was replaced: it would run the old classes.
cache_key() {
    printf '%s %s\n' "$1" "$JAVA_HOME"
    cat "$JAVA_HOME/release"
    find "$AEGIS_ROOT/$1/target/$1.jar" "$AEGIS_ROOT/$1/target/lib" -name '*.jar' -printf '%p %s %T@\n'
}

cache_fits() { cmp -s "$CACHES/espctl.key" <(cache_key espctl); }

# Makes espctl's cache if it is not there for what was built; fails where it cannot be kept.
prepare_cache() { cache_fits || make_cache; }

# The key is kept also when there is nothing to keep with it, so that a rehearsal that fails is tried once.
make_cache() {
    local place
    mkdir -p "$CACHES" 2>/dev/null && place=$(mktemp -d "$CACHES/rehearsal.XXXXXX" 2>/dev/null) || return 1
    say "letting espctl rehearse a build, so that it starts faster from now on"
    cache_key espctl >"$place/key"
    rehearse_espctl "$place" </dev/null >"$CACHES/rehearsal.txt" 2>&1 || true
    rm -f "$CACHES/espctl.key" "$CACHES/espctl.aot"
    if [ -s "$place/espctl.aot" ]; then
        mv -f "$place/espctl.aot" "$CACHES/espctl.aot"
    fi
    mv -f "$place/key" "$CACHES/espctl.key"
    rm -rf "$place"
}

# The flags must be those of run_espctl, or the JVM would not take the cache.
rehearse_espctl() (
    utf8_locale
    exec timeout 120 "$JAVA_HOME/bin/java" "${JVM_FLAGS[@]}" "${ESPCTL_FLAGS[@]}" -XX:AOTCacheOutput="$1/espctl.aot" \
        -cp "$(class_path espctl)" dev.aegis.espctl.Rehearsal "$1"
)

# Sets `cache` to the flags for espctl's cache, or to none. The JVM passes over one that it cannot read.
use_cache() {
    cache=()
    if prepare_cache && [ -s "$CACHES/espctl.aot" ]; then
        cache=(-XX:AOTCache="$CACHES/espctl.aot" '-Xlog:aot*=off:stderr' '-Xlog:cds*=off:stderr')
    fi
}
