"""The plain data of site_config.yml come in; what MkDocs would do and Ledstjärna does not goes out, as placed problems."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ledstjarna.load.content_tree import Document
from ledstjarna.model.site_file import SiteFile
from ledstjarna.problems import Problem
from ledstjarna.validate.shape import problem_at

# What an MkDocs configuration may have and does nothing here: what is said of it.
_REFUSED = {
    "INHERIT": "setting_inherit",
    "hooks": "setting_program",
    "plugins": "setting_program",
    "nav": "setting_menu",
    "not_in_nav": "setting_menu",
    "exclude_docs": "setting_menu",
    "draft_docs": "setting_menu",
    "extra_css": "setting_look",
    "extra_javascript": "setting_look",
    "extra_templates": "setting_look",
    "mdx_configs": "setting_needless",
    "use_directory_urls": "setting_needless",
    "validation": "setting_needless",
    "watch": "setting_needless",
    "remote_branch": "setting_needless",
    "remote_name": "setting_needless",
    "google_analytics": "setting_program",
    "pages": "setting_menu",
}
# … and where what it says is said instead.
_INSTEAD = {
    "docs_dir": "extra.ledstjarna.content",
    "site_dir": "extra.ledstjarna.output",
    "site_description": "extra.ledstjarna.tagline",
    "site_author": "extra.ledstjarna.publisher",
    "copyright": "extra.ledstjarna.licence",
    "repo_url": "extra.ledstjarna.source_url",
    "repo_name": "extra.ledstjarna.source_url",
    "edit_uri": "extra.ledstjarna.source_url",
    "edit_uri_template": "extra.ledstjarna.source_url",
    "strict": "extra.ledstjarna.checks",
    "dev_addr": "ledstjarna serve --port",
}


def split_settings(document: Document) -> tuple[dict[str, Any], list[Problem]]:
    """What of the file is to be read, and what is said of the rest. A part that is begun and left empty is as good as not there."""
    given = dict(document.data) if isinstance(document.data, Mapping) else {}
    problems = [*_refuse_settings(document, given)]
    if isinstance(given.get("theme"), str):  # `theme: material` is the same as `theme: {name: material}`
        given["theme"] = {"name": given["theme"]}
    for part, known in (("theme", {"name"}), ("extra", {"ledstjarna"})):
        inside = given.get(part)
        if isinstance(inside, Mapping):
            code = "setting_look" if part == "theme" else "setting_extra"
            problems += [problem_at(document, (part, name), code, on_key=True) for name in inside if name not in known]
            given[part] = {name: value for name, value in inside.items() if name in known and value is not None}
    own = given.get("extra", {}).get("ledstjarna") if isinstance(given.get("extra"), Mapping) else None
    if isinstance(own, Mapping) and "site_url" in own:
        problems.append(problem_at(document, ("extra", "ledstjarna", "site_url"), "setting_elsewhere", on_key=True, instead="site_url"))
        given["extra"] = {"ledstjarna": {name: value for name, value in own.items() if name != "site_url"}}
    return {name: value for name, value in given.items() if value is not None}, problems


def _refuse_settings(document: Document, given: dict[str, Any]) -> Iterator[Problem]:
    """Problems of what MkDocs knows and we do not use, which is taken away; what neither knows is left for the shape."""
    for name in [name for name in given if name not in SiteFile.model_fields]:
        if name in _REFUSED:
            del given[name]
            yield problem_at(document, (name,), _REFUSED[name], on_key=True)
        elif name in _INSTEAD:
            del given[name]
            yield problem_at(document, (name,), "setting_elsewhere", on_key=True, instead=_INSTEAD[name])
