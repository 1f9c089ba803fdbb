"""The local dependencies of an idf_component.yml: those with a `path` or an `override_path`.

    python3 manifest.py FILE

prints one line for each, "NAME PATH" with an absolute path, and exits with 1 when a folder does not exist. What has to
come from a registry or from git is named on the error output; starter-idf has no component manager.
"""
import os
import re
import sys
from pathlib import Path

ENTRY = re.compile(r"""^(\s*)["']?([^\s"':#][^"':#]*?)["']?\s*:(?:\s+(.*?))?\s*$""")
INLINE = re.compile(r"""["']?(\w+)["']?\s*:\s*("[^"]*"|'[^']*'|[^,}]*)""")


def plain(value: str) -> str:
    value = value.strip()
    return value[1:-1] if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'" else value


def dependencies(text: str) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    inside, name, level = -1, "", -1
    for raw in text.splitlines():
        entry = ENTRY.match(re.sub(r"(^|\s)#.*$", "", raw))
        if not entry:
            continue
        indent, key, value = len(entry.group(1)), entry.group(2), entry.group(3) or ""
        if inside < 0 or indent <= inside:
            inside = indent if key == "dependencies" else -1
            name = ""
        elif not name or indent <= level:
            name, level = key, indent
            found[name] = {"version": plain(value)}
            if value.startswith("{"):
                found[name] = {k: plain(v) for k, v in INLINE.findall(value)}
        else:
            found[name][key] = plain(value)
    return found


def main() -> int:
    manifest = Path(sys.argv[1])
    for name, given in dependencies(manifest.read_text(encoding="utf-8")).items():
        path = given.get("override_path") or ("" if "git" in given else given.get("path", ""))
        if not path:
            if name != "idf":
                print(f"dependency '{name}' of {manifest} is used only if it is in managed_components or components: "
                      "starter-idf has no component manager", file=sys.stderr)
            continue
        folder = Path(os.path.normpath(manifest.parent / path))
        if not folder.is_dir():
            print(f"The 'path' field of dependency '{name}' in {manifest} does not lead to a directory: {folder}",
                  file=sys.stderr)
            return 1
        print(f"{name.split('/')[-1]} {folder}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
