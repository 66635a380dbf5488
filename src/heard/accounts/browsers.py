"""What a browser is called, as people know it. Pure."""

from __future__ import annotations

# A browser names those that it descends from too: the most particular stands first.
BROWSERS = (
    ("Edg", "Edge"),
    ("SamsungBrowser", "Samsung Internet"),
    ("OPR/", "Opera"),
    ("Firefox/", "Firefox"),
    ("FxiOS", "Firefox"),
    ("Chrome/", "Chrome"),
    ("CriOS", "Chrome"),
    ("Safari/", "Safari"),
)
MACHINES = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS", "Mac"),
    ("CrOS", "Chromebook"),
    ("Linux", "Linux"),
)


def browser_named(user_agent: str) -> tuple[str, str]:
    """Browser and machine; empty where they aren't known.

    Examples:
        >>> browser_named("Mozilla/5.0 (iPhone; CPU iPhone OS 17_0) CriOS/120 Safari/604.1")
        ('Chrome', 'iPhone')
        >>> browser_named("curl/8")
        ('', '')
    """
    browser = next((name for mark, name in BROWSERS if mark in user_agent), "")
    machine = next((name for mark, name in MACHINES if mark in user_agent), "")
    return browser, machine
