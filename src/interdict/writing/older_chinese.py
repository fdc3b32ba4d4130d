"""Chinese names in Wade's, Taiwan's or Hong Kong's spelling, as pinyin.

A name is taken for one of these systems when all its words are syllables of it, not all are
pinyin, and its first or last word is a family name.
"""

from collections.abc import Sequence
from functools import cache

from interdict.writing.tables import pairs

_LONGEST = 4
"""Syllables of a name with two family names."""

_PINYIN = {
    "": "a ai an ang ao e en er ou wa wai wan wang wei wen weng wo wu ya yan yang yao ye "
    "yi yin ying yong you yu yuan yue yun",
    "b": "a ai an ang ao ei en eng i ian iao ie in ing o u",
    "p": "a ai an ang ao ei en eng i ian iao ie in ing o ou u",
    "m": "a ai an ang ao e ei en eng i ian iao ie in ing iu o ou u",
    "f": "a an ang ei en eng o ou u",
    "d": "a ai an ang ao e ei eng i ian iao ie ing iu ong ou u uan ui un uo",
    "t": "a ai an ang ao e eng i ian iao ie ing ong ou u uan ui un uo",
    "n": "a ai an ang ao ei en eng i ian iang iao ie in ing iu ong u uan uo",
    "l": "a ai an ang ao e ei eng i ian iang iao ie in ing iu ong ou u uan un uo v ve",
    "g": "a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo",
    "k": "a ai an ang ao e en eng ong ou u ua uai uan uang ui un uo",
    "h": "a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo",
    "j": "i ia ian iang iao ie in ing iong iu u uan ue un",
    "q": "i ia ian iang iao ie in ing iong iu u uan ue un",
    "x": "i ia ian iang iao ie in ing iong iu u uan ue un",
    "zh": "a ai an ang ao e en eng i ong ou u ua uan uang ui un uo",
    "ch": "a ai an ang ao e en eng i ong ou u uan uang ui un uo",
    "sh": "a ai an ang ao e ei en eng i ou u ua uai uan uang ui un uo",
    "r": "an ang ao e en eng i ong ou u uan ui un uo",
    "z": "a ai an ang ao e en eng i ong ou u uan ui un uo",
    "c": "a ai an ang ao e en eng i ong ou u uan ui un uo",
    "s": "a ai an ang ao e en eng i ong ou u uan ui un uo",
}  # fmt: skip
_WADE = {
    "b": "p", "p": "p", "d": "t", "t": "t", "g": "k", "k": "k", "j": "ch", "q": "ch", "zh": "ch",
    "x": "hs", "z": "ts", "c": "ts", "r": "j",
}  # fmt: skip
_WADE_FINALS = {"ian": "ien", "ie": "ieh", "ue": "ueh", "ong": "ung", "iong": "iung", "ve": "ueh",
                "v": "u"}  # fmt: skip
