"""Answers in other encodings than UTF-8, and packed ones."""

import gzip
import io

import pytest
from openroles import _http

from kithwork.boards.decode import as_meant, decoded

SIGN = "Gärtner – Café"


class Answer(io.BytesIO):
    """A response as `openroles` reads it."""

    def __init__(self, body, **headers):
        super().__init__(body)
        self.headers = {"Content-Length": str(len(body)), **headers}
        self.length = 0


def read(body, limit=10_000, **headers):
    given = {name.replace("_", "-"): value for name, value in headers.items()}
    return as_meant(_http._read)(Answer(body, **given), limit)


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        (SIGN.encode(), {}),
        (SIGN.encode(), {"Content_Type": "text/html; charset=iso-8859-1"}),
        (SIGN.encode("cp1252"), {}),
        (SIGN.encode("cp1252"), {"Content_Type": "text/html; charset=utf-8"}),
        (SIGN.encode("cp1252"), {"Content_Type": 'text/html; charset="ISO-8859-1"'}),
        (SIGN.encode("cp1252"), {"Content_Type": "text/html; charset=nonsense"}),
        (SIGN.encode("utf-16"), {}),
        (SIGN.encode("utf-8-sig"), {}),
    ],
)
def test_an_answer_is_read_in_the_encoding_that_it_has(body, headers):
    assert read(body, **headers) == (SIGN, True, len(body))


def test_a_declared_encoding_is_found_in_the_page_itself():
    page = '<?xml version="1.0" encoding="koi8-r"?><title>Повар</title>'
    assert decoded(page.encode("koi8-r")) == page
    page = "<html><meta charset=koi8-r><title>Повар</title>"
    assert decoded(page.encode("koi8-r")) == page


def test_what_is_read_already_names_no_encoding_to_be_read_in_again():
    told = '<?xml version="1.0" encoding="ISO-8859-1" standalone="yes"?><a>é</a>'
    text, _whole, _size = read(told.encode("latin-1"))
    assert text == '<?xml version="1.0" standalone="yes"?><a>é</a>'


def test_a_few_broken_bytes_spoil_no_other_letter():
    assert decoded("öäüéà".encode() + b"\xff") == "öäüéà\ufffd"


def test_a_packed_file_is_unpacked_also_where_it_was_packed_twice():
    packed = gzip.compress(SIGN.encode())
    assert read(packed)[:2] == (SIGN, True)
    assert read(gzip.compress(packed), Content_Encoding="gzip")[:2] == (SIGN, True)


def test_a_packed_file_that_breaks_off_or_is_none_is_never_kept():
    packed = gzip.compress(SIGN.encode() * 50)
    assert read(packed[:-12])[1] is False
    assert read(b"\x1f\x8b nothing \xff")[:2] == ("", False)


def test_a_packed_file_unpacks_to_no_more_than_the_limit():
    text, whole, _size = read(gzip.compress(b"a" * 1_000_000), limit=5_000)
    assert (len(text), whole) == (5_000, False)
