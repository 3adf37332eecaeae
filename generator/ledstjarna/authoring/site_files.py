"""A language and hosts come in; every file of a new site's repository goes out, each marked with the version that made it.

``.ledstjarna.yml`` lists all of them with their fingerprints, so that a later version can tell which ones their owner has changed, also
where a format has no comments. Nothing else of the program reads it yet.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ledstjarna import __version__
from ledstjarna.authoring.forms import fill_form
from ledstjarna.authoring.options import Host
from ledstjarna.authoring.pins import pin_program, write_requirements
from ledstjarna.validate.schema import KINDS, WHERE, write_schema

LANGUAGES = {"sv": ("sv", "en"), "en": ("en", "sv")}
LIST = ".ledstjarna.yml"
SECOND_README = "LEDSTJARNA.md"  # where there is a README already
_SCHEMAS = ".vscode/schemas"


@dataclass(frozen=True, slots=True)
class NewFile:
    """A file to be made, by its way from the site's folder.

    ``about`` is what is told of it, by its key. ``rivals`` are names that it stands back for as for its own: hosts read one of them alone.
    """

    name: str
    content: str | bytes
    about: str = ""
    rivals: tuple[str, ...] = ()


_ELSEWHERE = {
    "README.md": ("README", "README.rst", "README.txt", "readme.md", "Readme.md", ".github/README.md", "docs/README.md"),
    "CODEOWNERS": (".github/CODEOWNERS", "docs/CODEOWNERS", ".gitlab/CODEOWNERS", ".gitea/CODEOWNERS", ".forgejo/CODEOWNERS"),
    "content/agencies/.gitkeep": ("content/agencies",),
    ".github/pull_request_template.md": (
        *(f"{folder}{name}" for folder in ("", ".github/", "docs/") for name in ("PULL_REQUEST_TEMPLATE.md", "PULL_REQUEST_TEMPLATE")),
        "pull_request_template.md",
        "docs/pull_request_template.md",
    ),
    ".gitlab/merge_request_templates/Default.md": (".gitlab/merge_request_templates/default.md",),
    ".forgejo/pull_request_template.md": (".forgejo/PULL_REQUEST_TEMPLATE.md", ".gitea/PULL_REQUEST_TEMPLATE.md"),
}
# Where each file lies in the site, its form, and what is told of it.
_FILES = (
    ("site_config.yml", "{language}/site_config.yml", "site_config"),
    ("README.md", "{language}/README.md", "readme"),
    ("content/accessibility.yml", "{language}/accessibility.yml", "accessibility"),
    ("content/agencies/.gitkeep", "", "agencies"),
    ("content/pages/sv/om.md", "pages/om.md", "pages"),
    ("content/pages/en/about.md", "pages/about.md", "pages"),
    ("CODEOWNERS", "codeowners", "codeowners"),
    (".gitattributes", "gitattributes", ""),
    (".gitignore", "gitignore", ""),
    (".vscode/extensions.json", "vscode/extensions.json", ""),
)
_OF_HOSTS = {
    "github": (
        (".github/workflows/review.yml", "github/review.yml", "review"),
        (".github/workflows/publish.yml", "github/publish.yml", "publish"),
        (".github/pull_request_template.md", "{language}/pull_request.md", "template"),
    ),
    "gitlab": (
        (".gitlab-ci.yml", "gitlab/gitlab-ci.yml", "review_and_publish"),
        (".gitlab/merge_request_templates/Default.md", "{language}/pull_request.md", "template"),
    ),
    "forgejo": (
        (".forgejo/workflows/review.yml", "forgejo/review.yml", "review"),
        (".forgejo/workflows/publish.yml", "forgejo/publish.yml", "publish"),
        (".forgejo/pull_request_template.md", "{language}/pull_request.md", "template"),
    ),
}


def site_files(language: str, hosts: Sequence[Host]) -> Iterator[NewFile]:
    """Every file but the list of them."""
    for name, form, about in (*_FILES, *(row for host in hosts for row in _OF_HOSTS[host])):
        text = _fill(form, language, hosts) if form else ""
        yield NewFile(name, _mark(name, text), about, _ELSEWHERE.get(name, ()))
    pin = pin_program()
    yield NewFile("requirements.txt", _mark("requirements.txt", write_requirements(pin, language)), "requirements")
    if pin.wheel:
        yield NewFile(f"wheels/{pin.wheel[0]}", pin.wheel[1], "wheel", ("requirements.txt",))
    yield from _editor_files(LANGUAGES[language])


def list_files(files: Sequence[NewFile], language: str, hosts: Sequence[Host]) -> NewFile:
    """The file that tells which files were made, by whom and with what in them."""
    facts = {"version": __version__, "language": language, "hosts": ", ".join(hosts)}
    listed = "".join(
        f"  {json.dumps(file.name)}: sha256:{_fingerprint(file.content)}\n" for file in sorted(files, key=lambda file: file.name)
    )
    return NewFile(LIST, _mark(LIST, fill_form("made.yml", codes=LANGUAGES[language], files=listed, **facts)))


def _fill(form: str, language: str, hosts: Sequence[Host]) -> str:
    return fill_form(form.format(language=language), codes=LANGUAGES[language], hosts=hosts)


def _editor_files(codes: Sequence[str]) -> Iterator[NewFile]:
    """What an editor needs to explain fields and to mark what is wrong, without a network."""
    globs = {
        kind: "/".join("*" + step.partition(">")[2] if "<" in step else step for step in where.split("/")) for kind, where in WHERE.items()
    }
    settings = {
        "files.encoding": "utf8",
        "files.eol": "\n",
        "yaml.schemaStore.enable": False,
        "yaml.yamlVersion": "1.2",
        "yaml.schemas": {f"{_SCHEMAS}/{kind}.json": globs[kind] for kind in KINDS},
    }
    yield NewFile(".vscode/settings.json", json.dumps(settings, indent=2) + "\n", "editor")
    for kind in KINDS:
        yield NewFile(f"{_SCHEMAS}/{kind}.json", write_schema(kind, codes) + "\n")


def _mark(name: str, text: str) -> str:
    """The text with a line about who made it, where the format has comments; in pages of the site there are none."""
    made = f"Made by ledstjarna {__version__}"
    if name.endswith(".md"):
        return text if name.startswith("content/") else f"<!-- {made} -->\n\n{text}"
    return text if name.endswith((".json", ".gitkeep")) else f"# {made}\n\n{text}"


def _fingerprint(content: str | bytes) -> str:
    return hashlib.sha256(content.encode("utf-8") if isinstance(content, str) else content).hexdigest()
