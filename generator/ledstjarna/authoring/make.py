"""What is typed after ``ledstjarna new`` comes in, as options; something new is made, and what is told of it goes out."""

from __future__ import annotations

import argparse
import datetime

from ledstjarna.authoring.asked import Asked
from ledstjarna.authoring.inventory import take_inventory
from ledstjarna.authoring.language import make_language
from ledstjarna.authoring.outcome import make_outcome
from ledstjarna.authoring.records import make_agency, make_finding, make_goal, make_plan
from ledstjarna.authoring.site import make_site
from ledstjarna.problems import OutsideError
from ledstjarna.settings import Project


def make_new(options: argparse.Namespace, project: Project | None, *, today: datetime.date, language: str) -> list[str]:
    """Make it; what is told. OutsideError where the words cannot be used, ContentError where it would bring problems."""
    if options.what is None:
        raise OutsideError("new_what")
    if project is None:
        return make_site(options.words, language, options.host or ())
    asked = Asked(project, take_inventory(project), today, language)
    if options.what == "outcome":
        return make_outcome(asked, options.words, published=options.published, kind=options.kind)
    if options.what == "language":
        return make_language(asked, options.words)
    texts = {"sv": options.sv, "en": options.en}
    if options.what == "agency":
        return make_agency(asked, options.words, kind=options.kind, parent=options.parent, texts=texts)
    if options.what == "plan":
        return make_plan(asked, options.words, agency=options.agency, texts=texts)
    if options.what == "finding":
        return make_finding(asked, options.words, agency=options.agency, goals=options.goal, texts=texts)
    return make_goal(asked, options.words, plan=options.plan, agency=options.agency, texts=texts)
