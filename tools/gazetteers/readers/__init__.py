"""One module a package: from archive bytes to plain Python values."""
