import io
import socket

import pytest

from heard import server
from heard.cli import demo as command
from heard.cli import main
from heard.demo import background, loading
from heard.demo.concerns import seasons
from heard.demo.models import Load
from heard.measures.services import importing


@pytest.fixture(autouse=True)
def quick(monkeypatch, settings, tmp_path):
    """A folder of its own, a store that is ready, and few landlords elsewhere."""
    settings.HOME = tmp_path
    monkeypatch.setattr(server, "prepare", lambda: None)
    monkeypatch.setattr(background, "HOW_MANY", 4)
    monkeypatch.setattr(seasons, "PACE", 0.01)
    monkeypatch.setattr(importing, "standings_rebuild", lambda **_: 0)


@pytest.fixture
def loaded_already(monkeypatch):
    """As where the demonstration is there."""
    monkeypatch.setattr(loading, "demo_load", lambda **_: False)


def run(*words):
    out = io.StringIO()
    code = main(["demo", "--tsm", "none", *words], out=out)
    return code, out.getvalue()


def test_demo_prints_where_to_go_and_who_can_sign_in(db):
    code, text = run("--no-serve", "--port", "8123")
    assert code == 0
    assert "http://127.0.0.1:8123/boroughs/osiermead/" in text
    assert "staff@demo.example" in text
    assert "20 landlords, 18 wards" in text
    code, again = run("--no-serve")
    assert code == 0
    assert "loaded already" in again
    assert Load.objects.count() == 1


def test_demo_serves_unless_told_otherwise(db, loaded_already, monkeypatch):
    served = []
    monkeypatch.setattr(server, "serve", lambda **how: served.append(how))
    monkeypatch.setattr(server, "check_port", lambda _host, _port: None)
    assert run("--port", "8124")[0] == 0
    assert served == [{"host": "127.0.0.1", "port": 8124, "workers": 2}]


def test_a_taken_port_is_said_before_anything_is_loaded(db, capsys):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        code, text = run("--port", str(port))
    assert code == 1
    assert f"Port {port}" in capsys.readouterr().err
    assert text == ""
    assert not Load.objects.exists()


def test_ctrl_c_stops_the_server_without_a_fuss(db, loaded_already, monkeypatch):
    def interrupted(**_):
        raise KeyboardInterrupt

    monkeypatch.setattr(server, "serve", interrupted)
    monkeypatch.setattr(server, "check_port", lambda _host, _port: None)
    assert run()[0] == 0


def test_ctrl_c_while_loading_loads_nothing(db, monkeypatch):
    def interrupted():
        raise KeyboardInterrupt

    monkeypatch.setattr(server, "prepare", interrupted)
    code, text = run("--no-serve")
    assert code == command.INTERRUPTED
    assert "Nothing was loaded" in text
