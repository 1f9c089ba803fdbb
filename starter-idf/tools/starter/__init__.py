"""The Python half of starter-idf: what idf.py and the build steps are made of."""
