# Builds the programs with Maven, and only when a source is newer than the last build.

PROGRAMS=(aegis-control aegis-agent espctl)
BUILD_STAMP=$AEGIS_ROOT/target/built

# Names, sizes and times of every file that the build reads, in the order of the folders: at worst a needless build.
# One process and no check sum, since every start of a program asks.
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

# Whether FILE has just what COMMAND prints. One process and nothing else: every start of a program asks.
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
    # Maven adds to them only: a library's older version would stay on the class path.
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
