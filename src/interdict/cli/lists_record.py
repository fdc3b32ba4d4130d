"""One record of one list, every fact with the place it was read from."""

import datetime
from collections.abc import Iterator

from interdict.cli.terminal import console, shown, table
from interdict.party import Party
from interdict.screening.beside import secondary_risks


def print_record(party: Party) -> None:
    """A table of everything the list says."""
    out = console()
    out.print(f"{party.id}  {party.kind}", style="bold", markup=False)
    facts = table("", "fact", "value", "read from")
    facts.show_header = False
    for label, value, field in _facts(party):
        facts.add_row(shown(label), shown(value), shown(field))
    out.print(facts, markup=False)
    for risk in secondary_risks(party, datetime.datetime.now(datetime.UTC).date()):
        out.print(shown(f"secondary-risk: {risk.says}"), markup=False)
    out.print(shown(f"stated by {party.provenance}"), markup=False)


def _facts(party: Party) -> Iterator[tuple[str, str, str]]:
    """(label, value, where it was read) of everything the list says of a party."""
    for name in party.names:
        yield f"name ({name.kind})", name.full, name.field
    for listing in party.listings:
        measures = ", ".join(f"{m.kind} {m.text}".strip() for m in listing.measures)
        since = f" since {listing.listed_on}" if listing.listed_on else ""
        programmes = ", ".join(listing.programmes)
        yield "listing", f"{listing.list}: {programmes}: {measures}{since}", listing.field
        if listing.reason:
            yield "reason", listing.reason, listing.field
    for each in party.identifiers:
        wrong = " (check digit wrong)" if each.valid is False else ""
        issuer = f" ({each.country})" if each.country else ""
        yield each.kind, f"{each.value}{issuer}{wrong}", each.field
    if party.gender:
        yield "gender", party.gender, ""
    for born in party.birth_dates:
        yield "born", str(born.span), born.field
    for place in party.birth_places:
        yield "born in", place.full, place.field
    for nation in party.countries:
        yield nation.role, nation.raw or nation.code, nation.field
    for address in party.addresses:
        yield "address", address.full, address.field
    for position in party.positions:
        yield "position", position, ""
    for link in party.links:
        yield link.kind, f"{link.name} {link.party}".strip(), link.field
    for detail in party.details:
        yield detail.label, detail.value, detail.field
    if party.remarks:
        yield "remarks", party.remarks, ""
