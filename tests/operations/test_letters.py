"""A letter, or many of them, read from a file."""

import json

import pytest

from kithwork.errors import KithworkError
from kithwork.operations.letters import letter_check

pytestmark = pytest.mark.django_db
CLEAN = "Hello Cy, I weld pipes and want to learn how orbital welders train. Have you 15 minutes?"


@pytest.fixture
def written(tmp_path):
    def write(*lines: object) -> str:
        file = tmp_path / "letters.jsonl"
        file.write_text("\n".join(line if isinstance(line, str) else json.dumps(line)
                                  for line in lines), "utf-8")  # fmt: skip
        return str(file)

    return write


def test_every_line_of_a_batch_is_answered_with_its_id(ada, written):
    file = written(
        {"id": "a", "text": CLEAN, "channel": "email", "relationship": "stranger"},
        "",
        {"id": 2, "text": "Happy birthday, Bo!"},
    )
    answers = list(letter_check(ada, file))
    assert [(one["id"], one["technique"]) for one in answers] == [("a", "networking"), (2, "other")]


def test_a_line_that_is_no_message_is_named(ada, written):
    answers = letter_check(ada, written({"id": 1, "text": CLEAN}, "Dear Cy,"))
    assert next(answers)["id"] == 1
    with pytest.raises(KithworkError, match="Line 2 is no message"):
        next(answers)


def test_a_single_letter_says_in_words_what_to_mend(ada, written):
    told = str(letter_check(ada, written("Could we do an informational interview about bridges?")))
    assert "banned_term: “informational interview”" in told
