"""Write docs/cli.md from the commands' own --help:  python docs/build_cli_reference.py"""

from collections.abc import Iterator
from pathlib import Path

import click
from click.testing import CliRunner

from interdict.cli.main import cli

PAGE = Path(__file__).with_name("cli.md")
WIDTH = 88

INTRODUCTION = """# Command line

This page is made from `--help` by `docs/build_cli_reference.py`; a test keeps it current.

Every command prints its errors on standard error, with what to do next. Most take `--json`.
`-` stands for standard input where a command reads a file or a name.

| exit code | of screening commands |
|---|---|
| 0 | nothing found |
| 1 | hits found |
| 2 | bad usage or input; what could be done was done, and its output is complete |
| 3 | lists missing or stale: no answer was given |
| 4 | internal error |

`demo`, `compare`, `lists` and `audit` exit 0 when they did their work, else 2, 3 or 4.

| environment variable | meaning |
|---|---|
| `INTERDICT_HOME` | the data folder: editions, snapshots, audit log ([snapshot.md](snapshot.md)) |
| `INTERDICT_POLICY` | the policy file when `--policy` is not given ([formats.md](formats.md)) |
"""


def members(group: click.Group) -> dict[str, click.Command]:
    """The commands of a group by name, loaded where the group loads them when asked."""
    context = click.Context(group)
    found = {name: group.get_command(context, name) for name in group.list_commands(context)}
    return {name: command for name, command in found.items() if command is not None}


def commands(group: click.Group, path: tuple[str, ...]) -> Iterator[tuple[str, click.Command]]:
    """Every command below a group with its full name, in the order of its name."""
    for name, command in sorted(members(group).items()):
        full = (*path, name)
        yield " ".join(full), command
        if isinstance(command, click.Group):
            yield from commands(command, full)


def page() -> str:
    """The whole page."""
    names = ["interdict", *(name for name, _ in commands(cli, ("interdict",)))]
    return "\n".join([INTRODUCTION, *map(section, names)])


def section(name: str) -> str:
    """One command's help under its own heading, as the command prints it."""
    asked = [*name.split()[1:], "--help"]
    shown = CliRunner().invoke(cli, asked, prog_name="interdict", terminal_width=WIDTH)
    return f"## {name}\n\n```text\n{shown.output.strip()}\n```\n"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
