"""The language of messages comes in; a voice that tells of the site's content in it goes out."""

from __future__ import annotations

from ledstjarna.model.settings import DEFAULT_LANGUAGES
from ledstjarna.settings import Project
from ledstjarna.theme_files import theme_folder
from ledstjarna.words.voice import Voice


def choose_voice(project: Project, language: str) -> Voice:
    """Messages may be in another language than any of the site's."""
    known = (*project.settings.languages, *DEFAULT_LANGUAGES)
    return Voice(next(entry for entry in known if entry.code == language), project.settings, theme_folder() / "locale")
