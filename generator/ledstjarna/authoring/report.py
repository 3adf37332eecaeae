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
        "codeowners": "vem som ska läsa vad, att fylla i: mål för sig och utfall för sig",
        "requirements": "vilken version av verktyget som används, och allt det bygger på",
        "wheel": "verktyget självt, så att det kan installeras utan nät",
        "editor": "hjälp i textredigeraren VS Code, med tillägget YAML",
        "review": "kontroll och granskning av varje förslag",
        "publish": "publicering av det som är godkänt",
        "review_and_publish": "kontroll av varje förslag, och publicering av det som är godkänt",
        "template": "det som står färdigt i ett nytt förslag",
        "kept": "Det här fanns redan och är lämnat som det var:",
        "kept_gitignore": "Lägg till de här raderna i .gitignore, så att det som byggs inte sparas i arkivet:",
        "no_git": "Git finns inte på den här datorn. Det behövs inte för att börja; filerna kan också laddas upp i webbläsaren.",
        "git_begun": "Mappen är nu ett git-arkiv, med grenen main.",
        "git_above": "Mappen ligger i git-arkivet {folder}. Kontroll och publicering fungerar bara överst i ett arkiv.",
        "git_branch": "Arkivets gren heter {branch}. Kontroll och publicering gäller grenen main: byt namn med git branch -m main.",
        "git_unreadable": "Mappen .git går inte att läsa som ett git-arkiv. Den är lämnad som den var.",
        "git_refused": "Git kunde inte göra mappen till ett arkiv. Filerna är gjorda ändå.",
        "commit": "När du vill spara det här som arkivets första version:",
        "first_commit": "Webbplatsen är gjord med ledstjarna {version}",
        "pin_about": "Vad som installeras för att bygga webbplatsen. Ändra inget för hand; en ny version kommer med ett nytt förslag.",
        "pin_wheel": "Verktyget ligger i mappen wheels. Kontrollvärdet (hash) säger att det är just den filen.",
        "pin_wheel_gone": "Filen som verktyget installerades från ligger inte kvar här. Finns den inte i ert paketindex: lägg den\n"
        "i mappen wheels och installera med: python -m pip install --find-links wheels -r requirements.txt",
        "pin_address": "Verktyget hämtas från adressen nedan. Kontrollvärdet (hash) säger att det är just den filen.",
        "pin_index": "Verktyget hämtas från paketindexet. Kontrollvärdet (hash) säger att det är just den filen.",
        "pin_index_silent": "Paketindexet svarade inte, så kontrollvärden (hash) saknas, och kontrollen av förslag stannar. Gör om när\n"
        "nätet svarar: ledstjarna new site i en ny mapp, och ta requirements.txt därifrån.",
        "pin_folder": "Verktyget är installerat från en mapp, så kontrollvärden (hash) saknas, och kontrollen av förslag stannar.\n"
        "Gör ett paket av mappen, installera det, gör en webbplats i en ny mapp och ta requirements.txt och wheels därifrån:\n"
        "  python -m pip wheel --no-deps --wheel-dir paket MAPPEN\n"
        "  python -m pip install --force-reinstall paket/ledstjarna-{version}-py3-none-any.whl\n"
        "  ledstjarna new site NY-MAPP",
        "go": "Sedan: gå till mappen.",
        "first_agency": "Sedan: lägg till en organisation: agency (myndighet), municipality (kommun), committee (nämnd) eller region.",
        "first_plan": "Sedan: lägg till planen där organisationens mål är beslutade.",
        "first_goal": "Sedan: lägg till ett mål i planen.",
        "first_goal_above": "Sedan: lägg till ett av organisationens mål, i planen ovanför eller i en egen plan.",
        "first_outcome": "Sedan: lägg till en siffra, till exempel så här för år {year}.",
        "indicator": "Målets mått heter {indicator} i kommandot. 85.5 är bara ett exempel; skriv er egen siffra.",
        "answer": "När organisationen svarar: skriv svaret under responses i filen, också om det inte lovar något.",
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
        "codeowners": "who is to read what, to be filled in: goals apart from outcomes",
        "requirements": "which version of the tool is used, and all that it stands on",
        "wheel": "the tool itself, so that it can be installed without a network",
        "editor": "help in the text editor VS Code, with the extension YAML",
        "review": "check and review of each proposal",
        "publish": "publishing of what has been approved",
        "review_and_publish": "check of each proposal, and publishing of what has been approved",
        "template": "what a new proposal begins with",
        "kept": "This was there already and has been kept as it was:",
        "kept_gitignore": "Add these lines to .gitignore, so that what is built is not kept in the repository:",
        "no_git": "Git is not on this computer. It is not needed to begin with; the files can also be uploaded in the browser.",
        "git_begun": "The folder is now a git repository, with the branch main.",
        "git_above": "The folder lies in the git repository {folder}. Checking and publishing only work at the top of a repository.",
        "git_branch": "The repository’s branch is called {branch}. Checking and publishing are about main: rename it, git branch -m main.",
        "git_unreadable": "The folder .git cannot be read as a git repository. It has been kept as it was.",
        "git_refused": "Git could not make the folder a repository. The files have been made all the same.",
        "commit": "When you want to save this as the first version of the repository:",
        "first_commit": "The site has been made with ledstjarna {version}",
        "pin_about": "What is installed to build the site. Change nothing by hand; a new version comes with a proposal of its own.",
        "pin_wheel": "The tool lies in the folder wheels. The hash says that it is that very file.",
        "pin_wheel_gone": "The file that the tool was installed from is not here any longer. If your package index does not have it, put\n"
        "it into the folder wheels and install with: python -m pip install --find-links wheels -r requirements.txt",
        "pin_address": "The tool is fetched from the address below. The hash says that it is that very file.",
        "pin_index": "The tool is fetched from the package index. The hash says that it is that very file.",
        "pin_index_silent": "The package index did not answer, so there are no hashes, and the check of proposals stops. Try again when\n"
        "the network answers: ledstjarna new site in a new folder, and take requirements.txt from there.",
        "pin_folder": "The tool is installed from a folder, so there are no hashes, and the check of proposals stops.\n"
        "Make a package of the folder, install it, make a site in a new folder, and take requirements.txt and wheels from there:\n"
        "  python -m pip wheel --no-deps --wheel-dir package FOLDER\n"
        "  python -m pip install --force-reinstall package/ledstjarna-{version}-py3-none-any.whl\n"
        "  ledstjarna new site NEW-FOLDER",
        "go": "Then: go to the folder.",
        "first_agency": "Then: add a body. It is an agency, a municipality, a committee or a region.",
        "first_plan": "Then: add the plan in which the body's goals are decided.",
        "first_goal": "Then: add a goal to the plan.",
        "first_goal_above": "Then: add one of the body's goals, to the plan above it or to a plan of its own.",
        "first_outcome": "Then: add a figure, like this for the year {year}.",
        "indicator": "The goal's measure is called {indicator} in the command. 85.5 is only an example; write your own figure.",
        "answer": "When the body answers: write the answer under responses in the file, even if it promises nothing.",
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
