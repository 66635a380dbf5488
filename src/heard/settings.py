"""Django's settings, safe by default. What may differ is read in environment.py."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import dj_database_url
from csp.constants import NONCE, NONE, SELF

from heard import environment
from heard.mail import mail_settings

PACKAGE = Path(__file__).resolve().parent
HOME = environment.home()

DEBUG = environment.read_flag("HEARD_DEBUG")
HTTPS = environment.read_flag("HEARD_HTTPS")
SECRET_KEY = environment.secret_key(HOME)
AUDIT_KEY = environment.audit_key(HOME)
ALLOWED_HOSTS = [host.strip() for host in environment.read("HEARD_ALLOWED_HOSTS").split(",")]

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "django.forms",
    "csp",
    "django_tasks",
    "django_tasks_db",
    "simple_history",
    "heard.accounts",
    "allauth",  # after heard.accounts, whose templates replace its own
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.usersessions",
    "heard.audit",
    "heard.components",
    "heard.concerns",
    "heard.demo",
    "heard.desk",
    "heard.landlords",
    "heard.measures",
    "heard.notices",
    "heard.partnership",
    "heard.practices",
    "heard.reviews",
    "heard.safety",
    "heard.signals",
    "heard.themes",
    "heard.uploads",
    "heard.walkabouts",
]

MIDDLEWARE = [
    # The first three see every answer: pages, files, redirects to HTTPS and faults.
    "heard.safety.middleware.HeadersMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "heard.uploads.middleware.FilesApartMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "heard.uploads.middleware.TooLongMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "heard.accounts.middleware.ReaderMiddleware",
]

ROOT_URLCONF = "heard.urls"
WSGI_APPLICATION = "heard.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "heard.components.context.site",
            ],
            "builtins": ["heard.components.templatetags.heard"],
        },
    }
]
FORM_RENDERER = "heard.components.forms.GovukRenderer"

_SQLITE_OPTIONS: dict[str, Any] = {
    "timeout": 20,
    "transaction_mode": "IMMEDIATE",
    "init_command": (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;"
        "PRAGMA mmap_size=134217728; PRAGMA cache_size=-32000;"
    ),
}
_database_url = environment.read("HEARD_DATABASE_URL")
DATABASES: dict[str, Any] = {
    "default": dj_database_url.parse(
        _database_url or f"sqlite:///{HOME / 'heard.sqlite3'}", conn_max_age=60
    )
}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = _SQLITE_OPTIONS
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

globals().update(mail_settings(environment.read("HEARD_MAIL_URL")))
DEFAULT_FROM_EMAIL = SERVER_EMAIL = environment.read("HEARD_MAIL_FROM")
MAIL_FROM_DISCREET = environment.read("HEARD_MAIL_FROM_DISCREET")
MAIL_REPLY_TO = environment.read("HEARD_MAIL_REPLY_TO")
SITE_URL = environment.read("HEARD_SITE_URL").rstrip("/")
COUNCIL_NAME = environment.read("HEARD_COUNCIL_NAME")

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

AUTH_USER_MODEL = "accounts.User"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
    )
]
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "accounts:sign-in"
LOGIN_REDIRECT_URL = "accounts:start"
LOGOUT_REDIRECT_URL = "home"
SECOND_FACTOR = environment.read_flag("HEARD_SECOND_FACTOR")
ACCOUNT_ADAPTER = "heard.accounts.adapters.AccountAdapter"
ACCOUNT_FORMS = {"login": "heard.accounts.forms.PasswordForm"}
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"  # whoever types in a code has proved the address
ACCOUNT_EMAIL_NOTIFICATIONS = True  # of passkeys and codes added and removed
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_LOGOUT_REDIRECT_URL = "home"
ACCOUNT_RATE_LIMITS = {  # strict for a person, generous for an address that many share
    "login": "300/m/ip",
    "login_failed": "120/m/ip,5/5m/key",
    "reauthenticate": "10/m/user",
}
MFA_ADAPTER = "heard.accounts.adapters.FactorAdapter"
MFA_FORMS = {
    "activate_totp": "heard.accounts.factor_forms.SetUpAppForm",
    "authenticate": "heard.accounts.factor_forms.SecondCodeForm",
    "reauthenticate": "heard.accounts.factor_forms.AgainCodeForm",
    "add_webauthn": "heard.accounts.factor_forms.AddPasskeyForm",
    "authenticate_webauthn": "heard.accounts.factor_forms.SecondPasskeyForm",
    "login_webauthn": "heard.accounts.factor_forms.LoginPasskeyForm",
    "reauthenticate_webauthn": "heard.accounts.factor_forms.AgainPasskeyForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_TOTP_ISSUER = "Heard"
MFA_TOTP_TOLERANCE = 1  # a phone's clock may be half a minute off
MFA_RATE_LIMITS = {"webauthn_login": "300/m/ip"}
SOCIALACCOUNT_ADAPTER = "heard.accounts.adapters.CouncilAdapter"
SOCIALACCOUNT_LOGIN_ON_GET = False
SOCIALACCOUNT_PROVIDERS = environment.openid_providers()
CACHES = {  # what counts attempts is shared by all workers
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "heard_cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}

DESK_COUNT_KEPT = 60  # seconds for which the menu's count of what waits may be old; 0 shows none

LANGUAGE_CODE = "en-gb"
LANGUAGES = [("en-gb", "English")]
LOCALE_PATHS = [PACKAGE / "locale"]
USE_I18N = True
TIME_ZONE = "Europe/London"
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = HOME / "static"
STATICFILES_DIRS = [PACKAGE / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
MEDIA_ROOT = HOME / "media"  # never served by address: only through a view that checks access
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_HANDLERS = ["heard.uploads.receiving.BoundedUploadHandler"]
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FILES = 50
CLAMAV = environment.read("HEARD_CLAMAV")
MODEL_URL = environment.read("HEARD_MODEL_URL").rstrip("/")
MODEL_NAME = environment.read("HEARD_MODEL_NAME") or "default"
MODEL_KEY = environment.read("HEARD_MODEL_KEY")
FILES_URL = environment.read("HEARD_FILES_URL").rstrip("/")
if FILES_URL:
    ALLOWED_HOSTS.append(environment.host_of("HEARD_FILES_URL", FILES_URL))
TRUSTED_PROXIES = environment.networks("HEARD_TRUSTED_PROXIES")
COUNCIL_CONTACT = environment.read("HEARD_COUNCIL_CONTACT")

SESSION_COOKIE_AGE = 30 * 24 * 60 * 60  # staff's end sooner: accounts/sessions.py
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
if HTTPS:  # a browser takes these names only from this very host, over HTTPS, for all its pages
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-session", "__Host-csrf"
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "heard.safety.answers.csrf_failure_view"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],  # the nonce only on pages that ask for one
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "manifest-src": [SELF],
        "frame-src": [NONE],
        "object-src": [NONE],
        "worker-src": [NONE],
        "upgrade-insecure-requests": HTTPS,
    }
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "plain": {"()": "heard.logs.formatter"},
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": environment.read("HEARD_LOG_LEVEL")},
    "loggers": {
        "django": {"handlers": [], "propagate": True},
        "django_tasks": {"level": "WARNING"},  # two lines for each message that goes out
        "django_tasks_db": {"level": "WARNING"},
    },
}
