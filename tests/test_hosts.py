"""What browsers are told of the site: in each page, and by the host that serves it."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from ledstjarna.build import build_site
from ledstjarna.hosting.hosts import host_files
from ledstjarna.hosting.policy import HEADER_POLICY, POLICY
from ledstjarna.settings import read_project
from tests.conftest import AS_OF
from tests.reading import Element, read_pages
from tests.serving import told_by_rules

GOLDEN = Path(__file__).parent / "golden"

ASSETS = ("assets/ledstjarna.0123456789.css", "assets/stylesheets/main.01234567.min.css", "assets/star.svg")
PAGES = ("sv/", "sv/mal/x/", "sv/mal/x/2024-01-01/", "sv/inbaddat/x/", "sv/inbaddat/x/m/", "en/", "en/embed/x/", "data/goals.json")
FRAMED = ("sv/inbaddat/", "en/embed/")
NAMES = ("_headers", "ledstjarna-nginx.conf", ".htaccess")


def files(base_url: str | None = "https://x.example/") -> dict[str, str]:
    return dict(host_files(base_url, ASSETS, PAGES, FRAMED))


@pytest.mark.parametrize("name", ["shipped_site", "everything_site"])
def test_every_page_holds_the_policy_before_anything_is_fetched(name: str, request: pytest.FixtureRequest) -> None:
    site: Path = request.getfixturevalue(name)
    for page in read_pages(site).values():
        inside = [element for element in page.tree.first("head").inside if isinstance(element, Element)]
        assert inside[0].attributes == {"charset": "utf-8"}, page.address
        assert inside[1].attributes == {"http-equiv": "Content-Security-Policy", "content": POLICY}, page.address


def test_no_page_has_what_the_policy_forbids(shipped_site: Path) -> None:
    for page in read_pages(shipped_site).values():
        for element in page.tree.all():
            assert element.tag not in ("style", "iframe", "object", "embed"), page.address
            assert not [name for name in element.attributes if name == "style" or name.startswith("on")], page.address
            assert element.tag != "script" or "src" in element.attributes or element.attributes["type"] == "application/ld+json"


# As it is to be: written here once more, since a promise that is read from the code promises nothing.
STRICT = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'self'",
}
TOLD = {
    "Content-Security-Policy": "; ".join(f"{name} {value}" for name, value in STRICT.items()) + "; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Strict-Transport-Security": "max-age=31536000",
}


def test_the_policy_is_strict() -> None:
    told = dict(part.split(" ", 1) for part in POLICY.split("; "))
    assert told == STRICT
    assert "frame-ancestors" not in told, "a meta element cannot say it"
    assert f"{POLICY}; frame-ancestors 'none'" == HEADER_POLICY


@pytest.mark.parametrize("name", NAMES)
def test_every_host_is_told_all_headers(name: str) -> None:
    text = files()[name]
    # In _headers no address is told of by two rules with the same header: what refuses to be shown inside others is one of its own.
    refusal = "; frame-ancestors 'none'" if name == "_headers" else ""
    for header, value in TOLD.items():
        assert re.search(rf'{header}:? "?{re.escape(value.removesuffix(refusal))}"?', text), header
    assert "Access-Control-Allow-Origin" in text
    assert "max-age=31536000, immutable" in text
    assert all(kind in text for kind in ("text/calendar", "text/csv", "application/jsonl"))


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("base_url", [None, "http://x.example/"])
def test_https_is_demanded_only_of_a_site_that_has_it(name: str, base_url: str | None) -> None:
    assert "Strict-Transport-Security" in files()[name]
    assert "Strict-Transport-Security" not in files(base_url)[name]


def test_only_names_that_tell_the_content_are_kept_for_ever() -> None:
    rules = files()["_headers"].split("\n\n")
    kept = [rule.splitlines()[0] for rule in rules if "immutable" in rule]
    assert kept == ["/assets/ledstjarna.0123456789.css", "/assets/stylesheets/main.01234567.min.css", "/assets/search/*"]
    for name in NAMES[1:]:
        [pattern] = re.findall(r'"(?:\^/assets/\.\*)?(\\\.\[0-9a-f\][^"]*)"', files()[name])
        assert [asset for asset in ASSETS if re.search(pattern, asset)] == list(ASSETS[:2])


def test_a_site_under_a_path_is_told_to_its_host() -> None:
    under = files("https://x.example/under/a-path/")
    assert "error_page 404 /under/a-path/404.html;" in under["ledstjarna-nginx.conf"]
    assert "location /under/a-path/data/ {" in under["ledstjarna-nginx.conf"]
    assert "ErrorDocument 404 /under/a-path/404.html" in under[".htaccess"]
    paths = [rule.splitlines()[0] for rule in under["_headers"].split("\n\n")]
    assert all(path.startswith("/under/a-path/") for path in paths)
    assert paths[:3] == ["/under/a-path/*", "/under/a-path/data/*", "/under/a-path/"]


def test_hosts_that_compare_what_an_address_says_are_told_it_in_letters() -> None:
    """nginx and Apache decode an address before they look at it; what reads _headers compares it as it is sent."""
    under = files("https://xn--ml-yia.example/v%C3%A5ra-m%C3%A5l/")
    assert "location /våra-mål/data/ {" in under["ledstjarna-nginx.conf"]
    assert "error_page 404 /våra-mål/404.html;" in under["ledstjarna-nginx.conf"]
    assert "ErrorDocument 404 /våra-mål/404.html" in under[".htaccess"]
    assert "\n/v%C3%A5ra-m%C3%A5l/data/*\n" in under["_headers"]


def test_what_is_sent_to_others_is_encoded(tmp_path: Path) -> None:
    """Sitemap, robots, calendars, tables, citations, data, heads of pages and redirects: no letter that an address cannot have."""
    shutil.copytree(GOLDEN / "content", tmp_path / "content")
    config = (GOLDEN / "site_config.yml").read_text(encoding="utf-8")
    config = config.replace("https://golden.example/mal/", "https://mål.example/våra mål/".replace(" ", "-"))
    (tmp_path / "site_config.yml").write_text(config, encoding="utf-8")
    build_site(read_project(tmp_path / "site_config.yml"), as_of=AS_OF, output=tmp_path / "site", frame="bare")
    carried = set()
    for path in (tmp_path / "site").rglob("*"):
        if path.is_file() and path.suffix not in (".xlsx", ".png", ".conf") and path.name != ".htaccess":
            text = re.sub("\r\n ", "", path.read_bytes().decode("utf-8"))  # calendars fold their lines
            assert "våra-mål" not in text, path
            assert "mål.example" not in text, path
            if "https://xn--ml-yia.example/v%C3%A5ra-m%C3%A5l/" in text:
                carried.add(path.suffix or path.name)
    assert carried >= {".html", ".xml", ".txt", ".ics", ".csv", ".json", ".bib", ".ris"}
    assert "/v%C3%A5ra-m%C3%A5l/en/" in (tmp_path / "site" / "_redirects").read_text(encoding="utf-8")


def test_nginx_gets_every_header_in_every_place() -> None:
    text = files()["ledstjarna-nginx.conf"]
    places = re.findall(r"^location [^\n]*\{\n(.*?)^\}", text, flags=re.MULTILINE | re.DOTALL)
    assert len(places) == 5
    for place in places:
        assert all(f"add_header {name} " in place for name in TOLD)
    outside = re.sub(r'"[^"]*"', "", text)
    assert outside.count("{") == outside.count("}")


@pytest.mark.parametrize("base_url", [None, "https://x.example/", "https://x.example/under/a-path/"])
def test_every_host_lets_others_show_the_pages_that_are_made_for_it_and_no_others(base_url: str | None) -> None:
    found, base = files(base_url), "/under/a-path/" if base_url and "under" in base_url else "/"
    others = ("", "index.html", "404.html", "sv/", "sv/index.html", "sv/mal/x/", "sv/mal/x/2024-01-01/", "en/", "data/goals.json")
    framed = ("sv/inbaddat/x/", "sv/inbaddat/x/m/", "sv/inbaddat/x/m/index.html", "en/embed/x/")
    headers = told_by_rules(found["_headers"])
    assert all(headers(base + address)["X-Frame-Options"] == "DENY" for address in others)
    assert not any("X-Frame-Options" in headers(base + address) for address in framed)
    assert all("frame-ancestors" not in headers(base + address)["Content-Security-Policy"] for address in framed)
    [nginx] = re.findall(r'^location ~ "([^"]+)" \{\n[^}]*frame-ancestors \*', found["ledstjarna-nginx.conf"], flags=re.MULTILINE)
    [apache] = re.findall(r'SetEnvIf Request_URI "([^"]+)" LEDSTJARNA_EMBED', found[".htaccess"])
    for pattern in (nginx, apache):
        assert all(re.search(pattern, base + address) for address in framed)
        assert not any(re.search(pattern, base + address) for address in others)
    assert re.search(r'set Content-Security-Policy "[^"]*frame-ancestors \*" env=LEDSTJARNA_EMBED', found[".htaccess"])
    assert found["ledstjarna-nginx.conf"].index("frame-ancestors *") < found["ledstjarna-nginx.conf"].index("frame-ancestors 'none'")


def test_apache_is_asked_for_no_more_than_fileinfo() -> None:
    text = files()[".htaccess"]
    words = {line.split()[0] for line in text.splitlines() if line.strip() and not line.strip().startswith(("#", "<"))}
    assert words == {"ErrorDocument", "AddDefaultCharset", "AddType", "AddCharset", "RedirectMatch", "Header", "SetEnvIf"}
    assert len(re.findall(r"<(?:IfModule|FilesMatch)", text)) == len(re.findall(r"</(?:IfModule|FilesMatch)", text))


def test_a_built_site_has_the_files_with_the_names_of_its_own_styles(shipped_site: Path) -> None:
    text = (shipped_site / "_headers").read_text(encoding="utf-8")
    for name in NAMES:
        assert (shipped_site / name).is_file()
    for style in shipped_site.glob("assets/**/*.css"):
        assert f"/{style.relative_to(shipped_site).as_posix()}\n" in text
