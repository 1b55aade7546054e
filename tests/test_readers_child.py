"""The walls around the process that reads a file: time, memory, network, other programs, and what the asking process loads."""
import os
import shutil
import subprocess
import sys
import textwrap
import time

import pytest

from extract.readers import child, limits
from extract.readers.refusal import Refusal
from monitor import child_process
from tests.conftest import ROOT
from tests.documents import docxs, pdfs
from tests.test_readers import page

HEAVY = {"trafilatura", "pypdf", "docx", "lxml", "subprocess", "multiprocessing"}


def in_python(code: str, **options) -> subprocess.CompletedProcess:
    return subprocess.run([sys.executable, "-c", textwrap.dedent(code)], cwd=ROOT, capture_output=True, text=True, check=False, **options)


def test_the_command_loads_no_reading_library():
    done = in_python(f"import sys, extract.__main__\nprint({HEAVY} & set(sys.modules))")
    assert done.stdout == "set()\n", done.stderr


def test_a_run_over_plain_text_starts_no_process():
    done = in_python("""
        import sys
        sys.addaudithook(lambda event, arguments: sys.exit(event) if event in ("subprocess.Popen", "os.fork", "os.posix_spawn") else None)
        from extract.readers import read
        print(read("The two sides agreed.".encode(), "a.pdf").text_by)
    """)
    assert (done.stdout, done.stderr) == ("plain text\n", "")


def test_a_reader_that_is_too_slow_is_killed_at_the_limit():
    rows = page("<table>" + "<tr><td>one</td><td>agreed to meet</td></tr>" * 90_000 + "</table>")   # some ten seconds of work
    started = time.monotonic()
    with pytest.raises(Refusal, match="takes longer than 60 seconds"):
        child.read(rows, "html", seconds=1.5)
    assert time.monotonic() - started < 5


@pytest.mark.skipif(sys.platform != "linux", reason="other systems do not bound the memory of a process")
def test_a_file_that_needs_too_much_memory_is_refused():
    with pytest.raises(Refusal, match="more than 600 MB of memory"):
        child.read(b"<html><body>" + b"<p>agreed to it" * 1_200_000, "html")


@pytest.mark.parametrize(("code", "limit"), [(-9, limits.TOO_MUCH_MEMORY), (-24, limits.TOO_LONG), (-11, "gave up on it")])
@pytest.mark.skipif(sys.platform != "linux", reason="numbers of signals")
def test_a_death_without_an_answer_is_explained(code, limit):
    with pytest.raises(Refusal) as caught:
        child._text_in(b"", code)
    assert limit in str(caught.value)


@pytest.mark.parametrize("attempt", [
    "import socket; socket.socket()",
    "import socket; socket.getaddrinfo('example.org', 80)",
    "import urllib.request; urllib.request.urlopen('http://192.0.2.1/')",
    "import subprocess; subprocess.run(['true'])",
    "import os; os.system('true')",
])
def test_a_reader_reaches_no_network_and_starts_no_program(attempt):
    done = in_python(f"from extract.readers import limits\nlimits.forbid(*limits.NETWORK, *limits.PROGRAMS)\n{attempt}")
    assert done.returncode == 1 and "a reader may not use" in done.stderr


@pytest.mark.skipif(not shutil.which("strace"), reason="needs strace")
@pytest.mark.parametrize(("kind", "content"), [
    ("pdf", pdfs.actions()), ("zip", docxs.remote_template()), ("zip", docxs.entity("http://192.0.2.1/x")),
    ("html", page("<img src='http://192.0.2.1/'><link rel='stylesheet' href='http://192.0.2.1/'><iframe src='http://192.0.2.1/'></iframe>")),
])
def test_the_system_sees_no_connection(tmp_path, kind, content):
    trace = tmp_path / "trace"
    command = ["strace", "-f", "-qq", "-o", str(trace), "-e", "trace=connect,sendto", sys.executable, "-m", "extract.readers", kind]
    done = subprocess.run(command, cwd=ROOT, input=content, capture_output=True, check=False)
    if b"ptrace" in done.stderr.lower() or b"not permitted" in done.stderr.lower():
        pytest.skip("strace may not trace here")
    assert done.stdout.startswith((b'{"text"', b'{"refused"'))
    assert trace.read_text() == ""


def test_the_environment_of_a_reader_names_no_proxy(monkeypatch):
    for name in ("http_proxy", "HTTPS_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://192.0.2.1:3128")
    assert [name for name in child_process._environment() if "proxy" in name.lower()] == []


@pytest.mark.skipif(os.name != "posix", reason="groups of processes")
def test_a_reader_is_killed_with_whatever_it_has_started():
    code = "import subprocess, sys, time; print(subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)']).pid, flush=True); time.sleep(60)"
    process = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, stdin=subprocess.PIPE, start_new_session=True)
    started = int(process.stdout.readline())
    child_process._kill(process)
    assert process.returncode == -9
    until = time.monotonic() + 5
    while _is_running(started) and time.monotonic() < until:
        time.sleep(0.05)
    assert not _is_running(started)


def _is_running(pid: int) -> bool:
    status = subprocess.run(["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, text=True, check=False).stdout.strip()
    return bool(status) and not status.startswith("Z")
