"""The ``interdict`` command: parse, call the library, print.

Exit codes (DESIGN, section 9): 0 nothing found, 1 hits found, 2 bad usage or input,
3 lists missing or stale, 4 internal error.
"""

import sys
import traceback

import click

from interdict.cli.audit import audit
from interdict.cli.compare import compare
from interdict.cli.demo import demo
from interdict.cli.lists import lists
from interdict.cli.screen import screen
from interdict.errors import InterdictError
from interdict.version import __version__

INTERNAL = 4


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="interdict")
def cli() -> None:
    """Sanctions screening that shows why.

    Load official lists with `interdict lists add`, or try everything on the embedded sample
    list with --starter.
    """


for command in (demo, lists, screen, compare, audit):
    cli.add_command(command)


def main() -> None:
    """Run the command line and turn errors into messages and exit codes."""
    try:
        code = cli.main(standalone_mode=False)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except click.Abort:
        sys.exit(130)
    except InterdictError as error:
        click.echo(f"interdict: {error}", err=True)
        sys.exit(error.exit_code)
    except BrokenPipeError:  # the reader of our output (head, less) has left
        sys.stderr.close()
        sys.exit(0)
    except Exception:  # exit code 1 means "hits found": a crash must never look like that
        traceback.print_exc()
        click.echo("interdict: internal error; please report it with the lines above", err=True)
        sys.exit(INTERNAL)
    sys.exit(code if isinstance(code, int) else 0)
