"""Build the tables of Han characters in ``src/interdict/text_tables`` from Unicode's Unihan data.

    python -m benchmarks.han_tables FOLDER

``FOLDER`` holds ``Unihan_Variants.txt``, ``Unihan_Readings.txt``, ``Unihan_OtherMappings.txt`` and
``Unihan_DictionaryLikeData.txt``, plain or ``.bz2``, as Unicode and Debian's ``unicode-data``
publish them. Written are facts about the characters that names use:

* ``han_variants.tsv``: simplified, traditional and Japanese forms of one character, each with
  the form that stands for all of them;
* ``han_sounds.tsv``: how a character sounds in Cantonese, in the spelling of Hong Kong's
  registers, and in Korean, as a Hangul syllable;
* ``han_latin.tsv``: which pinyin syllable a Hong Kong spelling mostly stands for in a given
  name, by the commonest characters of given names below.
"""

import bz2
import re
import sys
from collections import Counter, defaultdict
from pathlib import Path

from anyascii import anyascii

TABLES = Path(__file__).resolve().parents[1] / "src/interdict/text_tables"
SOURCE = "# From the Unicode Han Database (Unihan 15.0), by benchmarks/han_tables.py."

GIVEN = (
    "国國强強伟偉华華明志文建军軍平杰傑峰鋒锋辉輝勇刚剛斌波涛濤超磊飞飛鹏鵬龙龍海江林森东東"
    "南北春夏秋冬梅兰蘭菊荣榮贵貴富成功胜勝利德仁义義礼禮智信忠孝廉洁潔良善美丽麗玉珍珠宝寶"
    "金银銀凤鳳英雄豪俊彦彥博学學思远遠光景星月天宇宏洪浩然子家嘉佳永安康宁寧庆慶祥瑞福禄祿"
    "寿壽喜乐樂正立中生世民邦邦振兴興发發展进進新立维維卫衛权權泽澤润潤云雲雨雪霞红紅艳豔芳"
    "芬莉莲蓮萍琴静靜淑慧敏惠玲琳琪婷娟娜燕群晓曉晨阳陽昌盛树樹根柱全启啟达達亮升昇仲伯叔季"
    "先锡錫培炳焕煥坤乾山川石岩泉清源滨濱湖广廣道玄贤賢圣聖哲睿诚誠恩惠慈祖宗继繼承绍紹耀"
    "宜铭銘健宪憲法政治党黨前卓毅恒恆力松柏桂桐楠栋棟梁材器鼎鸿鴻雁鹤鶴麟虎豹熊马馬牛羊克敬"
    "钦欽章彰显顯顺順昭旭晖暉炎煜灿燦烨燁瑜璋璐瑶瑤琼瓊珊颖穎怡悦悅欣然诗詩雅韵韻茵蕾薇露"
    "冰雷霆震宽寬容尧堯舜禹汉漢唐宋元晋晉楚吴吳越齐齊鲁魯秦燕冠鋭锐钧鈞铁鐵钢鋼鑫炜煒煌"
    "堅坚基业業勋勳勤俭儉奋奮飛腾騰云霄翔宇轩軒昊晟涵梓悠心意念慕素秀娥娇嬌婉妍媛嫣凌波"
    "洋淼溪潭澄澜瀾清漪可以之如若其有无無为為乃大小少长長高尚士友朋益展鹏程万萬里千百一三"
)


def main() -> None:
    """Read Unihan, write the three tables."""
    facts = Unihan(Path(sys.argv[1]))
    stands_for = variants(facts)
    lines = [f"{c}\t{head}" for c, head in sorted(stands_for.items())]
    _write("han_variants", ["# Columns: character, the form that stands for it", *lines])
    sounds = sounds_of(facts, stands_for)
    lines = ["\t".join((c, *row)) for c, row in sorted(sounds.items())]
    _write(
        "han_sounds",
        ["# Columns: character, Cantonese, Hangul (empty where there is none)", *lines],
    )
    latin = given_syllables(facts)
    lines = [f"{spelled}\t{pinyin}" for spelled, pinyin in sorted(latin.items())]
    _write("han_latin", ["# Columns: Hong Kong spelling of a syllable, pinyin", *lines])


class Unihan:
    """The fields of Unihan that are used: ``facts[field][character]``."""

    def __init__(self, folder: Path) -> None:
        self.fields: dict[str, dict[str, str]] = defaultdict(dict)
        for name in ("Variants", "Readings", "OtherMappings", "DictionaryLikeData"):
            path = folder / f"Unihan_{name}.txt"
            packed = path.with_suffix(".txt.bz2")
            text = (
                bz2.decompress(packed.read_bytes()) if packed.exists() else path.read_bytes()
            ).decode()
            for line in text.splitlines():
                if line.startswith("U+"):
                    code, field, value = line.split("\t")
                    self.fields[field][chr(int(code[2:], 16))] = value

    def characters(self, field: str, of: str) -> list[str]:
        """The characters a field of ``of`` points to."""
        codes = re.findall(r"U\+([0-9A-F]+)", self.fields[field].get(of, ""))
        return [chr(int(code, 16)) for code in codes]

    def is_in_use(self, character: str) -> bool:
        """Is this a character that a national standard of common characters holds?"""
        big_five = self.fields["kBigFive"].get(character, "FFFF")
        return (
            big_five < "C67F"
            or character in self.fields["kGB0"]
            or character in self.fields["kJis0"]
            or character in self.fields["kJinmeiyoKanji"]
        )


