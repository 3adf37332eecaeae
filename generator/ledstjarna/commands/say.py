"""What a command found comes in; it is told on the console, in Swedish or English."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TextIO

from ledstjarna.console import print_line
from ledstjarna.problems import Problem, name_problem, print_problems

_SAY = {
    "sv": {
        "fine": "Innehållet är i ordning: {goals} mål.",
        "count": "{count} problem. Inget har publicerats; den gamla webbplatsen är orörd.",
        "count_check": "{count} problem.",
        "count_new": "{count} problem. Ingen fil har ändrats.",
        "goals": "{count} mål",
        "files": "{count} filer",
        "files_1": "1 fil",
        "written": "{count} skrivna",
        "written_1": "1 skriven",
        "unchanged": "{count} oförändrade",
        "unchanged_1": "1 oförändrad",
        "removed": "{count} borttagna",
        "removed_1": "1 borttagen",
        "part_read": "Läser innehållet",
        "part_goals": "Mål",
        "part_files": "Sidor och filer",
        "look": "Öppna {start}\neller skriv `{serve}` för att se webbplatsen i webbläsaren.",
        "config": "Inställningarna behöver rättas.",
        "missing": "Texter som saknas ({language}) och visas på ett annat språk: {count}",
        "remarks": "Att se över: {count}. `ledstjarna check` visar vad och var.",
        "none_remarked": "Inget att se över.",
        "remarked": "Att se över: {count}. Det hindrar inte att webbplatsen byggs.",
        "audit_goalposts": "Flyttade mål, och sådant som gjordes i tysthet:",
        "audit_unexplained": "Ändringar utan registrerad orsak:",
        "audit_undated": "Klockan stämde inte i {commit}. Den visas på samma dag som ändringen före.",
        "audit_rewritten": "Historiken har skrivits om: {commit} lästes här förut och leder inte längre hit.",
        "review_folded": "{heading}: {count}",
        "review_left": "… och {count} till. Alternativet --all visar allt.",
        "review_too_long": "Resten får inte plats i en kommentar. Kommandot ledstjarna review med --all visar allt.",
        "notes_left_out": "Och {count} till, som värden inte visar här.",
        "against_fine": "Inget som är publicerat skrivs över eller försvinner.",
        "schema_kinds": "De olika sorternas filer, med det namn som en sort har i kommandot:",
        "schema_agency": "en organisation",
        "schema_plan": "en plan",
        "schema_goal": "ett mål",
        "schema_outcomes": "ett måls utfall",
        "schema_finding": "en granskning",
        "schema_themes": "vad temana heter",
        "schema_accessibility": "tillgänglighetsredogörelsen",
        "schema_search": "ord för sökningen på ett språk",
        "schema_site_config": "webbplatsens inställningar",
        "schema_next": "Det här kommandot gör en fil som en textredigerare kan läsa:",
    },
    "en": {
        "fine": "The content is in order: {goals} goals.",
        "fine_1": "The content is in order: 1 goal.",
        "count": "{count} problems. Nothing was published; the old site is untouched.",
        "count_1": "1 problem. Nothing was published; the old site is untouched.",
        "count_check": "{count} problems.",
        "count_check_1": "1 problem.",
        "count_new": "{count} problems. No file was changed.",
        "count_new_1": "1 problem. No file was changed.",
        "goals": "{count} goals",
        "goals_1": "1 goal",
        "files": "{count} files",
        "files_1": "1 file",
        "written": "{count} written",
        "unchanged": "{count} unchanged",
        "removed": "{count} removed",
        "part_read": "Reading the content",
        "part_goals": "Goals",
        "part_files": "Pages and files",
        "look": "Open {start}\nor type `{serve}` to see the site in the browser.",
        "config": "The settings need to be corrected.",
        "missing": "Missing texts ({language}), shown in another language: {count}",
        "remarks": "To look over: {count}. `ledstjarna check` shows what and where.",
        "none_remarked": "Nothing to look over.",
        "remarked": "To look over: {count}. It does not stop the site from being built.",
        "audit_goalposts": "Moved goalposts, and what was done in silence:",
        "audit_unexplained": "Changes without a recorded reason:",
        "audit_undated": "The clock was wrong in {commit}. It is shown on the day of the change before it.",
        "audit_rewritten": "The history has been rewritten: {commit} was read here before and no longer leads here.",
        "review_folded": "{heading}: {count}",
        "review_left": "… and {count} more. The option --all shows everything.",
        "review_too_long": "The rest does not fit in a comment. The command ledstjarna review with --all shows everything.",
        "notes_left_out": "And {count} more, which the host does not show here.",
        "against_fine": "Nothing that is published is overwritten or disappears.",
        "schema_kinds": "The kinds of file, by the name that each has in the command:",
        "schema_agency": "a body",
        "schema_plan": "a plan",
        "schema_goal": "a goal",
        "schema_outcomes": "the outcomes of a goal",
        "schema_finding": "a finding",
        "schema_themes": "what the themes are called",
        "schema_accessibility": "the accessibility statement",
        "schema_search": "words for the search in a language",
        "schema_site_config": "the settings of the site",
        "schema_next": "This command makes a file that a text editor can read:",
    },
}


def say(key: str, language: str, /, **facts: object) -> str:
    """One thing that a command tells; some languages have words of their own for one ``count`` or one of the ``goals``."""
    many = facts.get("count", facts.get("goals"))
    words = _SAY[language]
    return (words.get(f"{key}_{many}") or words[key]).format(**facts)


def tell_seconds(seconds: float, language: str) -> str:
    """How long something took: with a decimal below ten seconds, in minutes from two of them on."""
    if round(seconds) >= 120:
        return f"{round(seconds) // 60} min {round(seconds) % 60} s"
    told = f"{seconds:.1f}" if seconds < 9.95 else str(round(seconds))
    return f"{told.replace('.', ',') if language == 'sv' else told} s"


def show_problems(problems: Sequence[Problem], language: str, stream: TextIO) -> None:
    """Problems, one a line."""
    print_problems(problems, language, lambda line: print_line(line, stream))


def show_counts(counts: Mapping[str, int], language: str, stream: TextIO) -> None:
    """How many there are of each kind of problem."""
    for code, many in counts.items():
        print(f"{many:>5}  {name_problem(code, language)} ({code})", file=stream)
