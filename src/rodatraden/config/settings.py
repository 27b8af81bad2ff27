"""How does the program behave on this machine? All of it comes from the environment: docs/reference/settings.md."""

import logging
from typing import Any, Final

import dj_database_url
from csp.constants import NONE, SELF, UNSAFE_INLINE
from django.core.management.utils import get_random_secret_key

from rodatraden.config import environment, slices

HOME: Final = environment.home()
FACTS_FOLDER: Final = HOME / "facts"
INCOMING_FOLDER: Final = HOME / "incoming"  # files of values, while someone looks at what they would change
DOCUMENTS_FOLDER: Final = HOME / "documents"

DEBUG = environment.flag("RODATRADEN_DEBUG")
RODATRADEN_DEMO = environment.flag("RODATRADEN_DEMO")
RODATRADEN_MAX_FILE_MB = environment.number("RODATRADEN_MAX_FILE_MB", 50)
RODATRADEN_KOLADA = environment.text("RODATRADEN_KOLADA", "https://api.kolada.se/v3")
RODATRADEN_SCB = environment.text("RODATRADEN_SCB", "https://statistikdatabasen.scb.se/api/v2")
RODATRADEN_FACTS_MEMORY_MB = environment.number("RODATRADEN_FACTS_MEMORY_MB", 512)


def _secret_key() -> str:
    """The key from the environment, else one that is made once and kept in the home folder."""
    HOME.mkdir(parents=True, exist_ok=True)  # the register lives there too
    if given := environment.text("RODATRADEN_SECRET_KEY"):
        return given
    kept = HOME / "secret-key"
    if kept.exists() and (made := kept.read_text().strip()):  # empty after a disk that was full
        return made
    key = get_random_secret_key()
    kept.touch(mode=0o600)
    kept.write_text(key)
    return key


SECRET_KEY = _secret_key()
ALLOWED_HOSTS = environment.text("RODATRADEN_HOSTS", "localhost 127.0.0.1 [::1]").split()
CSRF_TRUSTED_ORIGINS = environment.text("RODATRADEN_ORIGINS").split()

INSTALLED_APPS = [
    *slices.APPS,
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "csp",
    "django_htmx",
    "django_prose_editor",
    "ninja",
    "template_partials",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "rodatraden.config.kept.KeptPages",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "rodatraden.ui.middleware.Language",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "rodatraden.ui.middleware.Days",
    "rodatraden.ui.middleware.ReadingNeverWrites",
]

ROOT_URLCONF = "rodatraden.config.urls"
WSGI_APPLICATION = "rodatraden.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "rodatraden.config.frame.frame",
            ],
            "builtins": ["rodatraden.ui.templatetags.rt", "template_partials.templatetags.partials"],
        },
    }
]

_SQLITE: Final[dict[str, Any]] = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA busy_timeout=20000; "
        "PRAGMA foreign_keys=ON; PRAGMA mmap_size=134217728; PRAGMA cache_size=-20000;"
    ),
}
try:
    _DATABASE: Final = dj_database_url.parse(
        environment.text("DATABASE_URL", f"sqlite:///{HOME / 'register.sqlite3'}"), conn_max_age=60
    )
except ValueError:  # the address holds a password, so it is not repeated
    raise SystemExit("DATABASE_URL ska skrivas som postgres://användare:lösenord@värd/databas.") from None
DATABASES = {"default": _DATABASE}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = _SQLITE
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "OPTIONS": {"MAX_ENTRIES": 100}}}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "identity.User"
AUTHENTICATION_BACKENDS = ["rodatraden.identity.backend.LocalAccounts", "rodatraden.access.backend.PostRights"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "identity:sign-in"
LOGIN_REDIRECT_URL = "overview:start"
LOGOUT_REDIRECT_URL = "overview:start"

LANGUAGE_CODE = "sv"
LANGUAGES = [("sv", "Svenska"), ("en", "English")]
LOCALE_PATHS = [environment.PACKAGE / "config" / "locale"]
TIME_ZONE = "Europe/Stockholm"
USE_TZ = True

STATIC_URL = "static/"
WHITENOISE_USE_FINDERS = True  # the package's own files, so that nothing has to be collected
WHITENOISE_AUTOREFRESH = DEBUG

_HTTPS: Final = environment.flag("RODATRADEN_HTTPS")
SESSION_COOKIE_SECURE = _HTTPS
CSRF_COOKIE_SECURE = _HTTPS
SECURE_SSL_REDIRECT = _HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if _HTTPS else None
SECURE_HSTS_SECONDS = 31_536_000 if _HTTPS else 0
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "style-src-attr": [UNSAFE_INLINE],  # charts drawn on the server carry their sizes as attributes
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_HOST = environment.text("RODATRADEN_MAIL_HOST")
EMAIL_PORT = environment.number("RODATRADEN_MAIL_PORT", 25)
DEFAULT_FROM_EMAIL = environment.text("RODATRADEN_MAIL_FROM", "rodatraden@localhost")

_LEVEL: Final = environment.text("RODATRADEN_LOG", "WARNING").upper()
if _LEVEL not in logging.getLevelNamesMapping():
    raise SystemExit(f"RODATRADEN_LOG ska vara DEBUG, INFO, WARNING eller ERROR, men är «{_LEVEL}».")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": _LEVEL},
}
