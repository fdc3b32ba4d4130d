"""interdict owners: who stands behind a party, and whom a block reaches that no list names."""

import click

from interdict.cli.owners_solve import solve


@click.group()
def owners() -> None:
    """Ownership: stakes, and the verdicts that follow from them, with a proof."""


owners.add_command(solve)
