# What the launcher says of its own goes to stderr, so that the output of the program it runs stays whole.

say() { printf '==> %s\n' "$*" >&2; }
complain() { printf 'aegis: %s\n' "$*" >&2; }
hint() { printf 'hint: %s\n' "$*" >&2; }
