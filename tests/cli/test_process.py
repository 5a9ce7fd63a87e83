import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

MARSAD = [sys.executable, "-m", "marsad"]
EXAMPLES = Path(__file__).parents[2] / "examples/pages"
BODY = "قالت البلدية إن العمل في الطريق الجديد بدأ صباح أمس وسط المدينة وسيستمر عدة أيام"


@pytest.fixture
def many(tmp_path):
    lines = (f'{{"id": "{n}", "text": "خبر رقم {n}\\n\\n{BODY}"}}\n' for n in range(3000))
    (tmp_path / "many.jsonl").write_text("".join(lines), encoding="utf-8")
    return tmp_path / "many.jsonl"


def test_a_closed_pipe_is_quiet(many):
    process = subprocess.Popen([*MARSAD, "annotate", many], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout.readline().startswith(b'{"article_id"')
    process.stdout.close()
    errors = process.stderr.read()
    process.stderr.close()
    assert process.wait() == 141
    assert b"Traceback" not in errors
    assert b"Exception" not in errors


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_an_interrupted_run_says_how_to_go_on_and_does(many, tmp_path, jobs):
    command = [*MARSAD, "run", many, "--store", tmp_path / "a.db", "--dossier", tmp_path / "d", "--jobs", jobs]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, start_new_session=True)
    wal = tmp_path / "a.db-wal"
    while process.poll() is None and not (wal.exists() and wal.stat().st_size > 200_000):
        time.sleep(0.02)
    os.killpg(process.pid, signal.SIGINT)
    errors = process.communicate()[1]
    assert process.returncode == 130
    assert "goes on from there" in errors
    assert "Traceback" not in errors


def test_the_output_file_appears_whole_or_not_at_all(many, tmp_path):
    process = subprocess.Popen([*MARSAD, "annotate", many, "--output", tmp_path / "out"], stderr=subprocess.DEVNULL)
    while process.poll() is None and not list(tmp_path.glob(".out*")):
        time.sleep(0.02)
    process.send_signal(signal.SIGINT)
    assert process.wait() == 130
    assert sorted(path.name for path in tmp_path.iterdir()) == ["many.jsonl"]


def test_hostile_names_do_not_reach_the_terminal(tmp_path):
    (tmp_path / "a\x1b[31m.txt").write_bytes(b"")
    done = subprocess.run([*MARSAD, "annotate", tmp_path], capture_output=True, check=False)
    assert done.returncode == 2
    assert b"\x1b" not in done.stderr


def test_the_same_pages_give_the_same_lines_in_every_process():
    command = [*MARSAD, "annotate", EXAMPLES]
    lines = [
        subprocess.run(command, env=os.environ | {"PYTHONHASHSEED": seed}, capture_output=True, check=False).stdout
        for seed in ("0", "7")
    ]
    assert lines[0].count(b"\n") == 22
    assert lines[0] == lines[1]
