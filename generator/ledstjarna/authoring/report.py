"""What was made comes in; what its maker is told, and what to do next, goes out in Swedish or English."""

from __future__ import annotations

from collections.abc import Sequence

_SAY = {
    "sv": {
        "made": "Klart: {file} är gjord.",
        "added": "Klart: rad {line} i {file} är ny.",
        "made_row": "Klart: {file} är gjord, med utfallet på rad {line}.",
        "unwritten": "Öppna filen och skriv egna ord på {lines}, där det nu står {marker} …).",
        "line": "rad {last}",
        "lines": "rad {first} och {last}",
        "others": "Innehållet har också {count} problem sedan tidigare. Det här kommandot visar dem:",
        "id": "ID är ett kort namn som blir sidans adress: små bokstäver a–z, siffror och bindestreck, till exempel {example}.",
        "site": "Webbplatsen är gjord i mappen {folder}:",
        "site_config": "inställningar: webbplatsens namn och vem som publicerar",
        "readme": "vad som är vad, och vad som kommer sedan",
        "accessibility": "tillgänglighetsredogörelsen, att fylla i före publiceringen",
        "agencies": "här läggs organisationer, planer, mål och utfall",
        "pages": "sidor med egen text: om webbplatsen",
        "go": "Sedan: gå till mappen.",
        "first_agency": "Sedan: lägg till en organisation: agency (myndighet), municipality (kommun), committee (nämnd) eller region.",
        "first_plan": "Sedan: lägg till planen där organisationens mål är beslutade.",
        "first_goal": "Sedan: lägg till ett mål i planen.",
        "first_outcome": "Sedan: lägg till en siffra, till exempel så här för år {year}.",
        "indicator": "Målets mått heter {indicator} i kommandot. 85.5 är bara ett exempel; skriv er egen siffra.",
        "check": "Sedan: kontrollera att allt är i ordning, och titta på sidan i webbläsaren.",
        "unfinished": "Perioden {period} slutar först {end}. Är siffran inte slutlig, skriv kind: preliminary eller forecast i raden.",
        "later": "Siffran visas på webbplatsen från och med {published}, dagen då den publiceras.",
        "catalogue": "Sidornas egna texter på {language}. Skriv översättningen av raden som börjar med msgid efter msgstr.",
        "catalogue_more": "Ord inom klammer {{ }} lämnas som de är. Det som inte är översatt visas på engelska.",
        "translate": "Öppna filen och skriv översättningen av varje text efter msgstr.",
        "add_language": "Sedan: lägg till språket sist under languages i {file}.",
        "check_language": "Det här kommandot visar vad som är fel i filen, och hur många texter som återstår.",
        "site_example": "vara-mal",
        "agency_name": "Organisationens namn",
        "agency_example": "exempelby",
        "goal_end": "trygg-skola",
        "goal_word": "MÅL",
        "indicator_word": "MÅTT",
    },
    "en": {
        "made": "Done: {file} has been made.",
        "added": "Done: line {line} of {file} is new.",
        "made_row": "Done: {file} has been made, with the outcome on line {line}.",
        "unwritten": "Open the file and write your own words on {lines}, where it now says {marker} …).",
        "line": "line {last}",
        "lines": "lines {first} and {last}",
        "others": "The content also has problems from before, {count} in all. This command shows them:",
        "id": "ID is a short name that becomes the page's address: small letters a–z, digits and hyphens, such as {example}.",
        "site": "The site has been made in the folder {folder}:",
        "site_config": "settings: the site's name and who publishes it",
        "readme": "what is what, and what comes next",
        "accessibility": "the accessibility statement, to be filled in before publishing",
        "agencies": "bodies, plans, goals and outcomes go here",
        "pages": "pages with your own text: about the site",
        "go": "Then: go to the folder.",
        "first_agency": "Then: add a body. It is an agency, a municipality, a committee or a region.",
        "first_plan": "Then: add the plan in which the body's goals are decided.",
        "first_goal": "Then: add a goal to the plan.",
        "first_outcome": "Then: add a figure, like this for the year {year}.",
        "indicator": "The goal's measure is called {indicator} in the command. 85.5 is only an example; write your own figure.",
        "check": "Then: check that all is in order, and look at the page in the browser.",
        "unfinished": "The period {period} does not end until {end}. If the figure is not final, add kind: preliminary or forecast.",
        "later": "The figure is shown on the site from {published}, the day it is published.",
        "catalogue": "The pages’ own texts in {language}. After msgstr, write the translation of the line that begins with msgid.",
        "catalogue_more": "Words in braces {{ }} stay as they are. What is not translated is shown in English.",
        "translate": "Open the file and write the translation of each text after msgstr.",
        "add_language": "Then: add the language last under languages in {file}.",
        "check_language": "This command shows what is wrong in the file, and how many texts remain.",
        "site_example": "our-goals",
        "agency_name": "The body's name",
        "agency_example": "exampletown",
        "goal_end": "safe-schools",
        "goal_word": "GOAL",
        "indicator_word": "INDICATOR",
    },
}


def say(key: str, language: str, /, **facts: object) -> str:
    """One line of what is told."""
    return _SAY[language][key].format(**facts)


def say_lines(numbers: Sequence[int], language: str) -> str:
    """Line numbers in words: ``rad 4, 8 och 12``."""
    *first, last = numbers
    return say("lines" if first else "line", language, first=", ".join(map(str, first)), last=last)


def step(command: str) -> str:
    """A command or a row on a line of its own, to be copied."""
    return f"  {command}"
