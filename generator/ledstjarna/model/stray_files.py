"""The name of a file or folder comes in; whether a computer or an editor left it there by itself goes out."""

from __future__ import annotations

# What Windows, macOS and file servers put into folders that somebody looks at; in small letters.
_NAMES = frozenset(
    [".ds_store", "thumbs.db", "ehthumbs.db", "desktop.ini", "icon\r", "__macosx", "@eadir", "$recycle.bin", "system volume information"]
)


def is_stray_file(name: str) -> bool:
    """Whether nobody wrote it: files of the system, and what Office and editors keep beside a file that is open."""
    return name.lower() in _NAMES or name.startswith(("~$", "._", ".~lock.")) or (name.startswith("#") and name.endswith("#"))
