# Messages of the launcher go to stderr, because stdout belongs to the program that it runs.

say() { printf '==> %s\n' "$*" >&2; }
complain() { printf 'aegis: %s\n' "$*" >&2; }
hint() { printf 'hint: %s\n' "$*" >&2; }
