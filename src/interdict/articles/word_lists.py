"""What single words of news English are, as far as it matters for telling names from words."""

from functools import cache
from importlib import resources
from typing import NamedTuple

from interdict import countries
from interdict.articles.tokens import keys
from interdict.matching.words import TITLES

_MATCHING = resources.files("interdict.matching") / "tables"
_TABLES = resources.files("interdict.articles") / "tables"


@cache
def ordinary_words() -> frozenset[str]:
    """Words that begin sentences and name ships without being a name of anybody."""
    lines = (_TABLES / "ordinary_words.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


ROLES: frozenset[str] = TITLES | frozenset(
    """
    adviser advisor aide ally ambassador analyst army attorney banker billionaire boss brother
    businessman businesswoman cabinet candidate captain cardinal cartel ceo cfo chair chairman
    chairwoman chancellor chief cleric co colonel commander commissioner comrade congressman coo
    correspondent counsel crown dear defence defense delegate deputy designate dictator diplomat
    director editor emperor envoy ex exile executive exiled expert father federal field financier
    finance first foreign former founder general governor great guest hacker head inspector
    interior interim jailed journalist judge justice kingpin late lawmaker lawyer leader
    legislator lieutenant magnate major manager marshal mastermind mayor media mercenary militant
    military minister mogul mr mrs ms mullah national officer official oligarch operative
    opposition owner parliament parliamentarian party pilot politician pope premier presenter
    president presidential prime prince princess principal producer professor prosecutor
    rebel recruiter representative researcher ruler scholar scientist secretary security senator
    senior sergeant shareholder sister smuggler soldier son speaker spokesman spokesperson
    spokeswoman spy strongman supreme terrorist then trafficker treasurer treasury tycoon
    vice warlord wanted widow wife writer sir dr mt mv ss st
    """.split()
)
"""Words beside a name that say what its bearer is."""

ORGANISATION_ROLES: frozenset[str] = frozenset(
    """
    board branch captives capital chairman chief co company commander conglomerate corp crude
    deputy director employees executive exports facility firm fighters founder giant group
    head holdings leader leaders major majority management manufacturer member members militants
    militia minority network office officials oil operations owner parent plants president
    producer refinery representative secretary shares shareholder shareholders spokesman
    spokesperson spokeswoman staff stake stock subsidiaries subsidiary tankers units vessels vice
    """.split()
)
"""Capital or not, words behind the name of a body that leave it the same body."""

CALENDAR: frozenset[str] = frozenset(
    """
    monday tuesday wednesday thursday friday saturday sunday january february march april may
    june july august september october november december jan feb mar apr jun jul aug sep sept oct
    nov dec today yesterday tomorrow
    """.split()
)

OTHER_THINGS: frozenset[str] = frozenset(
    """
    academy airport arena avenue award awards barracks boulevard bridge building bulevard castle
    cathedral centre center church city college cup derby district doctrine factor fan fc fellow
    foundation hall highway hospital hotel house island lane library line medal memorial metro
    mosque mountain museum palace park peace peak peninsula place plan plaza prize province pub
    railway region report river road scholarship school sea square stadium station street studios
    theater theatre tower tram trophy tunnel university valley village way youth zone law act
    effect era list lists project reserve stadion strasse airlines airways bank
    insurance film festival song series
    """.split()
)
"""Behind a party's name they make the name of something else: Lukoil Arena, Kim Il Sung Square."""

LANDSCAPE: frozenset[str] = frozenset(
    """
    river lake region province street avenue square peninsula valley mountain mountains district
    island islands county oblast desert coast bay gulf sea strait airport city town village
    """.split()
)
"""Behind a name, even in lower case, they make it a place's."""

SHIP_WORDS: frozenset[str] = frozenset(
    """
    aboard afloat aframax anchor anchorage anchored ballast barge boarded boat bulk bulker
    cargo carrier charterer coaster crane crew cruise docked dock drydock ferry flag flagged
    fleet freighter frigate harbour harbor hull imo landing lng loaded lpg lr1 lr2 maritime
    moored mt mv navy oceangoing offloaded panamax port ports reefer registered reflagged
    roro sail sailed sailing sails seafarers seized ship shipment shipping ships shiptoship
    ss suezmax supertanker tanker tankers transponder tug tugboat ulcc unloaded vessel vessels
    vlcc voyage yacht
    """.split()
)
SHIP_NOUNS: frozenset[str] = frozenset(
    """
    aframax barge boat bulker carrier coaster ferry freighter frigate gm imo mt mv megayacht panamax
    reefer ship ships ss suezmax supertanker superyacht tanker tankers tug tugboat ulcc vessel
    vessels vlcc yacht rv fv
    """.split()
)
"""Directly beside a name they say that it is a ship's."""
AIRCRAFT_WORDS: frozenset[str] = frozenset(
    """
    aircraft airliner airplane airbus antonov boeing flight helicopter ilyushin jet jets plane
    planes registration tail tupolev
    """.split()
)
LISTING_WORDS: frozenset[str] = frozenset(
    """
    blacklist blacklisted blacklisting designate designated designates designation embargo
    sanction sanctioned sanctioning sanctions sanctionsbusting delisted ofac freeze frozen
    """.split()
)

FAMOUS_ACRONYMS: frozenset[str] = frozenset(
    """
    aa abc ac acb ad ai aids ap api app apr arm atm atp bae bbc bbq bp brics bt cat cbs cd cdc ceo
    cfo cgi cia cnn co coo covid cpu crm csr css cto cv dc dhs diy dj dna dos dr dvd ecb eea epa
    esa espn eta eu faa faq fbi fc fda fed fia fifa gb gdp gm gmt gop gp gps gpu hd hiv hp hq hr
    html ibm id ii iii iv ice imf inc io ip ipo iq irs isbn iso iss it itv iv jr kfc kg km kpi la
    lan lbs led lg lgbt lte mac mb mba mep mlb mls mma mp mph mps mri mvp nasa nascar nato nba nbc
    nfl ngo nhl nhs nsa nsc nsw nyc nypd nyse oecd ok opec os pa pc pct pcr pdf pga pi pin pm ppe
    pr psg ps ptsd pti pv qa qr ram rb rbi rgb rip roi rom rt sas sat sd se seo sim sms sql ssd
    su suv tcl tv uae ubs uefa ufc ufo uk un unesco unhcr unicef ups us usa usb usd usda va vat vfx
    vip vp vpn vr vs wc who wifi wnba wto ww wwe xl yr gi hts mit mid mod pkgs ppc rss sig
    asc sei jit pct spec specs msg sep sept dec sun mon isp cpi ppi pmi etf esg nft dao
    """.split()
) - frozenset(["hts"])
"""Letters that mean something else to every reader; a list's body of these initials is named
only where the article introduces it by its full name."""

_MORE_PLACES = {
    "kremlin": "ru", "pyongyang": "kp", "damascus": "sy", "tehran": "ir", "teheran": "ir",
    "moscow": "ru", "minsk": "by", "caracas": "ve", "gaza": "ps", "soviet": "ru",
    "crimea": "ua", "donetsk": "ua", "luhansk": "ua", "darfur": "sd", "khartoum": "sd",
    "naypyidaw": "mm", "yangon": "mm", "dprk": "kp", "beirut": "lb", "sanaa": "ye",
    "managua": "ni", "sinaloa": "mx", "kabul": "af", "baghdad": "iq", "tripoli": "ly",
    "benghazi": "ly", "havana": "cu", "goma": "cd", "bangui": "cf", "juba": "ss",
    "harare": "zw", "korean": "kp", "koreans": "kp", "beijing": "cn", "xinjiang": "cn",
    "ukraine": "ua", "persian": "ir", "bolivarian": "ve", "chavista": "ve", "rohingya": "mm",
}  # fmt: skip


ACTORS: dict[str, str] = {
    "houthi": "ye", "houthis": "ye", "hezbollah": "lb", "hizbullah": "lb", "hizballah": "lb",
    "taliban": "af", "wagner": "ru", "hamas": "ps", "tatmadaw": "mm", "assad": "sy", "putin": "ru",
    "maduro": "ve", "lukashenko": "by", "khamenei": "ir", "ortega": "ni", "rosneft": "ru",
    "gazprom": "ru", "shabaab": "so", "boko": "ng",
}  # fmt: skip
"""Names that every reader ties to a country, though they are none of it."""


@cache
def place_codes() -> dict[tuple[str, ...], str]:
    """Keys of the words for countries, peoples and big cities -> alpha-2 code."""
    found: dict[tuple[str, ...], str] = {}
    for row in _rows("place_words"):
        where = row[3] if len(row) > 3 and row[2] == "city" else row[1]
        code = countries.code(where) if row[2] in ("country", "city") else None
        if code:
            found[tuple(row[0].split())] = code
    for country in countries.table():
        for spelling in (country.name, *country.nationalities, *country.spellings):
            if len(spelling) > 2:
                found[keys(spelling)] = country.code
        for people in country.nationalities:
            found[keys(people + "s")] = country.code
    found.update({(word,): code for word, code in _MORE_PLACES.items()})
    return found


@cache
def _place_beginnings() -> frozenset[str]:
    return frozenset(words[0] for words in place_codes() if words)


def _rows(table: str) -> list[list[str]]:
    lines = (_MATCHING / f"{table}.tsv").read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


class Place(NamedTuple):
    """A country, a people or a city in a list of words."""

    first: int
    last: int
    code: str


def places(words: list[str]) -> list[Place]:
    """Every country, people and big city among words, the longest name first at each word."""
    known, begin = place_codes(), _place_beginnings()
    found: list[Place] = []
    at = 0
    while at < len(words):
        for length in (5, 4, 3, 2, 1) if words[at] in begin else ():
            code = known.get(tuple(words[at : at + length])) if at + length <= len(words) else None
            if code:
                found.append(Place(at, at + length - 1, code))
                at += length - 1
                break
        at += 1
    return found
