"""interdict owners exposure: who risks US secondary sanctions by stated dealings."""

import datetime
from collections import Counter
from pathlib import Path
from typing import Any

import click
import msgspec

from interdict.batch.ownership import read_dealings
from interdict.cli.options import audit_log, home, json_option
from interdict.cli.owners_options import asking_options, owners_for
from interdict.cli.owners_verdict import print_basis
from interdict.cli.terminal import COLOURS, console, plain, warn
from interdict.ownership.secondary import Exposure
from interdict.screening.exposing import exposed
from interdict.screening.ownership_record import basis

NOTHING, FOUND, BAD_INPUT = 0, 1, 2
_SHOWN = 20


@click.command("exposure")
@click.argument("dealings", type=click.Path(path_type=Path, dir_okay=False))
@asking_options
@json_option
def owners_exposure(
    dealings: Path,
    regimes: tuple[str, ...],
    policy_file: Path | None,
    lists: tuple[str, ...],
    starter: bool,
    as_of: datetime.date | None,
    in_force_on: datetime.date | None,
    known_on: datetime.datetime | None,
    as_json: bool,
) -> int:
    """Who is exposed to US secondary sanctions by the dealings in the table DEALINGS?

    DEALINGS is party,counterparty[,what,from,to,on,bank,amount,source,statement]. A verdict of its
    own, with the evidence, apart from whether anybody is blocked; no number says what is
    significant. Exits 1 when anybody is exposed, 2 when a line could not be read.
    """
    del regimes  # secondary sanctions are the law of the United States alone
    owners = owners_for(policy_file, lists, starter, (as_of, in_force_on, known_on))
    told, report = read_dealings(dealings)
    found = exposed(owners, told)
    words = Counter(each.verdict for each in found)
    record = basis(owners) | {"dealings": len(told), "verdicts": dict(sorted(words.items()))}
    audit_log(home()).append("owners-exposure", record)
    for finding in report.findings()[:_SHOWN]:
        warn(f"{finding.severity}: {finding.message}")
    if as_json:
        answer = basis(owners) | {
            "dealings": len(told),
            "exposures": [_json(each) for each in found],
            "findings": report.findings(),
        }
        click.echo(msgspec.json.encode(answer))
    else:
        out = console()
        for each in found:
            colour = COLOURS[each.verdict]
            out.print(f"[bold]{plain(each.party)}[/bold] [{colour}]{each.verdict}[/{colour}]")
            for line in (each.because, *each.caveats):
                out.print(f"  {plain(line)}")
        out.print(f"{len(told):,} dealings, {len(found):,} grounds of exposure", markup=False)
        print_basis(out, owners)
    if report.rejected:
        return BAD_INPUT
    return FOUND if found else NOTHING


def _json(each: Exposure) -> dict[str, Any]:
    return {
        "party": each.party,
        "counterparty": each.counterparty,
        "verdict": each.verdict,
        "because": each.because,
        "authority": each.ground.authority,
        "risk": each.ground.risk,
        "caveats": each.caveats,
        "dealing": each.dealing,
        "stakes": [
            {"owner": s.owner, "owned": s.owned, "kind": s.kind, "share": str(s.share)}
            for s in each.stakes
        ],
    }
