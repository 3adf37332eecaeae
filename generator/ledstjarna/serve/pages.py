"""A built page and what is wrong with the content come in; the page as the preview shows it goes out."""

from __future__ import annotations

import re
from html import escape

from ledstjarna.serve.preview import Fault, Shown

VERSION_ADDRESS = "/__ledstjarna__/version"
SCRIPT_ADDRESS = "/__ledstjarna__/reload.js"
NEWS_ADDRESS = "/__ledstjarna__/news"  # and behind it the address of a page
STYLE_ADDRESS = "/__ledstjarna__/problems.css"
MOST_SHOWN = 50
# Added to pages on their way to the browser, never to files: asks whether the page is another by now, and is answered when it is. A file
# of its own, since the pages let no script and no style inside them do anything. A page that is loaded anew keeps its place.
SCRIPT = f"""(async () => {{ const seen = document.currentScript.dataset.version; for (;;) {{ try {{
const now = await fetch("{NEWS_ADDRESS}" + location.pathname + "?" + seen); if (now.ok && (await now.text()) !== seen) {{
location.reload(); return; }} }} catch {{ await new Promise((wait) => setTimeout(wait, 700)); }} }} }})();
"""
STYLE = """\
.ledstjarna-problems { position: sticky; top: 0; z-index: 1000; max-height: 50vh; overflow: auto; box-sizing: border-box;
  padding: 1rem 1.25rem; border: 4px solid #a3001b; background: #fff; color: #1a1a1a; font: 16px/1.5 system-ui, sans-serif; }
.ledstjarna-problems p, .ledstjarna-problems ol { margin: 0 0 .5rem; padding: 0; }
.ledstjarna-problems ol { padding-left: 1.5rem; }
.ledstjarna-problems li { margin: 0 0 .5rem; overflow-wrap: anywhere; }
.ledstjarna-problems code { font-weight: 700; background: none; color: inherit; }
"""
_HEAD = f'<link rel="stylesheet" href="{STYLE_ADDRESS}"></head>'.encode()
_BODY = re.compile(rb"<body[^>]*>")
_SAY = {
    "sv": {
        "over": "Det här stoppar webbplatsen från att byggas. Sidan nedanför är som den var innan.",
        "none": "Det här stoppar webbplatsen från att byggas. Rätta det och spara, så visas sidan.",
        "wait": "Här finns ingen webbplats att visa än.",
        "more": "och {count} till",
        "title": "Innehållet behöver rättas",
    },
    "en": {
        "over": "This stops the site from being built. The page below is as it was before.",
        "none": "This stops the site from being built. Correct it and save, and the page is shown.",
        "wait": "There is no site to show here yet.",
        "more": "and {count} more",
        "title": "The content needs to be corrected",
    },
}


def dress_page(page: bytes, shown: Shown, language: str, version: str) -> bytes:
    """A built page with what reloads it when it has another version, and over it what is wrong, if anything is."""
    page = _with_script(page, version)
    if not shown.faults:
        return page
    notice = _notice(shown, language, "over").encode()
    return _BODY.sub(lambda found: found.group() + notice, page.replace(b"</head>", _HEAD, 1), count=1)


def fault_page(shown: Shown, language: str, version: str) -> bytes:
    """What is wrong as a page of its own, where no site has been built."""
    notice = _notice(shown, language, "none" if shown.faults else "wait")
    page = f"""<!doctype html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<title>{escape(_SAY[language]["title"])}</title>
</head>
<body>
<main>{notice}</main>
</body>
</html>
"""
    return _with_script(page.encode().replace(b"</head>", _HEAD, 1), version)


def _with_script(page: bytes, version: str) -> bytes:
    script = f'<script src="{SCRIPT_ADDRESS}" data-version="{version}"></script></body>'
    return script.encode().join(page.rsplit(b"</body>", 1))


def _notice(shown: Shown, language: str, why: str) -> str:
    """What is wrong, place by place, for the eye and the ear; in the language of messages, whatever that of the page."""
    say = _SAY[language]
    lines = [f"<p><strong>{escape(say[why])}</strong></p>"]
    if shown.faults:
        lines += ["<ol>", *map(_item, shown.faults[:MOST_SHOWN]), "</ol>"]
    if (more := len(shown.faults) - MOST_SHOWN) > 0:
        lines.append(f"<p>{escape(say['more'].format(count=more))}</p>")
    label = escape(say["title"])
    start = f'<section class="ledstjarna-problems" role="alert" lang="{language}" aria-label="{label}" tabindex="0">'
    return "\n".join([start, *lines, "</section>", ""])


def _item(fault: Fault) -> str:
    place = f"<code>{escape(fault.place)}</code> " if fault.place else ""
    return f"<li>{place}{escape(fault.message)}</li>"
