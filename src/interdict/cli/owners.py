"""interdict owners: who stands behind a party, and whom a block reaches that no list names."""

import click

from interdict.cli.owners_add import (
    owners_add,
    owners_findings,
    owners_recompile,
    owners_remove,
    owners_status,
    owners_verify,
)
from interdict.cli.owners_decide import (
    owners_confirm,
    owners_joins,
    owners_refuse,
    owners_withdraw,
)
from interdict.cli.owners_explain import owners_explain
from interdict.cli.owners_exposure import owners_exposure
from interdict.cli.owners_solve import solve
from interdict.cli.owners_verdict import owners_verdict
from interdict.cli.owners_whatif import owners_whatif


@click.group()
def owners() -> None:
    """Ownership: stakes, and the verdicts that follow from them, with a proof."""


for command in (
    owners_add,
    owners_status,
    owners_findings,
    owners_remove,
    owners_recompile,
    owners_verify,
    owners_verdict,
    owners_explain,
    owners_whatif,
    owners_exposure,
    owners_joins,
    owners_confirm,
    owners_refuse,
    owners_withdraw,
    solve,
):
    owners.add_command(command)
