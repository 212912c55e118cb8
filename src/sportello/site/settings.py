"""Django's settings: what every installation shares. What differs comes from `site.environment`."""

from pathlib import Path

from sportello.site import environment, job_watching, logs

_here = environment.get()

SECRET_KEY = _here.secret_key
DEBUG = _here.debug
DEMO = _here.demo
ALLOWED_HOSTS = ["*"] if _here.base_url.startswith("http://127.") else [_here.base_url.split("//")[1].split(":")[0]]
ROOT_URLCONF = "sportello.site.urls"
INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.postgres",
    "allauth.account",
    "allauth.mfa",
    "django.contrib.staticfiles",
    "procrastinate.contrib.django",
    "sportello.store.apps.StoreConfig",
]
MIDDLEWARE = [
    "sportello.site.watching.Route",
    "sportello.channels.pages.security.SecurityHeaders",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "sportello.channels.pages.keeping.Keeping",
    "sportello.channels.pages.refusals.Refusals",
    "allauth.account.middleware.AccountMiddleware",
]
_channels = Path(__file__).resolve().parent.parent / "channels"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [_channels],
        "OPTIONS": {"environment": "sportello.channels.pages.environment.make", "autoescape": True},
    }
]
_database = environment.database_settings(_here.database_url or "dbname=sportello")
_database["OPTIONS"]["prepare_threshold"] = 0 if _here.prepare else None  # for statements run beside Django's cursors
DATABASES = {
    "default": {
        **_database,
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        "DISABLE_SERVER_SIDE_CURSORS": True,
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}  # what processes share is in tables
AUTH_USER_MODEL = "store.Account"
AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.ScryptPasswordHasher"]
_validation = "django.contrib.auth.password_validation."
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": _validation + "CommonPasswordValidator"},
    {"NAME": _validation + "UserAttributeSimilarityValidator", "OPTIONS": {"user_attributes": ("login", "name")}},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/my"
ACCOUNT_ADAPTER = "sportello.channels.account.adapter.Accounts"
ACCOUNT_USER_MODEL_USERNAME_FIELD = "login"
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_USER_DISPLAY = "sportello.channels.account.adapter.name"
ACCOUNT_EMAIL_VERIFICATION = "none"  # an account has confirmed addresses only, in a table of ours
ACCOUNT_RATE_LIMITS = MFA_RATE_LIMITS = False  # `actions.limits` counts for all processes together
MFA_ADAPTER = "sportello.channels.account.adapter.SecondFactors"
MFA_FORMS = {
    "authenticate": "sportello.channels.account.forms.Authenticate",
    "reauthenticate": "sportello.channels.account.forms.Reauthenticate",
    "authenticate_webauthn": "sportello.channels.account.forms.AuthenticatePasskey",
    "login_webauthn": "sportello.channels.account.forms.SignInWithPasskey",
    "add_webauthn": "sportello.channels.account.forms.AddPasskey",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_TOLERANCE = 1  # half-minutes that a clock may be wrong
USE_TZ = True
TIME_ZONE = "UTC"
USE_I18N = False
STATIC_URL = "/static/"
STATICFILES_DIRS = [_channels / "web" / "static"]
STATIC_ROOT = _here.var / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
SESSION_ENGINE = "sportello.site.sessions"
SESSION_COOKIE_AGE = 8 * 3600
_own = "__Host-" if _here.base_url.startswith("https://") else ""  # no other host of the domain may set them
SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = f"{_own}sessionid", f"{_own}csrftoken"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = _here.base_url.startswith("https://")
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "sportello.channels.pages.refusals.show_csrf"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if _here.base_url.startswith("https://") else None
SECURE_HSTS_SECONDS = 31536000 if _here.base_url.startswith("https://") else 0
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]
DATA_UPLOAD_MAX_NUMBER_FIELDS = 500
PROCRASTINATE_IMPORT_PATHS = ["sportello.site.jobs"]
PROCRASTINATE_WORKER_DEFAULTS = {
    "update_heartbeat_interval": 5,
    "stalled_worker_timeout": 20,
    "worker_middleware": [job_watching.watch],
}
SILENCED_SYSTEM_CHECKS = ["security.W004", "security.W008"]  # told by SPORTELLO_BASE_URL, above
LOGGING = logs.configure(_here.log)
