# Every test, with one summary at the end.

TEST_PARTS=(java starter mcp quickstart)

# Sums the counts of every Surefire report: passed, failed.
java_counts() {
    find "$AEGIS_ROOT" -path '*/target/surefire-reports/TEST-*.xml' -newer "$1" -exec grep -h -m1 -o '<testsuite [^>]*>' {} + |
        awk '{
            for (i = 1; i <= NF; i++) {
                split($i, pair, "\"")
                if ($i ~ /^tests=/) tests += pair[2]
                if ($i ~ /^(failures|errors)=/) bad += pair[2]
                if ($i ~ /^skipped=/) skipped += pair[2]
            }
        } END { printf "%d %d %d\n", tests - bad - skipped, bad, skipped }'
}

test_java() {
    local began=$AEGIS_ROOT/target/test-began counts status=0
    rm -rf "$AEGIS_ROOT"/*/target/surefire-reports
    touch "$began"
    # Two modules at a time: tests mostly wait for sockets, deadlines and other processes.
    maven --threads 2 --fail-at-end verify || status=$?
    mark_built
    counts=$(java_counts "$began")
    add_counts java $counts
    # A build that fails before its tests run counts as a failure.
    if [ "$status" -ne 0 ] && [ "$(cut -d' ' -f2 <<<"$counts")" -eq 0 ]; then
        add_counts java-build 0 1 0
    fi
}

STARTER_LOG=$AEGIS_ROOT/target/test-starter.txt

test_starter() {
    local log=$STARTER_LOG ran bad=0
    if ! (cd "$AEGIS_ROOT" && /usr/bin/python3 -m unittest discover -s starter-idf/tests -t starter-idf/tests) 2>&1 | tee "$log"; then
        bad=$(grep -oE '(failures|errors)=[0-9]+' "$log" | cut -d= -f2 | awk '{ sum += $1 } END { print sum + 0 }')
        [ "$bad" -gt 0 ] || bad=1
    fi
    ran=$(grep -oE '^Ran [0-9]+' "$log" | cut -d' ' -f2 || echo 0)
    add_counts starter-idf "$((${ran:-0} - bad))" "$bad" 0
}

# The MCP engine against the official conformance suite, the Inspector and the TypeScript clients.
test_mcp() {
    local log=$AEGIS_ROOT/target/test-mcp.txt passed failed
    # Node's own distribution brings npm along; Debian's has it in a package of its own.
    command -v npm >/dev/null || install_packages "the outside gates of MCP" nodejs npm
    maven -q -Dmaven.test.skip=false -DskipTests process-test-classes -pl mcp -am
    "$AEGIS_ROOT/mcp/conformance/run" 2>&1 | tee "$log" || true
    passed=$(grep -c '^ok ' "$log" || true)
    failed=$(grep -c '^FAIL ' "$log" || true)
    if ! grep -q '^all gates passed' "$log" && [ "$failed" -eq 0 ]; then
        failed=1
    fi
    add_counts mcp "$passed" "$failed" 0
}

# Prints a line of README's sample output that the real output has not, in this order. Ids, ports, times and the state
# folder count as equal. Lines about what is set up already and steps of the build, of which the log keeps some, are left out.
line_not_printed() {
    local output=$1 state=$2
    local same=(-E -e "s#$state#/var/lib/aegis-quickstart#" -e 's/m-[0-9a-f]{32}/m-ID/' -e 's/127\.0\.0\.1:[0-9]+/127.0.0.1:PORT/'
        -e 's/, in [0-9.]+ m?s$/, in TIME/')
    awk 'NR == FNR { want[++count] = $0; next }
        next_line < count {
            line = want[next_line + 1]
            begin = substr(line, 1, length(line) - 3)
            if ($0 == line || (line ~ /[.][.][.]$/ && index($0, begin) == 1)) next_line++
        }
        END { if (next_line < count) print want[next_line + 1] }' \
        <(awk '/^The output, shortened:/ { found = 1 } found && /^```/ { if (inside++) exit; next } inside' "$AEGIS_ROOT/README.md" |
            grep -vE '^==> (installing|building the programs)|^\[' | sed "${same[@]}") \
        <(sed "${same[@]}" "$output")
}

# The first command of the README, with its own state folder.
test_quickstart() {
    local state run output missing passed=0 failed=0
    state=$(mktemp -d /var/tmp/aegis-quickstart-test.XXXXXX)
    chmod 755 "$state"
    for run in first second; do
        say "quickstart --once, $run run"
        output=$AEGIS_ROOT/target/test-quickstart-$run.txt
        if AEGIS_QUICKSTART_DIR=$state "$AEGIS_ROOT/aegis" quickstart --once 2>&1 | tee "$output"; then
            passed=$((passed + 1))
        else
            failed=$((failed + 1))
        fi
    done
    missing=$(line_not_printed "$AEGIS_ROOT/target/test-quickstart-first.txt" "$state")
    if [ -z "$missing" ]; then
        passed=$((passed + 1))
    else
        complain "quickstart did not print this line of the sample in README.md: $missing"
        failed=$((failed + 1))
    fi
    if pgrep -f "$state" >/dev/null; then
        complain "quickstart left processes behind:"
        pgrep -af "$state" >&2
        failed=$((failed + 1))
    else
        passed=$((passed + 1))
    fi
    rm -rf "$state"
    add_counts quickstart "$passed" "$failed" 0
}

# In a file, because a part may run in a process of its own.
COUNTS=$AEGIS_ROOT/target/test-counts.txt
add_counts() { printf '%s %d %d %d\n' "$@" >>"$COUNTS"; }

print_counts() {
    awk '{
        printf "  %-14s %5d passed %5d failed\n", $1, $2, $3
        passed += $2; failed += $3; skipped += $4
    } END {
        printf "\n%d passed, %d failed, %d skipped\n", passed, failed, skipped
        exit !(failed == 0 && passed > 0)
    }' "$COUNTS"
}

# has WORD WORD...: whether the first word is one of the others.
has() {
    local word=$1
    shift
    case " $* " in
        *" $word "*) return 0 ;;
        *) return 1 ;;
    esac
}

run_tests() {
    local parts=("$@") part beside='' began=$SECONDS
    [ ${#parts[@]} -gt 0 ] || parts=("${TEST_PARTS[@]}")
    for part in "${parts[@]}"; do
        if ! has "$part" "${TEST_PARTS[@]}"; then
            complain "unknown part '$part'; the parts are: ${TEST_PARTS[*]}"
            return 2
        fi
    done
    install_packages "the tests" "${BUILD_PACKAGES[@]}" "${WEBRTC_PACKAGES[@]}" "${MACHINE_PACKAGES[@]}" "${TEST_PACKAGES[@]}"
    find_jdk
    mkdir -p "$AEGIS_ROOT/target"
    : >"$COUNTS"
    if has java "${parts[@]}" && has starter "${parts[@]}"; then
        say "the starter SDK's tests run beside those of Java"
        test_starter >/dev/null &
        beside=$!
    fi
    for part in "${parts[@]}"; do
        say "tests: $part"
        if [ "$part" = starter ] && [ -n "$beside" ]; then
            wait "$beside" || true
            cat "$STARTER_LOG"
        else
            "test_$part"
        fi
    done
    printf '\nTests, %d s:\n' "$((SECONDS - began))"
    print_counts
}
