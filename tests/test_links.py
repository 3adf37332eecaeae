"""Where links may lead: an address says where it goes, so its host has no name that looks like another."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic_core import PydanticCustomError

from ledstjarna.model.complaints import can_read
from ledstjarna.model.hosts import find_disguise
from ledstjarna.model.links import read_url
from ledstjarna.model.values import read_email, read_reader_text
from ledstjarna.problems import MESSAGE_LANGUAGES, Place, Problem
from tests.rows import each_row

HOSTS: dict[str, list[str]] = yaml.load(
    (Path(__file__).parent / "cases" / "hosts.yml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader
)


@each_row("host", HOSTS["plain"])
def test_a_host_that_is_what_it_looks_like_can_be_linked_to(host: str) -> None:
    assert read_url(f"https://{host}/a") == f"https://{host}/a"
    assert can_read(read_reader_text, f"Se [sidan](https://{host}/a), <https://{host}> och [oss](mailto:info@{host}?subject=x).")


@each_row("host", HOSTS["disguised"])
def test_a_host_that_may_be_taken_for_another_cannot(host: str) -> None:
    assert find_disguise(host)
    texts = (f"[x](https://{host}/)", f"<https://{host}/>", f"[x][1]\n\n[1]: https://{host}/", f"[x](mailto:info@{host})")
    for text in texts:
        assert not can_read(read_reader_text, text), text
    assert not can_read(read_email, f"info@{host}")
    assert not can_read(read_url, f"https://{host}/")
    assert not can_read(read_url, f"https://www.{host}:443/a")
    assert not can_read(read_url, f"HTTPS://{host.upper()}/" if host.isascii() else f"https://{host}")


def test_the_sign_is_told_by_its_number_since_it_looks_like_another() -> None:
    with pytest.raises(PydanticCustomError) as caught:
        read_url("https://ex\u0430mple.se/")
    problem = Problem(Place("f"), caught.value.type, facts=caught.value.context or {})
    for language in MESSAGE_LANGUAGES:
        assert "\u0430 (U+0430)" in problem.message(language)


@settings(deadline=None, max_examples=300, derandomize=True)
@given(st.text(st.sampled_from("aöеοß。.-1xn\u0307\u200b日😀%_") | st.characters(codec="utf-8"), max_size=12))
def test_no_name_gets_an_exception_out(host: str) -> None:
    for name in (host, f"xn--{host}", f"www.{host}.se"):
        assert find_disguise(name) is None or find_disguise(name) != ""


@given(st.from_regex(r"[a-z][a-z0-9-]{0,20}(\.[a-z][a-z0-9-]{0,20}){0,3}", fullmatch=True).filter(lambda host: "xn--" not in host))
def test_an_ordinary_name_is_never_suspected(host: str) -> None:
    assert find_disguise(host) is None
