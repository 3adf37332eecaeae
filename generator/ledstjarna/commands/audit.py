"""``ledstjarna audit``: a site comes in; all of its recorded history is replayed, and every unexplained change of its goals is told."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict

from ledstjarna.commands.request import FINE, PROBLEMS, Request
from ledstjarna.commands.say import say
from ledstjarna.commands.voices import choose_voice
from ledstjarna.history.audit import Audit, audit_history
from ledstjarna.history.past import SiteHistory
from ledstjarna.history.read import read_site_history
from ledstjarna.words.audit import AuditRow, audit_sentences, tell_goalposts, tell_unexplained
from ledstjarna.words.voice import Voice


def run(request: Request) -> int:
    """Replay the history, and tell what nobody has explained."""
    project = request.site
    history = read_site_history(project.settings, project.config_file, as_of=request.as_of, today=request.today)
    voice, audit = choose_voice(project, request.language), audit_history(history)
    goalposts, silent = list(tell_goalposts(history, voice)), list(tell_unexplained(history, voice))
    if request.options.format == "json":
        print(json.dumps(_as_data(history, audit, goalposts, silent), ensure_ascii=True, indent=2))
    else:
        _print(history, audit, goalposts, silent, voice)
    return PROBLEMS if request.options.strict and (goalposts or silent) else FINE


def _print(history: SiteHistory, audit: Audit, goalposts: Sequence[AuditRow], silent: Sequence[AuditRow], voice: Voice) -> None:
    for heading, rows in (("audit_goalposts", goalposts), ("audit_unexplained", silent)):
        if rows:
            print(say(heading, voice.code))
            _print_rows(rows)
    for commit in history.undated:
        print(say("audit_undated", voice.code, commit=commit))
    for commit in history.rewritten:
        print(say("audit_rewritten", voice.code, commit=commit))
    for sentence in audit_sentences(audit, history, voice):
        print(sentence)


def _print_rows(rows: Iterable[AuditRow]) -> None:
    for row in rows:
        print(f"  {row.day or '-':<10}  {row.goal}  {row.commit[:12]}")
        for sentence in row.sentences:
            print(f"    {sentence}")
        print(f"    {row.page}")


def _as_data(history: SiteHistory, audit: Audit, goalposts: Sequence[AuditRow], silent: Sequence[AuditRow]) -> dict[str, object]:
    """The same for programs; what is not known is null."""
    return {
        "since": history.since.isoformat() if history.since else None,
        "shallow": history.is_cut,
        "absence": history.absence,
        "undated": sorted(history.undated),
        "rewritten": list(history.rewritten),
        "counts": {**asdict(audit), **{name: dict(sorted(getattr(audit, name).items())) for name in ("goalposts", "kinds")}},
        "goalposts": [_row_as_data(row) for row in goalposts],
        "unexplained": [_row_as_data(row) for row in silent],
    }


def _row_as_data(row: AuditRow) -> dict[str, object]:
    return {**row._asdict(), "day": row.day or None, "commit": row.commit or None}
