"""Puts uv into .venv/bin where this Python has neither pip nor ensurepip: the wheel that uv.lock names, by its hash."""

import hashlib
import io
import platform
import sys
import tomllib
import zipfile
from pathlib import Path
from urllib.request import urlopen


def wheel(lock: Path) -> tuple[str, str]:
    """URL and SHA-256 of the locked uv wheel for this machine."""
    packages = tomllib.loads(lock.read_text("utf-8"))["package"]
    [uv] = [package for package in packages if package["name"] == "uv"]
    kind = f"manylinux_2_17_{platform.machine()}"
    for found in uv["wheels"]:
        if kind in found["url"]:
            return found["url"], found["hash"].removeprefix("sha256:")
    sys.exit(
        f"uv.lock names no uv for {platform.machine()}: install python3-pip and run make again."
    )


def main(target: Path) -> None:
    url, digest = wheel(Path("uv.lock"))
    with urlopen(url, timeout=120) as response:
        data = response.read()
    if hashlib.sha256(data).hexdigest() != digest:
        sys.exit("The uv that was downloaded is not the one uv.lock names; nothing was installed.")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        [name] = [n for n in archive.namelist() if n.endswith("/scripts/uv")]
        target.write_bytes(archive.read(name))
    target.chmod(0o755)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
