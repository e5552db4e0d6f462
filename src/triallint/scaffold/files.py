"""The texts that are handed out, kept as files of their own."""

from pathlib import Path


def file_text(name: str) -> str:
    """One of the ready texts, by its file name."""
    return Path(__file__).with_name("texts").joinpath(name).read_text(encoding="utf-8")
