"""Aliases come in; pages that lead on to where the record lives now go out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from html import escape

from ledstjarna.addresses import Addresses, way_up
from ledstjarna.derive.nodes import AgencyNode, FindingNode, PlanNode
from ledstjarna.derive.site import Site
from ledstjarna.derive.summary import GoalSummary
from ledstjarna.hosting.policy import POLICY
from ledstjarna.words.voice import Voice


@dataclass(frozen=True, slots=True, order=True)
class Redirect:
    """An address that a record had, and the one it has now, in a language."""

    language: str
    old: str
    new: str
    is_invented: bool


@dataclass(frozen=True, slots=True)
class Recorded:
    """What is recorded of a goal's addresses: the ids that it had before, and its versions that have pages."""

    former: tuple[str, ...] = ()
    versions: tuple[str, ...] = ()


def redirects(site: Site, addresses: Addresses, recorded: Mapping[str, Recorded] | None = None) -> Iterator[Redirect]:
    """A redirect for every earlier id in every language, sorted by address; ``recorded`` is what is known of goals, by their ids."""
    found = []
    taken = site.ids_of_goals
    for kind, nodes in (("agency", site.agencies), ("plan", site.plans), ("goal", site.goals), ("finding", site.findings)):
        for id, node in nodes.items():
            known = (recorded or {}).get(id, Recorded()) if kind == "goal" else Recorded()
            aliases = node.aliases if isinstance(node, GoalSummary) else node.record.aliases
            earlier = dict.fromkeys([*aliases, *(former for former in known.former if former not in taken)])
            for code in site.settings.codes:
                pairs = [(addresses.record(kind, old, code), addresses.record(kind, id, code)) for old in earlier]
                pairs += [
                    (addresses.version(old, version, code), addresses.version(id, version, code))
                    for old in earlier
                    for version in known.versions
                ]
                pairs += [
                    (addresses.embed(old, code, part), addresses.embed(id, code, part)) for old in earlier for part in _embedded(node)
                ]
                found += [Redirect(code, old, new, is_invented=_is_invented(node)) for old, new in pairs]
    yield from sorted(found)


def _embedded(node: AgencyNode | PlanNode | GoalSummary | FindingNode) -> tuple[str, ...]:
    """The pages of a goal that others show inside theirs: of the whole goal, and of each of its measures."""
    return ("", *node.indicators) if isinstance(node, GoalSummary) else ()


def _is_invented(node: AgencyNode | PlanNode | GoalSummary | FindingNode) -> bool:
    return (node if isinstance(node, AgencyNode) else node.agency).is_invented


def redirect_page(moved: Redirect, voice: Voice, base_url: str | None, stylesheet: str, preview: str = "") -> str:
    """A page that leads on at once, says so, and has a link for those whom it does not; ``stylesheet`` is seen from the site's root.

    ``preview`` is what a preview says of itself.
    """
    up = way_up(moved.old)
    target = escape(up + moved.new)
    canonical = f'<link rel="canonical" href="{escape(base_url + moved.new)}">\n' if base_url else ""
    invented = f"<p>{escape(voice._('Invented example.'))}</p>\n" if moved.is_invented else ""
    robots, banner = ('<meta name="robots" content="noindex">\n', f'<p class="ls-preview">{escape(preview)}</p>\n') if preview else ("", "")
    return f"""<!doctype html>
<html lang="{voice.code}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{POLICY}">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="page-kind" content="redirect">
<meta http-equiv="refresh" content="0; url={target}">
{canonical}{robots}<title>{escape(voice._("This page has moved"))}</title>
<link rel="stylesheet" href="{up}{stylesheet}">
<link rel="icon" type="image/svg+xml" href="{up}assets/star.svg">
</head>
<body class="ls-page">
<main class="ls-moved">
{banner}<h1>{escape(voice._("This page has moved"))}</h1>
{invented}<p><a href="{target}">{escape(voice._("Go to the page where it is now"))}</a></p>
</main>
</body>
</html>
"""


def redirect_rules(rules: Iterable[Redirect], base: str) -> str:
    """The same redirects for hosts that read a ``_redirects`` file; ``base`` is the path of the site's root on its host."""
    return "".join(f"{base}{moved.old} {base}{moved.new} 301\n" for moved in rules)
