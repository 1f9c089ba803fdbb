# Builds the programs with Maven, and only when a source is newer than the last build.

PROGRAMS=(aegis-control aegis-agent espctl)
BUILD_STAMP=$AEGIS_ROOT/target/built

# Prints name, size and time of every file that the build reads, in directory order: another order causes a needless build
# at worst. One process and no checksum, because this runs at every start of a program.
list_sources() {
    (cd "$AEGIS_ROOT" && exec find pom.xml .mvn ./*/pom.xml ./*/src/main -type f -printf '%p %s %T@\n')
}

is_built() {
    local program
    for program in "${PROGRAMS[@]}"; do
        [ -f "$AEGIS_ROOT/$program/target/$program.jar" ] && [ -d "$AEGIS_ROOT/$program/target/lib" ] || return 1
    done
    holds "$BUILD_STAMP" list_sources
}

# Tests whether FILE has exactly the output of COMMAND. Starts one process, because this runs at every start of a program.
# holds FILE COMMAND [ARGUMENT...]
holds() {
    local text=
    [ -r "$1" ] || return 1
    IFS= read -r -d '' text <"$1" || true
    shift
    [ "$text" = "$("$@")"$'\n' ]
}

maven() { (cd "$AEGIS_ROOT" && mvn --batch-mode --no-transfer-progress "$@"); }

build_programs() {
    is_built || run_maven || return 1
    prepare_caches || true
}

run_maven() {
    say "building the programs with Maven (the first time fetches its artifacts)"
    mkdir -p "$AEGIS_ROOT/target"
    local log=$AEGIS_ROOT/target/build-programs.txt
    # Maven only adds to these folders: an older version of a library would stay on the class path.
    (cd "$AEGIS_ROOT" && rm -rf "${PROGRAMS[@]/%//target/lib}")
    if ! maven -Dmaven.test.skip=true package -pl "$(IFS=,; echo "${PROGRAMS[*]}")" -am >"$log" 2>&1; then
        grep -E '^\[?(ERROR|.*\[.*ERROR)' "$log" | head -n 30 >&2 || true
        complain "the build failed"
        hint "the whole output is in $log"
        return 1
    fi
    mark_built
}

mark_built() { list_sources >"$BUILD_STAMP"; }
