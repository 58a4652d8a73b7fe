"""Files in older encodings are read as they were meant, told from their bytes alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kithwork.people.imports.encodings import guess
from kithwork.people.imports.read import read_file
from kithwork.people.imports.source import Source

WESTERN = "Jürgen,Müller,Bäckerei Grün GmbH\nFrançois,Lefèvre,Société Générale\nJosé,Muñoz,Tienda\n"
CENTRAL = "Tomáš,Dvořák,Škoda a.s.\nŁukasz,Wójcik,Spółka\nJiří,Novák,Pekárna\nGyőző,Szűcs,Malom\n"
RUSSIAN = "Иван,Петров,Завод\nЕкатерина,Смирнова,Мельница\nСергей,Кузнецов,Пекарня\n"
JAPANESE = "太郎,田中,株式会社東京\n花子,佐藤,製粉所\n一郎,鈴木,工場\n"
WRITTEN = [
    ("cp1252", WESTERN), ("iso8859_15", WESTERN), ("mac_roman", WESTERN), ("cp850", WESTERN),
    ("cp1250", CENTRAL), ("iso8859_2", CENTRAL), ("cp852", CENTRAL),
    ("cp1251", RUSSIAN), ("koi8_r", RUSSIAN), ("cp866", RUSSIAN), ("iso8859_5", RUSSIAN),
    ("shift_jis", JAPANESE), ("euc_jp", JAPANESE),
    ("gb18030", "伟,王,华为技术有限公司\n芳,李,面粉厂\n娜,张,面包店\n"),
    ("big5", "偉,王,台積電\n芳,李,鴻海精密\n娜,張,麵粉廠\n"),
    ("euc_kr", "민수,김,삼성전자\n영희,이,현대자동차\n철수,박,제분소\n"),
    ("cp1253", "Γιώργος,Παπαδόπουλος,Εταιρεία\nΜαρία,Νικολάου,Φούρνος\n"),
    ("cp1254", "Ayşe,Yılmaz,Şirket\nMehmet,Öztürk,Fırın\nGökçe,Işık,Değirmen\n"),
    ("cp1255", "משה,כהן,חברה\nשרה,לוי,טחנה\n"),
    ("cp1256", "محمد,أحمد,شركة\nفاطمة,حسن,مخبز\n"),
    ("cp1257", "Jānis,Bērziņš,Uzņēmums\nKęstutis,Žukauskas,Kepykla\n"),
]  # fmt: skip
HEADER = "First Name,Last Name,Company\n"


@pytest.mark.parametrize(("encoding", "text"), WRITTEN, ids=[name for name, _ in WRITTEN])
def test_a_table_in_an_older_encoding_keeps_every_letter(encoding, text):
    parsed = read_file(Source.of_bytes("people.csv", (HEADER + text).encode(encoding)))
    found = [[row.given, row.family, row.organisation] for row in parsed.contacts]
    assert found == [line.split(",") for line in text.splitlines()]


@pytest.mark.parametrize("encoding", ["cp1250", "koi8_r", "cp932"])
def test_a_card_in_an_older_encoding_keeps_every_letter(encoding):
    name = {"cp1250": "Jiří Dvořák", "koi8_r": "Иван Петров", "cp932": "田中太郎"}[encoding]
    others = {"cp1250": CENTRAL, "koi8_r": RUSSIAN, "cp932": JAPANESE}[encoding]
    card = (
        f"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:{name}\r\nNOTE:{others.splitlines()[0]}\r\nEND:VCARD\r\n"
    )
    parsed = read_file(Source.of_bytes("card.vcf", card.encode(encoding)))
    assert [row.name for row in parsed.contacts] == [name]


def test_rows_pasted_from_two_programs_both_survive():
    mixed = HEADER.encode() + WESTERN.encode("cp1252") + "Zoë,Łoś,Młyn\n".encode()
    parsed = read_file(Source.of_bytes("people.csv", mixed))
    assert [row.given for row in parsed.contacts] == ["Jürgen", "François", "José", "Zoë"]


@given(st.binary(max_size=300))
def test_any_bytes_get_an_encoding_that_python_knows(sample):
    assert isinstance(sample.decode(guess(sample), "replace"), str)
