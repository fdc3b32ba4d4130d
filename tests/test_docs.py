"""The docs name everything there is, and nothing that is not."""

import datetime
import importlib.util
import json
import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from types import FunctionType, ModuleType
from typing import get_args
from urllib.parse import urlsplit

import click
import pytest

from interdict.batch.columns import ALIASES
from interdict.cli.main import cli
from interdict.identifiers import KINDS
from interdict.lists.addresses import PUBLICATIONS, Publication
from interdict.lists.catalog import SOURCES
from interdict.lists.connector import ReadRequest, SourceFile
from interdict.lists.intake import CONNECTORS
from interdict.lists.interdict_jsonl import INTERDICT_JSONL
from interdict.matching.features import POINTS, QUALIFIERS
from interdict.ownership import listed_csv, stakes_csv
from interdict.ownership.stake import StakeKind
from interdict.ownership.verdict import STRENGTH
from interdict.party import MeasureKind, Query
from interdict.report.hits_table import COLUMNS, REJECTED_COLUMNS
from interdict.report.json import screening_json
from interdict.report.verdicts_table import FINDING_COLUMNS
from interdict.report.verdicts_table import HEADER as VERDICT_COLUMNS
from interdict.screening import policy as policies
from interdict.screening.policy import Policy
from interdict.screening.result import Screening

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"
PAGES = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted(DOCS.glob("*.md"))]
A_DAY = datetime.date(2026, 11, 20)


def page(name: str) -> str:
    return (DOCS / name).read_text(encoding="utf-8")


def block(text: str, language: str, containing: str) -> str:
    """The fenced block of a language that holds some words."""
    blocks = re.findall(rf"```{language}\n(.*?)```", text, re.S)
    return next(str(found) for found in blocks if containing in found)


# -- the command line ----------------------------------------------------------------------


