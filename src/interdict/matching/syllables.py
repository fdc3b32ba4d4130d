"""Names built of syllables: in Chinese and Korean another syllable is another name.

One letter more or less in ``Blair`` is a slip of the pen; in ``Wang`` it is ``Weng`` or ``Zhang``.
What is recognised here is the form of a syllable in the usual romanisations (Pinyin, Wade-Giles
without its apostrophes, Revised and McCune-Reischauer Korean), not whether it occurs.
"""

import re
from collections.abc import Iterable
from functools import lru_cache

PINYIN = (
    ("zh", "ch", "sh", "ts", "tz", "hs", *"bpmfdtnlgkhjqxrzcsyw", ""),
    tuple(
        "iang iong uang ang eng ing ong ung iao ian ien uai uan ai an ao ei en er ou ia ie in iu "
        "ua ui un uo ue ieh ih eh a e i o u v".split()
    ),
)
KOREAN = (
    ("ch", "kk", "tt", "pp", "ss", "jj", *"gkndtrlmbpsjh", ""),
    ("y", "w", ""),
    tuple("ae eo eu oe ui oo ee a e i o u".split()),
    ("ng", *"kgnlmpt", ""),
)
"""What the pieces of a syllable may be, in their order."""


def _one_of_each(pieces: Iterable[tuple[str, ...]]) -> str:
    return "".join(f"(?:{'|'.join(choice)})" for choice in pieces)


_PINYIN, _KOREAN = _one_of_each(PINYIN), _one_of_each(KOREAN)
_SYLLABLE = re.compile(f"(?:{_PINYIN}|{_KOREAN})").fullmatch
_SYLLABLES = re.compile(f"(?:{_PINYIN}){{1,3}}|(?:{_KOREAN}){{1,3}}").fullmatch

FAMILY_NAMES = frozenset(
    "wang li zhang liu chen yang zhao huang zhou wu xu sun hu zhu gao lin he guo ma luo liang "
    "song zheng xie han tang feng yu dong xiao cheng cao yuan deng fu shen zeng peng lu su "
    "jiang cai jia ding wei xue ye yan pan du dai xia zhong tian ren fan fang shi yao tan "
    "sheng zou xiong jin hao kong bai cui kang mao qiu qin gu hou shao meng long wan duan lei "
    "qian yin chang qiao lai gong wen pang lan fei xi mo ni ge qi an lo chou hsu hsieh tsai "
    "teng chiang cheung wong chan leung lam kim lee ri yi pak park bak choe choi jong jung "
    "chong chung jo cho yun yoon jang im lim rim o oh so seo sin shin kwon hwang ahn ryu yoo "
    "hong ko jon jun chon son mun moon paek baek ho ha pae bae nam sim no ro roh kwak min "
    "ryang ryom kil gil chu ju hyon"
    .split()
)  # fmt: skip
"""The commonest family names of China and Korea, romanised."""


@lru_cache(maxsize=16_384)
def is_syllable(word: str) -> bool:
    """Has a word the form of one Chinese or Korean syllable?

    >>> is_syllable("zhang"), is_syllable("chol"), is_syllable("blair")
    (True, True, False)
    """
    return len(word) <= 6 and _SYLLABLE(word) is not None


@lru_cache(maxsize=16_384)
def are_syllables(word: str) -> bool:
    """Has a word the form of one to three of them (jinping)?"""
    return len(word) <= 12 and _SYLLABLES(word) is not None


MOST_WORDS = 4
"""Words of a Chinese or Korean name."""


def is_syllabic(spelled: Iterable[str]) -> bool:
    """Is this a Chinese or Korean name: syllables only, one of them a family name?

    >>> is_syllabic(["xi", "jinping"]), is_syllabic(["kim", "jong", "un"])
    (True, True)
    >>> is_syllabic(["li", "marx"])
    False
    """
    words = tuple(spelled)
    return (
        1 < len(words) <= MOST_WORDS
        and not FAMILY_NAMES.isdisjoint(words)
        and all(are_syllables(word) for word in words)
    )
