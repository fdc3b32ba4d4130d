"""interdict screen article: pages, texts, folders, bad input."""

import gzip
import json
import subprocess
import sys
from pathlib import Path

import pytest

from .conftest import Installation

STORY = """Washington blacklists Rosneft

The United States blacklisted Rosneft on 22 October 2025, the Treasury said. At least 600 people
left.

READ MORE: TEN BAKERIES TO VISIT IN BUDAPEST

"We will find other buyers," said Igor Sechin, the head of the company.
"""


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "story.txt"
    path.write_text(STORY, encoding="utf-8")
    return path


def test_a_listed_party_makes_the_exit_code_1(bare: Installation, page: Path) -> None:
    ran = bare("screen", "article", page, "--starter")
    assert ran.code == 1
    for words in ("ROSNEFT OIL COMPANY", "Igor Sechin", "at least 600", "designation"):
        assert words in ran.out


def test_nobody_listed_makes_the_exit_code_0(bare: Installation, tmp_path: Path) -> None:
    path = tmp_path / "cakes.txt"
    path.write_text("Ten bakeries to visit in Budapest. All of them open at six.", "utf-8")
    ran = bare("screen", "article", path, "--starter")
    assert (ran.code, "No listed party" in ran.out) == (0, True)


def test_places_in_the_json_are_characters_of_the_file(bare: Installation, page: Path) -> None:
    ran = bare("screen", "article", page, "--starter", "--json")
    found = json.loads(ran.out)
    mention = found["parties"][0]["mentions"][0]
    assert STORY[mention["start"] : mention["end"]] == mention["text"] == "Rosneft"
    (dropped,) = found["dropped"]
    assert STORY[dropped["start"] : dropped["end"]].startswith("READ MORE")


def test_places_in_a_web_page_are_characters_of_its_source(
    bare: Installation, tmp_path: Path
) -> None:
    html = (
        "<html><head><title>Sale</title></head><body><article><h1>Sale &amp; purchase</h1>"
        "<p>Shares of <b>Ros&#110;eft</b> &mdash; the largest one &mdash; sold ships. "
        + "It did so for many years, and nobody objected to any of it. " * 8
        + "</p></article></body></html>"
    )
    path = tmp_path / "sale.html"
    path.write_text(html, encoding="utf-8")
    found = json.loads(bare("screen", "article", path, "--starter", "--json").out)
    mention = found["parties"][0]["mentions"][0]
    assert mention["text"] == "Rosneft"
    assert html[mention["start"] : mention["end"]] == "Ros&#110;eft"


def test_standard_input_is_read(bare: Installation) -> None:
    ran = bare("screen", "article", "-", "--starter", "--json", stdin=STORY.encode())
    assert (ran.code, json.loads(ran.out)["article"]["name"]) == (1, "-")


def test_a_page_is_written_for_one_article(bare: Installation, page: Path, tmp_path: Path) -> None:
    ran = bare("screen", "article", page, "--starter", "-o", tmp_path / "story.html")
    assert ran.code == 1
    assert "Washington blacklists" in (tmp_path / "story.html").read_text(encoding="utf-8")


def test_a_folder_gives_a_timeline_and_pages(bare: Installation, tmp_path: Path) -> None:
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "a.txt").write_text(f"Published: 23 October 2025\n\n{STORY}", encoding="utf-8")
    packed = gzip.compress(STORY.replace("600", "700").encode())
    (folder / "b.txt.gz").write_bytes(packed)
    out = tmp_path / "report"
    ran = bare("screen", "article", folder, "--starter", "--json", "-o", out)
    found = json.loads(ran.out)
    assert len(found["articles"]) == 2
    assert any("ROSNEFT" in lane["name"] for lane in found["timelines"])
    assert sorted(path.name for path in out.iterdir()) == ["001.html", "002.html", "index.html"]


