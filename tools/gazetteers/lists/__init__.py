"""One module a folder of gazetteers/: each function makes and returns one or more lists."""
