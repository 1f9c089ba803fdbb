# From nothing to firmware on this host: store, build server, build machine, login, one real build.

quickstart_dir() {
    if [ -n "${AEGIS_QUICKSTART_DIR:-}" ]; then
        printf '%s' "$AEGIS_QUICKSTART_DIR"
    elif [ "$(id -u)" -eq 0 ]; then
        # Not below /root: the sandbox runs as another user, who needs access to its workspace and the store.
        printf '/var/lib/aegis-quickstart'
    else
        printf '%s/aegis-quickstart' "${XDG_STATE_HOME:-$HOME/.local/state}"
    fi
}

random_secret() { od -An -N24 -tx1 /dev/urandom | tr -d ' \n'; }

# start NAME READY-PATTERN COMMAND...: runs a program in the background until it has printed its first line.
# The program gets a SIGTERM when this shell ends, even by SIGKILL.
start() {
    local name=$1 pattern=$2 out=$QUICKSTART/logs/$1.out err=$QUICKSTART/logs/$1.err
    shift 2
    : >"$out"
    setpriv --pdeathsig TERM -- "$AEGIS_ROOT/aegis" "$@" >"$out" 2>"$err" 9>&- &
    STARTED+=("$!")
    local pid=$! waited=0
    until grep -q "$pattern" "$out"; do
        if ! kill -0 "$pid" 2>/dev/null || [ "$waited" -ge 600 ]; then
            tail -n 15 "$err" >&2
            complain "$name did not start"
            hint "its log is $err"
            return 1
        fi
        waited=$((waited + 1))
        read -r -t 0.1 <> <(:) || true
    done
}

stop_all() {
    local i pid
    for ((i = ${#STARTED[@]} - 1; i >= 0; i--)); do
        pid=${STARTED[i]}
        kill -TERM "$pid" 2>/dev/null || continue
        timeout 20 tail -s 0.1 --pid="$pid" -f /dev/null || kill -KILL "$pid" 2>/dev/null || true
        wait "$pid" 2>/dev/null || true
    done
    STARTED=()
}

# Chooses the folder for espctl's login: the user's own, unless it has a login to another build server.
choose_config() {
    local credentials=${XDG_CONFIG_HOME:-$HOME/.config}/espctl/credentials.json
    ESPCTL_ENV=()
    if [ -n "${AEGIS_QUICKSTART_DIR:-}" ] || { [ -e "$credentials" ] && ! grep -q '"http://127\.0\.0\.1:' "$credentials"; }; then
        ESPCTL_ENV=("XDG_CONFIG_HOME=$QUICKSTART/config" "XDG_STATE_HOME=$QUICKSTART/state")
    fi
}

quickstart() {
    local once=no
    case ${1:-} in
        --once) once=yes ;;
        '') ;;
        *) complain "unknown option '$1' of quickstart; there is --once"; return 2 ;;
    esac
    install_packages "building and running" "${BUILD_PACKAGES[@]}" "${WEBRTC_PACKAGES[@]}" "${MACHINE_PACKAGES[@]}"
    find_jdk
    build_programs

    QUICKSTART=$(quickstart_dir)
    STARTED=()
    mkdir -p "$QUICKSTART"/{logs,control,agent,workspaces,config}
    chmod 700 "$QUICKSTART"/{logs,control,config}
    exec 9>"$QUICKSTART/lock"
    if ! flock -n 9; then
        complain "a quickstart is running already in $QUICKSTART"
        hint "use it with ./aegis espctl build, or stop it with Ctrl-C where it runs"
        return 1
    fi
    trap stop_all EXIT
    trap 'exit 130' INT
    trap 'exit 143' TERM HUP

    local secrets=$QUICKSTART/secrets.env
    if [ ! -s "$secrets" ]; then
        (umask 077 && printf 'MCP_AUTH_SECRET=%s\nAGENT_AUTH_SECRET=%s\n' "$(random_secret)" "$(random_secret)" >"$secrets")
    fi
    local access_key agent_secret
    access_key=$(sed -n 's/^MCP_AUTH_SECRET=//p' "$secrets")
    agent_secret=$(sed -n 's/^AGENT_AUTH_SECRET=//p' "$secrets")

    say "putting the starter SDK into the store $QUICKSTART/store"
    ESPCTL_STORE_ROOT=$QUICKSTART/store "$AEGIS_ROOT/aegis" agent store provision --from "$AEGIS_ROOT/starter-idf" >&2

    say "starting the build server"
    MCP_AUTH_SECRET=$access_key AGENT_AUTH_SECRET=$agent_secret CONTROL_STATE_DIR=$QUICKSTART/control \
        start aegis-control '^aegis-control listening on ' control --control-listen 127.0.0.1:0
    local server
    server=$(sed -n 's/^aegis-control listening on //p' "$QUICKSTART/logs/aegis-control.out")

    say "starting the build machine for $server"
    AGENT_AUTH_SECRET=$agent_secret CONTROL_BASE_URL=$server ESPCTL_STORE_ROOT=$QUICKSTART/store \
        AGENT_STATE_DIR=$QUICKSTART/agent AGENT_WORKSPACE_ROOT=$QUICKSTART/workspaces AGENT_LOOPBACK=1 AGENT_NAME=quickstart \
        start aegis-agent '^aegis-agent .* is ready' agent

    choose_config
    say "logging espctl in"
    printf '%s' "$access_key" | env "${ESPCTL_ENV[@]}" "$AEGIS_ROOT/aegis" espctl login --token - --server "$server" >&2

    say "building examples/hello_world for esp32c3"
    local result=0
    (cd "$AEGIS_ROOT/examples/hello_world" && env "${ESPCTL_ENV[@]}" "$AEGIS_ROOT/aegis" espctl build --target esp32c3) || result=$?
    if [ "$once" = yes ] || [ "$result" -ne 0 ]; then
        return "$result"
    fi

    local prefix=${ESPCTL_ENV[*]:-}
    cat <<TEXT

The build server ($server) and the build machine stay up until Ctrl-C. In another terminal:

  cd $AEGIS_ROOT/examples/hello_world
  ${prefix:+$prefix }$AEGIS_ROOT/aegis espctl build            build again
  \$EDITOR main/hello_world_main.c            change it, then build: one file is compiled
  ${prefix:+$prefix }$AEGIS_ROOT/aegis espctl doctor           check the whole set-up
  ${prefix:+$prefix }$AEGIS_ROOT/aegis espctl mcp serve        the same for an AI assistant, which starts this itself (docs/mcp.md)

Logs: $QUICKSTART/logs
TEXT
    # Waits until one of the programs ends, or for Ctrl-C.
    wait -n "${STARTED[@]}" || true
    complain "the build server or the build machine ended unexpectedly; see $QUICKSTART/logs"
    return 1
}
