"""What is done once in place of at every page comes to the same: escaping, and texts put into templates before they are compiled."""

from __future__ import annotations

import html
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import Environment, UndefinedError
from markupsafe import Markup, escape

from ledstjarna.model.settings import Settings
from ledstjarna.pages.environment import make_environment
from ledstjarna.pages.templates import Templates, call_quickly
from ledstjarna.theme_files import theme_folder
from ledstjarna.words.mixed_text import as_html, escape_text, told_in
from ledstjarna.words.voice import Voice

SETTINGS = Settings()
VOICES = {language.code: Voice(language, SETTINGS, theme_folder() / "locale") for language in SETTINGS.languages}


@given(st.text(alphabet=st.sampled_from("aå &<>\"'\n;#1\u00a0")))
def test_a_text_is_escaped_as_the_library_does(text: str) -> None:
    for value in (text, Markup(text), told_in("en", text)):
        assert str(as_html(value)) == str(escape(value))


@given(st.text(alphabet=st.sampled_from("aå &<>\"'\n;#")))
def test_a_text_of_the_head_is_escaped_as_python_does(text: str) -> None:
    assert escape_text(text) == html.escape(text)


@pytest.mark.parametrize("value", [None, 5, 2.5, True])
def test_so_is_what_is_no_text(value: object) -> None:
    assert str(as_html(value)) == str(escape(value))


@pytest.fixture
def theme(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("LEDSTJARNA_CACHE", str(tmp_path / "kept"))
    return tmp_path


def write(theme: Path, source: str) -> None:
    (theme / "page.html").write_text(source, encoding="utf-8")


def test_each_language_has_its_own_texts_also_where_compiled_templates_are_kept(theme: Path) -> None:
    write(theme, '{{ _("All goals") }}, {{ own_("x") }}, {{ _("Results: {name}", name="<a>") }}')
    for _time in range(2):
        for code, told in (("sv", "Alla mål"), ("en", "All goals")):
            templates = Templates(theme, VOICES[code])
            templates.globals.update(_=VOICES[code]._, own_=lambda text: text * 2)
            assert templates.get_template("page.html").render().startswith(f"{told}, xx, Res")
            assert templates.get_template("page.html").render().endswith("&lt;a&gt;")


def test_a_text_is_escaped_that_stands_in_the_template(theme: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(VOICES["en"], "_", lambda _: 'a "b" <c> {{ d }}\n\\')
    write(theme, '<p>{{ _("Home") }}</p>')
    assert Templates(theme, VOICES["en"]).get_template("page.html").render() == f"<p>{escape(VOICES['en']._('Home'))}</p>"


def test_what_is_called_is_given_what_the_template_gives_it_also_inside_a_loop(theme: Path) -> None:
    write(theme, "{% for n in many %}{{ put(n, more=n) }}{% endfor %}")
    assert Templates(theme, VOICES["en"]).get_template("page.html").render(many=[1, 2], put=lambda n, more: n + more) == "24"


def test_a_name_that_is_not_there_is_an_error(theme: Path) -> None:
    for source in ("{{ missing }}", "{{ missing() }}", "{{ known.missing }}"):
        write(theme, source)
        with pytest.raises(UndefinedError):
            Templates(theme, VOICES["en"]).get_template("page.html").render(known={})


MACRO = """{% macro piece(text, more="<none>", last=1) %}[{{ text }}|{{ more }}|{{ last }}]{% endmacro %}"""
CALLS: list[tuple[tuple[object, ...], dict[str, object]]] = [
    (("a & b",), {}),
    (("a", Markup("<b>")), {"last": 2}),
    ((), {"last": None, "text": "a"}),
    (("a", "b", "c"), {}),
    (("a", "b", "c", "d"), {}),
    (("a",), {"text": "b"}),
    (("a",), {"other": "b"}),
]


@pytest.mark.parametrize(("given", "named"), CALLS)
def test_a_component_takes_its_parameters_as_a_macro_does(theme: Path, given: tuple[object, ...], named: dict[str, object]) -> None:
    write(theme, MACRO)
    macro = getattr(Templates(theme, VOICES["en"]).get_template("page.html").module, "piece")  # noqa: B009  # mypy knows none

    def told(call: Callable[..., str]) -> object:
        try:
            return type(drawn := call(*given, **named)), drawn
        except TypeError:
            return "refused"

    assert told(call_quickly(macro)) == told(macro)


VALUES = st.one_of(st.none(), st.integers(), st.text(alphabet=st.sampled_from("aå &<>\"'")))


@given(st.dictionaries(st.sampled_from(["data-a", "data-b", "id"]), VALUES))
def test_attributes_are_written_as_the_library_does(facts: dict[str, object]) -> None:
    with TemporaryDirectory() as name:
        write(Path(name), "<li{{ facts | xmlattr }}>")
        theirs = Environment(autoescape=True).from_string("<li{{ facts | xmlattr }}>")
        assert Templates(Path(name), VOICES["en"]).get_template("page.html").render(facts=facts) == theirs.render(facts=facts)


def test_templates_are_given_no_function_that_works_out_facts() -> None:
    environment = make_environment(theme_folder(), VOICES["en"])
    known = {**environment.globals, **environment.filters}
    homes = {name: getattr(found, "__module__", None) or "" for name, found in known.items() if callable(found)}
    assert homes["card"].startswith("ledstjarna.pages")
    assert not [name for name, home in homes.items() if home.startswith("ledstjarna.derive")]
