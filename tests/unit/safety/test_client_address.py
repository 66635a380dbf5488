from __future__ import annotations

from ipaddress import IPv4Address

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from heard.environment import host_of, networks
from heard.errors import SettingsError
from heard.safety.addresses import UNKNOWN, client_address

# The first draw in a process reads all our modules for constants, which may take a second.
QUICK = settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
PROXIES = networks("HEARD_TRUSTED_PROXIES", {"HEARD_TRUSTED_PROXIES": "127.0.0.1, 10.0.0.0/8, ::1"})


@pytest.mark.parametrize(
    ("remote", "forwarded", "found"),
    [
        ("203.0.113.7", "", "203.0.113.7"),
        ("203.0.113.7", "198.51.100.1", "203.0.113.7"),  # not a proxy of ours: made up
        ("127.0.0.1", "198.51.100.1", "198.51.100.1"),
        ("127.0.0.1", "1.1.1.1, 198.51.100.1", "198.51.100.1"),  # the first could be made up
        ("127.0.0.1", "1.1.1.1, 198.51.100.1, 10.1.2.3", "198.51.100.1"),
        ("127.0.0.1", "10.1.2.3", "10.1.2.3"),
        ("127.0.0.1", "nonsense", "127.0.0.1"),
        ("127.0.0.1", "1.1.1.1, nonsense", "127.0.0.1"),
        ("127.0.0.1", "", "127.0.0.1"),
        ("", "198.51.100.1", "198.51.100.1"),  # by a socket of the machine
        ("127.0.0.1", "198.51.100.1:4711", "198.51.100.1"),
        ("::1", "[2001:db8:1:2:aaaa::1]:443", "2001:db8:1:2::/64"),
        ("2001:db8:1:2:bbbb::2", "", "2001:db8:1:2::/64"),
        ("::ffff:203.0.113.7", "", "203.0.113.7"),
        ("::ffff:127.0.0.1", "198.51.100.1", "198.51.100.1"),
        ("fe80::1%eth0", "", "fe80::/64"),
    ],
)
def test_address_is_the_first_that_no_trusted_proxy_has(remote, forwarded, found):
    assert client_address(remote=remote, forwarded=forwarded, trusted=PROXIES) == found


def test_nobody_is_believed_unless_named():
    assert client_address(remote="127.0.0.1", forwarded="1.1.1.1", trusted=()) == "127.0.0.1"
    assert client_address(remote="", forwarded="1.1.1.1", trusted=()) == UNKNOWN


@QUICK
@given(st.text(max_size=60), st.text(max_size=60))
def test_address_is_never_a_fault(remote, forwarded):
    assert client_address(remote=remote, forwarded=forwarded, trusted=PROXIES)


numbers = st.integers(0, 2**32 - 1).map(IPv4Address).map(str)


@QUICK
@given(st.lists(numbers, max_size=5))
def test_what_a_visitor_writes_before_the_proxy_changes_nothing(made_up):
    forwarded = ", ".join([*made_up, "198.51.100.1"])
    assert client_address(remote="10.0.0.1", forwarded=forwarded, trusted=PROXIES) == "198.51.100.1"


def test_setting_that_makes_no_sense_says_so():
    with pytest.raises(SettingsError, match=r"HEARD_TRUSTED_PROXIES: .* Write addresses"):
        networks("HEARD_TRUSTED_PROXIES", {"HEARD_TRUSTED_PROXIES": "my proxy"})


@pytest.mark.parametrize("url", ["files.example.org", "https://", "https://a.example/b", "ftp://a"])
def test_files_address_that_makes_no_sense_says_so(url):
    with pytest.raises(SettingsError, match="HEARD_FILES_URL"):
        host_of("HEARD_FILES_URL", url)


def test_files_address_has_a_host():
    assert host_of("HEARD_FILES_URL", "https://files.example.org:8443") == "files.example.org"
