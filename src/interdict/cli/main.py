"""The ``interdict`` command: parse, call the library, print.

Exit codes (DESIGN, section 9): 0 nothing found, 1 hits found, 2 bad usage or input,
3 lists missing or stale, 4 internal error.
"""

import os
import sys
import traceback
from importlib import import_module

import click

from interdict.errors import InterdictError
from interdict.version import __version__

INTERNAL = 4
INTERRUPTED = 130
READER_GONE = 141
"""What shells report for a process ended by SIGINT, and by SIGPIPE."""


_HIDDEN = {code: "\ufffd" for code in (*range(32), *range(127, 160)) if chr(code) not in "\n\t"}
"""Terminal commands: a name that a message quotes must not repaint the screen (``terminal.shown``,
which loads more than an error needs)."""

COMMANDS: tuple[str, ...] = (
    "demo", "lists", "licences", "screen", "compare", "owners", "articles", "monitor", "audit",
)  # fmt: skip
"""Every command; ``interdict.cli.NAME`` defines it under that name."""


class Commands(click.Group):
    """Loads the module of a command when it is asked for: screening a name should not wait
    for everything that reads list files and writes reports."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All commands, in the order of ``COMMANDS``."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, or None."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = getattr(import_module(f"interdict.cli.{cmd_name}"), cmd_name)
        return command


@click.group(
    cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}
)
@click.version_option(__version__, prog_name="interdict")
def cli() -> None:
    """Sanctions screening that shows why.

    Load official lists with `interdict lists add`, or try everything on the embedded sample
    list with --starter.
    """


def main() -> None:
    """Run the command line and turn errors into messages and exit codes."""
    try:
        code = _run()
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except click.Abort:
        sys.exit(INTERRUPTED)
    except InterdictError as error:
        click.echo(f"interdict: {str(error).translate(_HIDDEN)}", err=True)
        sys.exit(error.exit_code)
    except OSError as error:  # no space, no permission, a broken disk: the system says why
        place = f"{error.filename}: " if error.filename else ""
        click.echo(f"interdict: {place}{error.strerror or error}", err=True)
        sys.exit(INTERNAL)
    except Exception:  # exit code 1 means "hits found": a crash must never look like that
        traceback.print_exc()
        click.echo("interdict: internal error; please report it with the lines above", err=True)
        sys.exit(INTERNAL)
    sys.exit(code if isinstance(code, int) else 0)


def _run() -> object:
    """The command's own exit code; ``READER_GONE`` when who reads our output (head, less) left.

    What was not read may have held hits, so that is neither 0 nor 1. click and rich would say 1.
    """
    try:
        code: object = cli.main(prog_name="interdict", standalone_mode=False)
        sys.stdout.flush()
    except (SystemExit, BrokenPipeError):
        return _let_go()
    return code


def _let_go() -> int:
    """Nothing more can be written, not even by the interpreter's last flush."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return READER_GONE