def variants(facts: Unihan) -> dict[str, str]:
    """Character -> the first of its forms, for every character in use that has another form."""
    groups: dict[str, set[str]] = {}
    fields = ("kTraditionalVariant", "kSimplifiedVariant", "kZVariant", "kCompatibilityVariant",
              "kJinmeiyoKanji")  # fmt: skip
    pairs = [(c, other) for field in fields for c in facts.fields[field]
             for other in facts.characters(field, c)]  # fmt: skip
    used = [pair for pair in pairs if pair[0] != pair[1] and all(map(facts.is_in_use, pair))]
    for one, other in [*used, *((pair[0], pair[1]) for pair in JAPANESE.split())]:
        if one != other:
            merged = groups.get(one, {one}) | groups.get(other, {other})
            groups.update(dict.fromkeys(merged, merged))
    return {c: head for c, group in groups.items() if (head := min(group)) != c}


JAPANESE = (
    "髙高 邊辺 邉辺 齋斎 齊斉 櫻桜 澤沢 濱浜 廣広 惠恵 國国 瀧滝 龍竜 淵渕 條条 實実 榮栄 豐豊 "
    "德徳 眞真 靜静 壽寿 圓円 關関 藏蔵 團団 應応 會会 寶宝 彌弥 獨独 學学 戶戸 黑黒 步歩 每毎 "
    "嶽岳 嶋島 藝芸 顯顕 曉暁 將将 惡悪 價価 驛駅 鐵鉄 號号 發発 佛仏 拂払 濟済 齡齢 邊邉 經経 "
    "繩縄 縣県 變変 戰戦 單単 禪禅 傳伝 轉転 氣気 黃黄 內内 橫横 樂楽 藥薬 假仮 兒児 圖図 增増"
)
"""Forms of the Japanese standard beside the older ones, where Unihan does not link them."""


_INITIALS = {
    "b": "p", "d": "t", "g": "k", "gw": "kw", "z": "ch", "c": "ch", "j": "y", "": "",
}  # fmt: skip
_FINALS = {
    "aa": "a", "aai": "ai", "aau": "au", "aam": "am", "aan": "an", "aang": "ang", "aap": "ap",
    "aat": "at", "aak": "ak", "eoi": "ui", "eon": "un", "eot": "ut", "oe": "eu",
    "oek": "euk", "oeng": "eung", "ou": "o", "yu": "u", "yun": "uen", "yut": "uet", "eng": "eng",
}  # fmt: skip
_WITH_TS = ("aang", "ang", "e", "eoi", "oi", "o", "ou", "aau")


def hong_kong(jyutping: str) -> str:
    """A syllable of Jyutping as Hong Kong's registers spell it: ``gwok3`` -> ``kwok``."""
    found = re.fullmatch("(gw|kw|ng|[bpmfdtnlgkhzcsjw]?)([a-z]+)", re.sub(r"\d", "", jyutping))
    if found is None:
        return jyutping
    initial, final = found.groups()
    onset = "ts" if initial in ("z", "c") and final in _WITH_TS else _INITIALS.get(initial, initial)
    rhyme = _FINALS.get(final, final)
    if initial == "j" and rhyme.startswith(("i", "u")):
        return "y" + ("ee" if rhyme == "i" else rhyme)
    return onset + rhyme


def sounds_of(facts: Unihan, stands_for: dict[str, str]) -> dict[str, tuple[str, str]]:
    """Standing character -> (Cantonese, Hangul), for those common in China, Taiwan or Korea."""
    found: dict[str, tuple[str, str]] = {}
    for character in sorted(facts.fields["kMandarin"]):
        level_one = facts.fields["kGB0"].get(character, "9999") < "5600"
        if not level_one and character not in facts.fields["kKoreanEducationHanja"]:
            continue
        head = stands_for.get(character, character)
        cantonese = facts.fields["kCantonese"].get(character, "").split()
        hangul = re.findall("([가-힣]):([0-9A-Z]*)", facts.fields["kHangul"].get(character, ""))
        hangul.sort(key=lambda item: "0" not in item[1])
        before = found.get(head, ("", ""))
        found[head] = (
            before[0] or (hong_kong(cantonese[0]) if cantonese else ""),
            before[1] or (hangul[0][0] if hangul else ""),
        )
    return found


def given_syllables(facts: Unihan) -> dict[str, str]:
    """Hong Kong spelling -> the pinyin most of the given-name characters so spelled have."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for place, character in enumerate(dict.fromkeys(GIVEN)):
        cantonese = facts.fields["kCantonese"].get(character, "").split()
        if cantonese:
            pinyin = re.sub("[^a-z]", "", anyascii(character).lower())
            counts[hong_kong(cantonese[0])][pinyin] += 1000 - place
    return {spelled: found.most_common(1)[0][0] for spelled, found in counts.items()}


def _write(name: str, lines: list[str]) -> None:
    text = "\n".join([SOURCE, *lines]) + "\n"
    (TABLES / f"{name}.tsv").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
