"""Looking back: what hits now and did not with the lists of an earlier day."""

from interdict.audit import read
from interdict.monitor.known import Report
from interdict.monitor.look_back import look_back
from interdict.monitor.screened import Work
from interdict.snapshot.opening import open_current
from listed_parties import IMO, on, party
from monitor_worlds import World, told

PETRENKO = party("ofac-sdn:1", "person", "PETRENKO, Boris")
VOLNA = party("ofac-sdn:2", "organization", "VOLNA ENERGO")
VOLNA_NOW = party(
    "ofac-sdn:2", "organization", "VOLNA ENERGO", listing=on("ofac-sdn", programmes=("X",))
)
HERON = party("ofac-sdn:4", "vessel", "GREY HERON", identifiers=(IMO,))
PEOPLE = (
    ("C-1", "Boris Petrenko"),
    ("C-2", "Volna Energo"),
    ("C-3", "Grey Heron", "vessel"),
    ("C-4", "Anna Lindqvist"),
)


def looked_back(world: World) -> Report:
    world.lists([VOLNA, HERON])
    earlier = open_current(world.home)
    world.customers(PEOPLE)
    world.lists([PETRENKO, VOLNA_NOW])
    return look_back(Work(file=world.file, log=world.log), world.screener(), earlier)


def test_both_days_are_compared(world: World) -> None:
    assert told(looked_back(world)) == [
        ("C-1", "ofac-sdn:1", "new", "new listing"),
        ("C-2", "ofac-sdn:2", "changed", "programme added"),
        ("C-3", "ofac-sdn:4", "withdrawn", "delisted"),
    ]


def test_nothing_that_is_known_changes(world: World) -> None:
    report = looked_back(world)
    assert (report.run, world.file.store.state()) == (0, None)
    world.run()
    assert world.known == world.full()


def test_it_is_in_the_audit_log(world: World) -> None:
    looked_back(world)
    last = list(read(world.home.audit))[-1]
    assert (last.event, last.content["hits"]) == (
        "monitor-look-back", {"new": 1, "changed": 1, "withdrawn": 1},
    )  # fmt: skip


def test_a_list_that_was_not_kept_then_has_no_new_listings(world: World) -> None:
    world.lists([VOLNA])
    earlier = open_current(world.home)
    world.customers([("C-1", "Igor Sokol"), ("C-2", "Boris Petrenko")])
    world.lists([VOLNA, PETRENKO, party("un:7", "person", "SOKOL, Igor")])
    report = look_back(Work(file=world.file, log=world.log), world.screener(), earlier)
    assert told(report) == [
        ("C-1", "un:7", "new", "no edition of un so old is kept"),
        ("C-2", "ofac-sdn:1", "new", "new listing"),
    ]
