"""The code of a language comes in; a file in which the texts of the pages can be translated lies beside the settings."""

from __future__ import annotations

import re

from ledstjarna.authoring.asked import Asked
from ledstjarna.authoring.catalogue import name_language, write_catalogue
from ledstjarna.authoring.report import say, step
from ledstjarna.authoring.write import create_files
from ledstjarna.interface import catalogue_file, shipped_languages
from ledstjarna.load.disk import lies_there
from ledstjarna.model.catalogue import find_language
from ledstjarna.problems import OutsideError

_CODE = re.compile(r"[a-z]{2,3}(?:-[a-z0-9]{2,8}){0,2}\Z")


def make_language(asked: Asked, words: list[str]) -> list[str]:
    """The file of a language that the interface does not speak; OutsideError where the code cannot be used or the file is there."""
    if not words:
        raise OutsideError("new_language_words", write=asked.command("new", "language", "de"))
    code = " ".join(words)
    if not _CODE.match(code):
        raise OutsideError("new_language_code", found=code, write=asked.command("new", "language", "de"))
    row = f"- {{code: {code}, name: {name_language(code)}, locale: {code.partition('-')[0]}}}"
    settings = asked.project.config_file.as_posix()
    if find_language(code, shipped_languages()):
        raise OutsideError("new_language_there", found=code, file=settings, write=row)
    file = catalogue_file(asked.project, code)
    if lies_there(file):
        raise OutsideError("new_language_taken", file=file.as_posix())
    about = [say("catalogue", asked.language, language=name_language(code)), say("catalogue_more", asked.language)]
    create_files({file: write_catalogue(code, about)})
    told = [say("made", asked.language, file=file.as_posix()), say("translate", asked.language)]
    if code not in asked.codes:
        told += [say("add_language", asked.language, file=settings), step(row)]
    return [*told, say("check_language", asked.language), step(asked.command("check"))]
