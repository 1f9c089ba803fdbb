"""The Python part of starter-idf: idf.py and the build steps."""
