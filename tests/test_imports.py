"""The order of the house: who may import whom, and who owns each heavy library.

Read from the syntax trees, so an import inside a function or under TYPE_CHECKING counts like
any other. Where a module stands in the order, and why, is in docs/decisions.md.
"""

import ast
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCE = Path(__file__).resolve().parents[1] / "src" / "interdict"

LAYERS: tuple[frozenset[str], ...] = tuple(
    frozenset(line.split())
    for line in (
        "cycles errors version",
        "decoding durable writing audit_record starter",
        "delimited text settings audit wallets",
        "audit_verify identifiers countries dates statement",
        "party",
        "directives",
        "kinds lists matching ownership",
        "snapshot",
        "piecemeal",
        "screening",
        "payments articles",
        "report",
        "batch cases keeping stakes_arriving",
        "update receiving monitor sample sample_stakes holdings",
        "joining refresh",
        "server",
        "cli interdict",
    )
)
"""Subjects (a module or a folder of modules) from the bottom up. A subject imports itself and
the lines above its own, nothing beside or below; ``interdict`` is the package's own face."""

OWNERS: dict[str, tuple[str, ...]] = {
    "httpx": ("lists.download", "server.webhooks", "server.login"),
    "duckdb": ("batch", "ownership.formats"),
    "pyarrow": ("batch", "ownership.formats"),
    "pyspark": ("batch.spark",),
    "pandas": ("batch.spark",),
    "python_calamine": ("batch", "lists"),
    "sqlalchemy": ("cases", "server.accounts"),
    "click": ("cli",),
    "rich": ("cli",),
    "jinja2": ("report", "server"),
    "fastapi": ("server",),
    "starlette": ("server",),
    "uvicorn": ("server",),
    "authlib": ("server",),
    "argon2": ("server",),
    "trafilatura": ("articles",),
    "lxml_html_clean": ("articles",),
    "lxml": ("lists", "payments", "articles", "ownership"),
    "stdnum": ("identifiers", "wallets"),
    "anyascii": ("text", "writing"),
    "rapidfuzz": ("matching",),
    "platformdirs": ("settings",),
    "msgspec": ("",),
    "numpy": ("matching", "snapshot", "screening", "articles", "batch", "monitor", "ownership"),
    "scipy": ("matching",),
}
"""Every library we import -> the modules or folders that may; ``""`` means all."""

READ_SETTINGS = frozenset({"interdict", "cli", "server", "update", "monitor"})
"""Who may read the environment; everything else takes arguments."""

OPTIONAL = (
    "pyarrow",
    "duckdb",
    "pyspark",
    "pandas",
    "httpx",
    "fastapi",
    "sqlalchemy",
    "trafilatura",
)
"""Libraries of the extras: importing ``interdict`` must work without them."""

NETWORK = frozenset(
    "asyncio ftplib http imaplib poplib smtplib socket socketserver ssl urllib.request xmlrpc"
    .split()
)  # fmt: skip
"""What of Python itself could reach the network; ``urllib.parse`` only reads addresses."""

MOST_LINES = 400
BANNED_NAMES = frozenset({"utils", "util", "helpers", "helper", "common", "misc", "tools"})


def module_name(path: Path) -> str:
    """``lists.un`` for ``lists/un.py``; a package's own file is named after its folder."""
    parts = path.relative_to(SOURCE).with_suffix("").parts
    named = parts[:-1] if parts[-1] == "__init__" else parts
    return ".".join(named) or "interdict"


MODULES = {module_name(path): path for path in sorted(SOURCE.rglob("*.py"))}


