"""What a reading of a letter tells: technique, confidence, findings, and whether it agrees."""

from dataclasses import dataclass
from typing import Any, Literal, get_args

Technique = Literal["networking", "direct_contact", "disguised", "interview", "other"]
TECHNIQUES: tuple[Technique, ...] = get_args(Technique)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to mend: ``letter[start:end]`` is the wording it is about."""

    code: str
    start: int
    end: int
    message: str
    suggestion: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What a letter amounts to; ``confidence`` is the probability (0-1) of the technique."""

    technique: Technique
    confidence: float
    findings: tuple[Finding, ...]
    intention: str | None = None

    @property
    def agrees(self) -> bool:
        """Whether the letter is what it is meant to be; True where no intention was given."""
        return self.intention is None or self.intention == self.technique

    def to_plain(self) -> dict[str, Any]:
        """The reading as the plain values that ``--json`` prints."""
        return {
            "technique": self.technique,
            "confidence": round(self.confidence, 3),
            "findings": [
                {
                    "code": finding.code,
                    "start": finding.start,
                    "end": finding.end,
                    "message": finding.message,
                    "suggestion": finding.suggestion,
                }
                for finding in self.findings
            ],
        }