def test_files_of_one_name_in_two_folders_are_two_articles(
    bare: Installation, tmp_path: Path
) -> None:
    for name in ("monday", "tuesday"):
        (tmp_path / "news" / name).mkdir(parents=True)
        (tmp_path / "news" / name / "story.txt").write_text(STORY, encoding="utf-8")
    ran = bare("screen", "article", tmp_path / "news", "--starter", "--json")
    names = [each["article"]["name"] for each in json.loads(ran.out)["articles"]]
    assert names == ["monday/story.txt", "tuesday/story.txt"]


def test_a_bad_file_of_a_folder_leaves_the_others_read(bare: Installation, tmp_path: Path) -> None:
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "good.txt").write_text(STORY, encoding="utf-8")
    (folder / "bad.txt").write_bytes(b"%PDF-1.7\n" + bytes(range(256)) * 20)
    ran = bare("screen", "article", folder, "--starter")
    assert ran.code == 2
    assert "ROSNEFT" in ran.out
    assert "bad.txt" in ran.err


@pytest.mark.parametrize("content", [b"", b" \n \n", b"\x00\x01\x02" * 500, b"PK\x03\x04rest"])
def test_what_is_no_text_is_refused_with_what_to_do(
    bare: Installation, tmp_path: Path, content: bytes
) -> None:
    path = tmp_path / "odd.txt"
    path.write_bytes(content)
    ran = bare("screen", "article", path, "--starter")
    assert (ran.code, ran.out) == (2, "")
    assert "odd.txt" in ran.err


def test_without_lists_nothing_is_answered(bare: Installation, page: Path) -> None:
    assert bare("screen", "article", page).code == 3


def test_an_article_in_a_language_not_read_still_names_parties(
    bare: Installation, tmp_path: Path
) -> None:
    path = tmp_path / "ru.txt"
    path.write_text(
        "Соединённые Штаты внесли Роснефть в список. Компания пока не сообщила, что она будет "
        "делать, и как это скажется на её работе в других странах.",
        encoding="utf-8",
    )
    found = json.loads(bare("screen", "article", path, "--starter", "--json").out)
    assert [party["mentions"][0]["text"] for party in found["parties"]] == ["Роснефть"]
    assert "not attempted" in found["not_attempted"]
    assert found["claims"] == []


def test_the_published_option_settles_weekdays(bare: Installation, tmp_path: Path) -> None:
    path = tmp_path / "day.txt"
    path.write_text("The United States blacklisted Rosneft on Wednesday.", encoding="utf-8")
    open_day = json.loads(bare("screen", "article", path, "--starter", "--json").out)
    dated = ("--published", "2025-10-23")
    settled = json.loads(bare("screen", "article", path, "--starter", "--json", *dated).out)
    assert open_day["events"][0]["on"] is None
    assert settled["events"][0]["on"] == "2025-10-22"


def test_each_article_is_in_the_audit_log(bare: Installation, page: Path) -> None:
    bare("screen", "article", page, "--starter")
    logged = bare("audit", "verify")
    assert logged.code == 0
    assert logged.out.startswith("1 record")


def test_an_output_that_would_be_read_is_refused(bare: Installation, tmp_path: Path) -> None:
    path = tmp_path / "story.html"
    path.write_text(f"<p>{STORY}</p>", encoding="utf-8")
    assert bare("screen", "article", path, "--starter", "-o", path).code == 2


def test_a_reader_of_ones_own_adds_a_claim(bare: Installation, page: Path, tmp_path: Path) -> None:
    program = tmp_path / "reader.py"
    at = STORY.index("At least 600")
    claim = {
        "form": "indirect", "stance": "asserted", "source": {"how": "open"},
        "content": [{"start": at, "end": at + 12}], "sentences": [2],
    }  # fmt: skip
    program.write_text(f"import json\nprint(json.dumps({{'claims': [{claim!r}]}}))")
    command = f"{sys.executable} {program}"
    ran = bare("screen", "article", page, "--starter", "--json", "--reader", command)
    assert [each["by"] for each in json.loads(ran.out)["claims"]].count(
        Path(sys.executable).name
    ) == 1


def test_screening_a_name_does_not_wait_for_what_reads_articles() -> None:
    script = (
        "import sys, interdict.cli.screen\n"
        "print([m for m in sys.modules if m.startswith('interdict.articles')])"
    )
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"