_WADE_WHOLE = dict(
    pair.split("=")
    for pair in (
        "zhi=chih chi=chih shi=shih ri=jih zi=tzu ci=tzu si=szu ge=ko ke=ko he=ho e=o yi=i "
        "ye=yeh yan=yen yue=yueh you=yu yong=yung er=erh gui=kuei kui=kuei duo=to tuo=to luo=lo "
        "nuo=no zuo=tso cuo=tso suo=so zhuo=cho chuo=cho ruo=jo"
    ).split()
)
_COMMONER = frozenset(
    (
        "bai bao bin bo cai chen cheng de deng di dong du gao gong gu guan guang gui guo jian "
        "jiang jie jin juan jun kai kang kun pan pei peng ping qi qing quan tai tan tang tao "
        "tian ting yu ze zhang zhao zhen zheng zhi zhong zhou zhu zong zuo"
    ).split()
)
"""Pinyin that names use most where Wade's spelling without its apostrophe leaves two."""
_HONG_KONG = dict(
    pair.split("=")
    for pair in (
        "wong=huang ng=wu lee=li chan=chen cheung=zhang chow=zhou kwok=guo lau=liu leung=liang "
        "lam=lin tse=xie yip=ye ip=ye yeung=yang tsang=zeng mak=mai fung=feng lui=lu hui=xu "
        "ko=gao ho=he tam=tan tong=tang poon=pan pun=pan suen=sun siu=xiao so=su yuen=yuan "
        "kwan=guan kong=jiang shek=shi choi=cai tsoi=cai chiu=zhao lo=luo law=luo yau=qiu "
        "pang=peng tsui=xu chui=xu cheng=zheng chu=zhu lai=li ma=ma mok=mo yu=yu kan=jian "
        "tang=deng hung=hong shum=shen sham=cen sin=xian tai=dai to=du wan=wen wu=hu yam=ren "
        "yan=zhen yim=yan kam=gan ku=gu kung=gong lok=luo luk=lu mui=mei sit=xue au=ou fan=fan "
        "fok=huo fu=fu ha=xia hau=hou hon=han ting=ding tso=cao tung=dong yiu=yao yung=rong "
        "szeto=situ auyeung=ouyang"
    ).split()
)
"""Family names in Hong Kong's spelling."""
_HONG_KONG_GIVEN = dict(
    pair.split("=")
    for pair in (
        "ngor=e wah=hua kee=ji shing=cheng yee=yi chor=chu fun=fen hoi=hai kay=qi lay=li "
        "sang=sheng sze=si tse=zi wing=yong yan=en shan=shan shun=shun chau=qiu kiu=qiao "
        "hong=kang kei=qi ling=ling ching=qing chung=zhong oi=ai on=an ting=ting tat=da tak=de "
        "hei=xi long=lang ngai=yi yun=run"
    ).split()
)
"""Syllables of given names beside those of ``han_latin.tsv``."""
_TAIWAN = dict(
    pair.split("=") for pair in ("chang=zhang lee=li soong=song jeou=jiu shyu=xu ing=ying").split()
)
"""Spellings of Taiwan's names beside Wade's; Chang is a family name there."""


def is_syllable(word: str) -> bool:
    """Can ``word`` be a syllable of a Chinese name in one of these systems?"""
    return word in _syllables()


def in_pinyin(words: Sequence[str]) -> list[str]:
    """The name in pinyin, out of each system that has all its words; empty for other names.

    >>> in_pinyin(["mao", "tse", "tung"])
    ['mao ze dong']
    """
    if not 2 <= len(words) <= _LONGEST:
        return []
    if not _syllables().issuperset(words) or _pinyin().issuperset(words):
        return []
    found: dict[str, None] = {}
    for system in (_wade(), _cantonese()):
        if all(word in system for word in words):
            spelled = [system[word] for word in words]
            family = 0 if words[0] in _families() else len(words) - 1
            if words[family] in _families():
                if system is not _wade() or words[family] in _TAIWAN:
                    spelled[family] = _families()[words[family]]
                found[" ".join(spelled)] = None
    return list(found)


@cache
def _pinyin() -> frozenset[str]:
    return frozenset(i + final for i, finals in _PINYIN.items() for final in finals.split())


@cache
def _wade() -> dict[str, str]:
    """Wade's spelling without apostrophes, or Taiwan's -> pinyin."""
    found: dict[str, str] = {}
    for initial, finals in _PINYIN.items():
        for final in finals.split():
            pinyin = initial + final
            wade = _WADE.get(initial, initial) + _WADE_FINALS.get(final, final)
            wade = _WADE_WHOLE.get(pinyin, wade)
            if wade not in found or (pinyin in _COMMONER and found[wade] not in _COMMONER):
                found[wade] = pinyin.replace("v", "u")
    return found | _TAIWAN


@cache
def _cantonese() -> dict[str, str]:
    return _HONG_KONG | pairs("han_latin") | _HONG_KONG_GIVEN


@cache
def _families() -> dict[str, str]:
    """Spellings of family names in any system but pinyin, and in pinyin -> pinyin."""
    pinyin = set(pairs("han_family_names").values())
    wade = {spelled: latin for spelled, latin in _wade().items() if latin in pinyin}
    return wade | _HONG_KONG | _TAIWAN


@cache
def _syllables() -> frozenset[str]:
    return frozenset((*_wade(), *_cantonese()))
