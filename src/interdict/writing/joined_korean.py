"""Korean given names in one word, taken apart: ``kim yeojeong`` -> ``kim yeo jeong``.

Which two syllables a word holds, the spellings of Hangul's own romanisations decide; spaced, each
meets its other spellings in the table of name groups (yeo, yo; jeong, jong).
"""

from collections.abc import Sequence
from functools import cache

from interdict.writing import hangul

_FAMILIES = frozenset(
    "kim gim lee ri yi rhee park pak bak choi choe jeong jung chong jong chung kang gang cho jo "
    "yoon yun jang chang lim im rim han oh shin sin seo so suh kwon gwon hwang ahn song ryu yoo yu "
    "jeon jun chon ko go moon mun yang son sohn bae pae paek baek baik heo ho hur huh nam sim shim "
    "no roh noh ha kwak gwak sung seong cha joo ju chu woo u koo ku min na ra jin chin ji chi um "
    "eom won chae hyon hyun pang bang kong gong ham yeom ryom byeon pyon byun chu pyo tae "
    "thae".split()
)
_GIVEN = (
    "가강건걸경계고공관광교구국군권규균근금기길나남녀노다단달대덕도동두라란래량려련렬령례로록룡류륜률리린림"
    "만명모무문미민바박배백범병보복봉부비빈사삼상새생서석선설성세소손송수숙순승시식신실심아안애양언여연열영예"
    "옥온완용우욱운웅원위유윤율은을의이익인일임자장재전정제조종주준중지진차찬창채천철청초춘충치태택하학한해향"
    "혁현형혜호홍화환회효후훈휘흥희"
)
"""Syllables of given names."""
_SHORTEST, _LONGEST = 4, 10


def spaced(words: Sequence[str]) -> str:
    """The name with its given name's syllables apart; empty where it is none such.

    >>> spaced(["kim", "yeojeong"])
    'kim yeo jeong'
    """
    if len(words) != 2:
        return ""
    family = 0 if words[0] in _FAMILIES else 1
    given = words[1 - family]
    if words[family] not in _FAMILIES or not _SHORTEST <= len(given) <= _LONGEST:
        return ""
    cuts = [
        f"{given[:at]} {given[at:]}"
        for at in range(len(given) - 2, 1, -1)
        if given[:at] in _syllables() and given[at:] in _syllables()
    ]
    if not cuts:
        return ""
    return f"{words[0]} {cuts[0]}" if family == 0 else f"{cuts[0]} {words[1]}"


@cache
def _syllables() -> frozenset[str]:
    """All spellings of the syllables in four systems; the family name only sets the stage."""
    return frozenset(
        reading.split()[1] for given in _GIVEN for reading in hangul.readings(["김", given])
    )