def imported(path: Path) -> Iterator[str]:
    """Every dotted name a module imports, wherever in it the import stands."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path.name} line {node.lineno}: import by the full name"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def own_imports(path: Path) -> set[str]:
    """The modules of ours that a module imports: ``lists.un``, or ``interdict`` for the root."""
    found = set()
    for name in imported(path):
        if name.partition(".")[0] == "interdict":
            inside = name.removeprefix("interdict").removeprefix(".")
            while inside and inside not in MODULES:
                inside = inside.rpartition(".")[0]
            found.add(inside or "interdict")
    return found


def subject(module: str) -> str:
    """The top-level module or folder a module belongs to."""
    return module.partition(".")[0]


def layer(module: str) -> int:
    """The line of ``LAYERS`` a module stands on."""
    found = [n for n, subjects in enumerate(LAYERS) if subject(module) in subjects]
    assert found, f"{module} has no place in LAYERS: give it one, and say why in decisions.md"
    return found[0]


def test_hidden_imports_are_seen(tmp_path: Path) -> None:
    hidden = tmp_path / "hidden.py"
    hidden.write_text(
        "if TYPE_CHECKING:\n    from interdict.cli.main import cli\n"
        "def late():\n    import interdict.nowhere.now\n    from interdict import party, update\n",
        encoding="utf-8",
    )
    assert own_imports(hidden) == {"cli.main", "interdict", "party", "update"}


@pytest.mark.parametrize("module", MODULES)
def test_a_module_imports_only_from_the_layers_below_it(module: str) -> None:
    wrong = [
        other
        for other in own_imports(MODULES[module])
        if subject(other) != subject(module) and layer(other) >= layer(module)
    ]
    assert not wrong, f"{module} (layer {layer(module)}) imports {', '.join(sorted(wrong))}"


def test_no_module_imports_the_packages_own_face() -> None:
    importers = [m for m, path in MODULES.items() if "interdict" in own_imports(path)]
    assert importers == []


def test_the_modules_of_a_folder_import_each_other_without_circles() -> None:
    graph = {module: own_imports(path) - {module} for module, path in MODULES.items()}
    while leaves := [module for module, needs in graph.items() if not needs]:
        for leaf in leaves:
            del graph[leaf]
        graph = {module: needs - set(leaves) for module, needs in graph.items()}
    assert graph == {}, "these import each other in a circle, or hang on one"


@pytest.mark.parametrize("module", MODULES)
def test_a_library_is_imported_only_by_its_owner(module: str) -> None:
    ours = {"interdict", *sys.stdlib_module_names}
    used = {name.partition(".")[0] for name in imported(MODULES[module])} - ours
    unknown = used - OWNERS.keys()
    assert not unknown, f"{unknown} has no owner: add it to OWNERS and to pyproject.toml"
    strangers = [
        library
        for library in used
        if not any(
            f"{module}.".startswith(f"{owner}." if owner else "") for owner in OWNERS[library]
        )
    ]
    assert not strangers, f"{module} imports {', '.join(strangers)}, owned by others"


def test_nobody_reaches_the_network_past_the_owners_of_the_http_client() -> None:
    """Invariant 9: no network outside ``lists update``, webhooks and login."""
    talkers = {
        f"{module} ({name})"
        for module, path in MODULES.items()
        for name in imported(path)
        if any(f"{name}.".startswith(f"{way}.") for way in NETWORK)
    }
    assert talkers == set()


def test_only_the_top_reads_settings() -> None:
    readers = {subject(m) for m, path in MODULES.items() if "settings" in own_imports(path)}
    assert readers <= READ_SETTINGS


def test_only_settings_reads_the_environment() -> None:
    readers = {
        module
        for module, path in MODULES.items()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute) and node.attr in ("environ", "getenv", "environb")
    }
    assert readers == {"settings"}


def test_folders_lie_one_level_below_the_package() -> None:
    deep = [module for module in MODULES if module.count(".") > 1]
    assert deep == []


def test_no_module_is_a_drawer_for_odds_and_ends() -> None:
    assert [m for m in MODULES if m.rpartition(".")[2] in BANNED_NAMES] == []


def test_no_module_is_longer_than_one_can_read() -> None:
    lengths = {m: len(p.read_text(encoding="utf-8").splitlines()) for m, p in MODULES.items()}
    assert {m: n for m, n in lengths.items() if n > MOST_LINES} == {}


def test_importing_the_package_needs_no_optional_library() -> None:
    """``import interdict`` and the command line's help work with the bare install."""
    script = (
        "import sys, interdict\n"
        f"print(*(name for name in {OPTIONAL!r} if name in sys.modules))\n"
        "import interdict.cli.main\n"
        f"print(*(name for name in {OPTIONAL!r} if name in sys.modules))\n"
    )
    ran = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": str(SOURCE.parent)},
    )
    assert ran.stdout.split() == []
