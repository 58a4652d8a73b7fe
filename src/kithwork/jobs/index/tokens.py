"""What a word is to the index: letters and digits without case and accents, "C++" and "C#" too.

Marks between words become spaces here, in one pass over bytes, and the index has only to cut at
these: its own patterns take four times as long as everything else that it does with a text.
"""

from __future__ import annotations

import re

import tantivy

_KEPT = "+#"
_ASCII = {
    code: " " for code in range(128) if not (chr(code).isalnum() or chr(code) in _KEPT)
}  # fmt: skip
_BYTES = bytes(32 if code in _ASCII else code for code in range(256))
_SIGNS = re.compile(r"(?<!\S)[+#]+|(?<=[+#])(?=[^\s+#])")
"""Where a plus or a hash begins a word, it is none of it; where one ends it, the word ends."""
LONGEST = 60


def spaced(text: str) -> str:
    """A text with nothing but words and spaces between them."""
    if text.isascii():
        text = text.translate(_ASCII)
    else:
        for mark in set(text):
            if mark > "\x7f" and not mark.isalnum():
                text = text.replace(mark, " ")
        text = text.encode("utf-8", "replace").translate(_BYTES).decode("utf-8")
    return _SIGNS.sub(" ", text) if "+" in text or "#" in text else text


def analyzer() -> tantivy.TextAnalyzer:
    """Cuts a text that `spaced` gave into words."""
    return (
        tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace())
        .filter(tantivy.Filter.lowercase())
        .filter(tantivy.Filter.ascii_fold())
        .filter(tantivy.Filter.remove_long(LONGEST))
        .build()
    )


_ANALYZER = analyzer()


def tokens(text: str) -> list[str]:
    """The words of a text as the index knows them."""
    return _ANALYZER.analyze(spaced(text))
