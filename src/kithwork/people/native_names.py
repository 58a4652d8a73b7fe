"""Reads names in Chinese, Korean, Arabic and Hebrew writing as Latin letters, family name known."""

from __future__ import annotations

from anyascii import anyascii

_DOUBLE_WORDS = """
欧阳 司马 诸葛 上官 司徒 夏侯 东方 皇甫 尉迟 公孙 慕容 令狐 歐陽 司馬 諸葛
東方 尉遲 公孫
"""
_DOUBLE = frozenset(_DOUBLE_WORDS.split())
_JAPANESE = {
    "佐藤": "sato", "鈴木": "suzuki", "高橋": "takahashi", "田中": "tanaka", "伊藤": "ito",
    "渡辺": "watanabe", "渡邊": "watanabe", "山本": "yamamoto", "中村": "nakamura",
    "小林": "kobayashi", "加藤": "kato", "吉田": "yoshida", "山田": "yamada", "佐々木": "sasaki",
    "山口": "yamaguchi", "松本": "matsumoto", "井上": "inoue", "木村": "kimura", "斎藤": "saito",
    "斉藤": "saito", "清水": "shimizu", "山崎": "yamazaki", "池田": "ikeda", "橋本": "hashimoto",
    "阿部": "abe", "石川": "ishikawa", "山下": "yamashita", "中島": "nakajima", "石井": "ishii",
    "小川": "ogawa", "前田": "maeda", "岡田": "okada", "長谷川": "hasegawa", "藤田": "fujita",
    "後藤": "goto", "近藤": "kondo", "村上": "murakami", "遠藤": "endo", "青木": "aoki",
    "坂本": "sakamoto", "福田": "fukuda", "太田": "ota", "西村": "nishimura", "藤井": "fujii",
}  # fmt: skip
_KOREAN = {
    "gim": "kim", "i": "lee", "bak": "park", "choe": "choi", "jeong": "jung", "gang": "kang",
    "jo": "cho", "yun": "yoon", "im": "lim", "o": "oh", "sin": "shin", "gwon": "kwon", "an": "ahn",
    "no": "roh", "u": "woo", "gu": "koo", "mun": "moon", "bae": "bae", "baeg": "baek",
}  # fmt: skip


def is_han(char: str) -> bool:
    """Whether a character is a Chinese one (also used in Japan) or the repeat mark 々."""
    return "\u4e00" <= char <= "\u9fff" or "\u3400" <= char <= "\u4dbf" or char == "々"


def is_hangul(char: str) -> bool:
    """Whether a character is a Korean syllable."""
    return "\uac00" <= char <= "\ud7a3"


def is_vowelless(char: str) -> bool:
    """Whether a character is Arabic or Hebrew, where vowels are mostly not written."""
    return "\u0590" <= char <= "\u06ff" or "\u0750" <= char <= "\u077f"


def read_han(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """(given, family) of a name in Chinese characters.

    A Japanese family name is known by a table. Its given name can be read in too many ways
    to be guessed, and is left out rather than read as Chinese.
    """
    for length in (3, 2):
        if japanese := _JAPANESE.get(text[:length]):
            return (), (japanese,)
    at = 2 if text[:2] in _DOUBLE else 1
    return _joined(text[at:]), _joined(text[:at])


def read_hangul(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """(given, family) of a Korean name; the family name is spelt as Koreans mostly spell it."""
    family = anyascii(text[0]).lower()
    return _joined(text[1:]), (_KOREAN.get(family, family),)


def _joined(text: str) -> tuple[str, ...]:
    return (anyascii(text).lower(),) if text else ()
