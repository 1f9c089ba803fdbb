#!/usr/bin/python3
"""The front end of starter-idf: the part of ESP-IDF's idf.py that a build needs."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from starter.cli import main  # noqa: E402

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
