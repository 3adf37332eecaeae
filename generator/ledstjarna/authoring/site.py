"""The name of a folder comes in; a site that can be built at once lies in it, and what is told goes out.

It has no themes and no words for the search: those that are shipped are about public Sweden.
"""

from __future__ import annotations

from pathlib import Path

from ledstjarna.authoring.asked import show_command
from ledstjarna.authoring.forms import fill_form
from ledstjarna.authoring.report import say, step
from ledstjarna.authoring.write import create_files
from ledstjarna.model.stray_files import is_stray_file
from ledstjarna.problems import OutsideError

_LANGUAGES = {"sv": ("sv", "en"), "en": ("en", "sv")}
# Where each file lies in the site, its form, and what is told of it.
_FILES = (
    ("site_config.yml", "{language}/site_config.yml", "site_config"),
    ("README.md", "{language}/README.md", "readme"),
    ("content/accessibility.yml", "{language}/accessibility.yml", "accessibility"),
    ("content/agencies/.gitkeep", None, "agencies"),
    ("content/pages/sv/om.md", "pages/om.md", "pages"),
    ("content/pages/en/about.md", "pages/about.md", "pages"),
    (".gitignore", "gitignore", None),
)


def make_site(words: list[str], language: str) -> list[str]:
    """A new site whose first language this is; OutsideError where the folder has something in it."""
    if not words:
        raise OutsideError("new_site_words", write=show_command("new", "site", say("site_example", language)))
    folder = Path(" ".join(words))
    if folder.exists() and (not folder.is_dir() or not all(map(_is_nothing, folder.iterdir()))):
        raise OutsideError("new_folder_in_use", folder=folder.as_posix())
    files = {}
    for name, form, _ in _FILES:
        files[folder / name] = fill_form(form.format(language=language), codes=_LANGUAGES[language]) if form else ""
    create_files(files)
    return _tell(folder, language)


def _is_nothing(path: Path) -> bool:
    """Whether a folder with nothing but this is empty to whoever made it: a repository, or what systems leave."""
    return path.name == ".git" or is_stray_file(path.name)


def _tell(folder: Path, language: str) -> list[str]:
    shown = {name.removesuffix(".gitkeep"): about for name, _, about in _FILES if about}
    widest = max(map(len, shown))
    told = [say("site", language, folder=folder.as_posix())]
    told += [step(f"{name:<{widest}}  {say(about, language)}") for name, about in shown.items()]
    if folder != Path():
        told += [say("go", language), step(f'cd "{folder}"' if " " in str(folder) else f"cd {folder}")]
    kind = ("--kind", "municipality")
    name = ("--" + language, say("agency_name", language))
    agency = show_command("new", "agency", say("agency_example", language), *kind, *name)
    return [*told, say("first_agency", language), step(agency), say("id", language, example=say("agency_example", language))]