@pytest.fixture(scope="module")
def reference() -> ModuleType:
    """The generator of docs/cli.md, which is a script."""
    spec = importlib.util.spec_from_file_location("reference", DOCS / "build_cli_reference.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_cli_reference_is_what_help_says(reference: ModuleType) -> None:
    assert page("cli.md") == reference.page(), "run  python docs/build_cli_reference.py"


def test_every_command_is_in_the_cli_reference(reference: ModuleType) -> None:
    headings = set(re.findall(r"^## (.+)$", page("cli.md"), re.M))
    assert {name for name, _ in reference.commands(cli, ("interdict",))} <= headings


def shown_commands() -> Iterator[tuple[str, list[str]]]:
    """(page, words) of every ``interdict ...`` in a shell or console block of the docs."""
    for path in PAGES:
        for code in re.findall(r"```(?:sh|console)\n(.*?)```", path.read_text("utf-8"), re.S):
            for line in code.splitlines():
                command = line.removeprefix("$ ").split(" > ")[0]
                if command.startswith("interdict "):
                    yield path.name, shlex.split(command)[1:]


@pytest.mark.parametrize(("where", "words"), list(shown_commands()))
def test_a_command_shown_in_the_docs_exists_with_its_options(where: str, words: list[str]) -> None:
    command: click.Command = cli
    while isinstance(command, click.Group):
        found = command.get_command(click.Context(command), words[0])
        assert found is not None, f"{where}: no command {words[0]}"
        command = found
        words = words[1:]
    known = {option for parameter in command.params for option in parameter.opts}
    assert {word for word in words if re.match(r"--?[a-z]", word)} <= known


@pytest.mark.parametrize(
    "words",
    [words for _, words in shown_commands() if "--starter" in words and "-" not in words[2:]],
    ids=" ".join,
)
def test_a_command_shown_for_the_sample_list_answers(
    words: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("INTERDICT_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    (tmp_path / "demo-output").mkdir()
    (tmp_path / "src").symlink_to(ROOT / "src")
    assert cli.main(words, standalone_mode=False) in (0, 1)


def test_make_targets_named_in_the_readme_exist() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    named = set(re.findall(r"\bmake ([a-z]+)\b", (ROOT / "README.md").read_text("utf-8")))
    targets = set(re.findall(r"^([a-z]+):", makefile, re.M))
    assert {"demo", "test", "check", "bench", "format"} <= named & targets


# -- names that users meet -----------------------------------------------------------------


@pytest.mark.parametrize("form", [connector.form for connector in CONNECTORS])
def test_every_form_is_in_the_page_on_lists(form: str) -> None:
    assert f"`{form}`" in page("lists.md")


@pytest.mark.parametrize("source", [source.id for source in SOURCES])
def test_every_source_is_in_the_page_on_lists(source: str) -> None:
    assert f"`{source}`" in page("lists.md")


@pytest.mark.parametrize("publication", PUBLICATIONS, ids=lambda p: f"{p.source}-{p.form}")
def test_every_address_is_in_the_page_on_lists(publication: Publication) -> None:
    (row,) = re.findall(
        rf"^\| `{publication.source}` \| `{publication.form}` \| .*$", page("lists.md"), re.M
    )
    assert all(f"`{file.name}`" in row for file in publication.files)
    assert urlsplit(publication.files[0].url).hostname in page("lists.md")


@pytest.mark.parametrize("feature", QUALIFIERS)
def test_every_qualifier_explains_itself_and_is_in_the_docs(feature: FunctionType) -> None:
    assert len((feature.__doc__ or "").split()) >= 8
    assert f"`{feature.__name__}`" in page("matching.md")


def test_the_points_quoted_in_the_docs_are_the_ones_in_the_table() -> None:
    assert f"{-POINTS['identifier differs']:.2f}" in page("matching.md")


@pytest.mark.parametrize("verdict", STRENGTH)
def test_every_verdict_is_in_the_page_on_screening(verdict: str) -> None:
    assert f"`{verdict}`" in page("screening.md")


@pytest.mark.parametrize("field", ALIASES)
def test_a_customer_field_is_documented_with_all_its_headers(field: str) -> None:
    row = re.search(rf"^\| `{field}` \| (.+) \|$", page("formats.md"), re.M)
    assert row is not None
    assert tuple(row[1].split(", ")) == ALIASES[field]


@pytest.mark.parametrize("column", (*COLUMNS, *REJECTED_COLUMNS))
def test_every_column_of_the_outputs_is_documented(column: str) -> None:
    assert f"`{column}`" in page("formats.md")


@pytest.mark.parametrize(
    "known", [stakes_csv.COLUMNS, listed_csv.COLUMNS], ids=["stakes", "listed"]
)
def test_a_column_of_the_ownership_tables_is_documented_with_its_headers(
    known: dict[str, tuple[str, ...]],
) -> None:
    for field, headers in known.items():
        names = re.escape(", ".join(headers))
        row = rf"^\| [^|]*`{field}`[^|]* \|[^|]*\b{names}(;[^|]*)? \| "
        assert re.search(row, page("formats.md"), re.M), field


@pytest.mark.parametrize("word", [*VERDICT_COLUMNS, *FINDING_COLUMNS, *get_args(StakeKind)])
def test_every_word_of_the_ownership_tables_is_documented(word: str) -> None:
    assert f"`{word}`" in page("formats.md")


@pytest.mark.parametrize("kind", [row.kind for row in KINDS])
def test_every_kind_of_identifier_is_documented(kind: str) -> None:
    assert f"`{kind}`" in page("formats.md")


@pytest.mark.parametrize("measure", get_args(MeasureKind))
def test_every_measure_is_documented(measure: str) -> None:
    assert f"`{measure}`" in page("formats.md")


@pytest.mark.parametrize("key", Policy.__struct_fields__)
def test_every_policy_key_is_documented(key: str) -> None:
    assert f"`{key}`" in page("formats.md")


def test_the_policy_file_shown_is_the_default_policy(tmp_path: Path) -> None:
    shown = tmp_path / "shown.toml"
    shown.write_text(block(page("formats.md"), "toml", "max_age_days"), encoding="utf-8")
    assert policies.load(shown) == Policy()


def test_the_keys_of_a_screening_are_documented_in_their_order() -> None:
    empty = Screening(
        query=Query(name="x"),
        snapshot="",
        policy="",
        engine="",
        as_of=None,
        hits=(),
        hits_in_all=0,
        verdicts={},
        coverage=(),
    )
    shown = re.findall(r"^([a-z_]+) ", block(page("formats.md"), "text", "hits_in_all"), re.M)
    assert shown == list(screening_json(empty))


def test_the_list_shown_as_an_example_of_our_form_can_be_read() -> None:
    content = block(page("formats.md"), "json", "interdict-list").encode()
    file = SourceFile(name="example.jsonl", content=content, modified=A_DAY)
    assert INTERDICT_JSONL.claims(file)
    (files,) = INTERDICT_JSONL.assemble([file])
    (reading,) = INTERDICT_JSONL.read(files, ReadRequest(edition="", published=A_DAY))
    assert (reading.records, reading.findings) == (2, ())
    assert json.loads(content.splitlines()[0])["parties"] == 2


# -- the pages themselves ------------------------------------------------------------------


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_links_between_pages_lead_somewhere(path: Path) -> None:
    for target, anchor in re.findall(
        r"\]\(([^)#:]+\.md|LICENSE)?(?:#([a-z-]+))?\)", path.read_text("utf-8")
    ):
        other = path.parent / target if target else path
        assert other.exists(), f"{path.name} links to {target}"
        if anchor:
            headings = re.findall(r"^#+ (.+)$", other.read_text("utf-8"), re.M)
            assert anchor in {
                re.sub(r"[^a-z -]", "", h.lower()).replace(" ", "-") for h in headings
            }


def test_every_page_is_reached_from_the_readme() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert [path.name for path in DOCS.glob("*.md") if f"docs/{path.name}" not in readme] == []


def test_no_page_names_a_place_on_one_machine() -> None:
    pattern = re.compile(r"/(?:work|root|home|tmp)/")
    assert [path.name for path in PAGES if pattern.search(path.read_text("utf-8"))] == []
