"""Shell completion: the verbs and their options are offered, without the reading of data being loaded for the first."""

import os
import subprocess
import sys

import pytest

_ASKED = (
    "import sys; sys.argv[0] = 'waterbed'; from waterbed.output.cli.app import app; app(prog_name='waterbed')"
)


def _offered(words: str, at: int) -> list[str]:
    env = {**os.environ, "_WATERBED_COMPLETE": "complete_bash", "COMP_WORDS": words, "COMP_CWORD": str(at)}
    done = subprocess.run(
        [sys.executable, "-c", _ASKED], env=env, capture_output=True, text=True, check=False
    )
    return done.stdout.split()


@pytest.mark.parametrize(
    ("words", "at", "expected"),
    [
        ("waterbed m", 1, {"map", "measure", "merge"}),
        ("waterbed import --acc", 2, {"--accept"}),
        ("waterbed i", 1, {"import", "info"}),
    ],
)
def test_verbs_and_options_are_offered(words: str, at: int, expected: set[str]) -> None:
    assert {*_offered(words, at)} == expected
