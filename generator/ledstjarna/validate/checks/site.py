"""The register comes in; remarks on what the whole site has one of, its accessibility statement and its themes, go out.

That the statement is missing is remarked on only where the site has its permanent address. A file with nothing but comments in it is as
good as none: the form of ``new site`` waits so, since half a statement would be a published one.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from ledstjarna.problems import Place, Problem
from ledstjarna.validate.checks.remark import Remark, remark
from ledstjarna.validate.register import Register

_KIND = "accessibility"  # and the id of the only one


def accessibility_missing(register: Register) -> Iterator[Problem]:
    """A site that has its permanent address has an accessibility statement.

    Public bodies must publish one, by the law on accessible digital public service (2018:1937). Fill in ``content/accessibility.yml``;
    the page and the link to it in the footer then come by themselves.
    """
    if register.around.is_public and register.content.accessibility is None:
        file = _file(register, "accessibility.yml")
        yield Problem(Place(file), "accessibility_missing", facts={"file": file})


def accessibility_assessment_old(register: Register) -> Iterator[Remark]:
    """The assessment behind the accessibility statement is at most twelve months old.

    A site changes, and so does what works on it. Assess it again, write how and when under ``assessed``, and go through the rest.
    """
    statement, as_of = register.content.accessibility, register.around.as_of
    if statement and as_of:
        day = statement.assessed.date
        if (as_of.year - 1, as_of.month, as_of.day) > (day.year, day.month, day.day):
            yield remark(_KIND, _KIND, "assessed", "date", found=day)


def accessibility_fault_overdue(register: Register) -> Iterator[Remark]:
    """A fault that was to be put right by a day that has passed has been put right.

    Remove the fault from ``faults`` if it has. Otherwise write a new day, and tell under ``text`` why it has taken longer.
    """
    statement, as_of = register.content.accessibility, register.around.as_of
    for index, fault in enumerate(statement.faults if statement else ()):
        if as_of and fault.remedied_by and fault.remedied_by < as_of:
            yield remark(_KIND, _KIND, "faults", index, "remedied_by", found=fault.remedied_by)


def theme_without_name(register: Register) -> Iterator[Remark]:
    """Every theme has a name.

    A goal’s ``tags`` are the ids of its themes. Until a theme has a name in ``content/themes.yml`` its page shows the id.
    """
    named, using = register.content.themes, dict[str, list[tuple[str, int]]]()
    for goal in register.goals():
        for index, tag in enumerate(goal.tags):
            if tag not in named:
                using.setdefault(tag, []).append((goal.id, index))
    for tag, places in sorted(using.items()):
        id, index = places[0]
        many = len({goal for goal, _ in places})
        yield remark("goal", id, "tags", index, found=tag, count=many, file=_file(register, "themes.yml"))


def interface_text_missing(register: Register) -> Iterator[Remark]:
    """Every text of the pages themselves is translated.

    A site in another language than Swedish and English has the words of menus, headings and sentences in ``locale/<code>.po``. What is
    not translated there is shown in English. Write the translation after ``msgstr``.
    """
    del register  # it has no such texts; the site's own catalogues are read with its settings
    yield from ()


def page_not_translated(register: Register) -> Iterator[Remark]:
    """Every page of your own is there in each language of the site.

    Whoever reads the site in another language finds no link to it. Write the page there too, in a file of the same name.
    """
    del register  # what the page is called in another language is known where addresses are
    yield from ()


def _file(register: Register, name: str) -> str:
    """A file of the whole site as the editor knows it, whether it is there or not."""
    return (PurePosixPath(register.folder) / name).as_posix()


CHECKS = (
    accessibility_missing,
    accessibility_assessment_old,
    accessibility_fault_overdue,
    theme_without_name,
    interface_text_missing,
    page_not_translated,
)
