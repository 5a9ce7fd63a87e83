"""Places that cannot be written to."""

import subprocess
import sys
from pathlib import Path

import pytest

MARSAD = [sys.executable, "-m", "marsad"]
PAGE = "قالت البلدية إن العمل في الطريق الجديد بدأ صباح أمس وسط المدينة وسيستمر عدة أيام"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
@pytest.mark.parametrize("option", [(), ("--output", "/dev/full")])
def test_a_full_disk_is_said_in_a_sentence(option):
    with Path("/dev/full").open("wb") as full:
        ran = subprocess.run([*MARSAD, "annotate", "-", *option], input=PAGE.encode(), stdout=full, stderr=-1)
    assert ran.returncode == 2
    assert b"No space left on device" in ran.stderr
    assert b"Traceback" not in ran.stderr


def test_a_file_that_cannot_be_written_is_named_as_it_was_given(tmp_path):
    path = tmp_path / "no such folder" / "out.jsonl"
    ran = subprocess.run([*MARSAD, "annotate", "-", "--output", path], input=PAGE.encode(), stderr=-1)
    assert ran.returncode == 2
    assert f"{path}: cannot be written".encode() in ran.stderr
