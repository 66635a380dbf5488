from __future__ import annotations

import socket
import struct
import threading

import pytest

from heard.uploads.refusals import Refusal, RefusedError
from heard.uploads.scanning import virus_check

EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


def take(line, size):
    data = b""
    while len(data) < size:
        data += line.recv(size - len(data)) or pytest.fail("cut short")
    return data


class Clamd(threading.Thread):
    """Speaks INSTREAM as clamd does, once."""

    def __init__(self, family, address, reply=None):
        super().__init__(daemon=True)
        self.reply, self.got = reply, b""
        self.server = socket.socket(family, socket.SOCK_STREAM)
        self.server.bind(address)
        self.server.listen(1)

    def run(self):
        line, _where = self.server.accept()
        with line:
            if take(line, 10) != b"zINSTREAM\0":
                return
            while size := struct.unpack("!I", take(line, 4))[0]:
                self.got += take(line, size)
            found = b"stream: Eicar-Signature FOUND\0" if EICAR in self.got else b"stream: OK\0"
            line.sendall(found if self.reply is None else self.reply)

    def done(self):
        self.join(5)
        self.server.close()
        return self.got


@pytest.fixture
def clamd():
    started = []

    def start(reply=None):
        checker = Clamd(socket.AF_INET, ("127.0.0.1", 0), reply)
        checker.start()
        started.append(checker)
        return checker, f"127.0.0.1:{checker.server.getsockname()[1]}"

    yield start
    for checker in started:
        checker.done()


def test_clean_file_passes_and_reaches_the_checker_whole(clamd):
    checker, address = clamd()
    data = bytes(range(256)) * 1000
    virus_check(data, address=address)
    assert checker.done() == data


def test_harmful_file_is_refused(clamd):
    _checker, address = clamd()
    with pytest.raises(RefusedError) as caught:
        virus_check(b"before" + EICAR, address=address)
    assert caught.value.refusal is Refusal.VIRUS


@pytest.mark.parametrize(
    "reply", [b"", b"INSTREAM size limit exceeded. ERROR\0", b"stream: OK but not quite\0", b"\xff"]
)
def test_answer_that_does_not_say_clean_is_not_clean(clamd, reply):
    _checker, address = clamd(reply)
    with pytest.raises(RefusedError) as caught:
        virus_check(b"x", address=address)
    assert caught.value.refusal is Refusal.UNCHECKED


@pytest.mark.parametrize("address", ["127.0.0.1:1", "/nowhere/clamd.sock", "nonsense", "a:b"])
def test_checker_that_can_not_be_reached_lets_nothing_through(address):
    with pytest.raises(RefusedError) as caught:
        virus_check(b"x", address=address, seconds=2)
    assert caught.value.refusal is Refusal.UNCHECKED


def test_checker_is_reached_by_a_socket_of_the_machine(tmp_path):
    checker = Clamd(socket.AF_UNIX, str(tmp_path / "clamd"))
    checker.start()
    virus_check(b"x", address=str(tmp_path / "clamd"))
    assert checker.done() == b"x"
