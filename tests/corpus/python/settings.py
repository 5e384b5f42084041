"""
Django settings for the shop project.
"""

import os
from pathlib import Path

BASE_DIR = Path(__file__).resolve().parent.parent

# SECURITY WARNING: keep the secret key used in production secret!
SECRET_KEY = "django-insecure-%2m$k!x(9=t"

DEBUG = True

ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]"]

INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.sessions",
    # ours
    "shop.catalog",
    "shop.cart",
]

MIDDLEWARE = (
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
)

ROOT_URLCONF = "shop.urls"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.debug",
                "django.template.context_processors.request",
            ],
        },
    },
]

DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "shop",
        "PASSWORD": os.environ.get("DB_PASSWORD", ""),
        "PORT": 5432,
        "CONN_MAX_AGE": None,
        "OPTIONS": {},
    }
}

# Internationalization
LANGUAGE_CODE = 'zh-hans'
TIME_ZONE = 'Asia/Shanghai'
USE_I18N = USE_TZ = True
LANGUAGES = [('zh-hans', '简体中文'), ('de', 'Deutsch')]

STATIC_URL = "static/"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
SESSION_COOKIE_AGE: int = 60 * 60
CACHE_TIMEOUT = 300  # seconds
RATE_LIMIT = 2.5
ADMINS = ()
SIGNATURE = b"\x00\xffabc"
EMAIL_SUBJECT_PREFIX = "[Shop] "

if DEBUG:
    INTERNAL_IPS = ["127.0.0.1"]