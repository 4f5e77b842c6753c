"""Every setting: what is taken, what is refused, and what is kept in the data folder."""

from __future__ import annotations

import re
import stat
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from backend import keys
from backend.settings import Settings, SettingsError

ENV_EXAMPLE = Path(__file__).parent.parent / ".env.example"


@pytest.fixture
def base(tmp_path: Path) -> dict[str, str]:
    return {"STIPPLE_DATA_DIR": str(tmp_path)}


@pytest.fixture
def production(base) -> dict[str, str]:
    return {
        **base,
        "STIPPLE_ENV": "production",
        "STIPPLE_PUBLIC_URL": "https://stipple.clinic.org",
        "STIPPLE_SECRET_KEY": "s" * 40,
        "STIPPLE_VAPID_PRIVATE_KEY": keys.new_vapid_key(),
        "STIPPLE_CONTACT": "mailto:it@clinic.org",
        "STIPPLE_PHOTO_KEY": keys.new_photo_key(),
    }


def test_a_fresh_machine_needs_no_settings(base, tmp_path):
    settings = Settings.from_env(base)
    assert settings.env == "development"
    assert (settings.host, settings.port) == ("127.0.0.1", 8000)
    assert settings.public_url == "http://localhost:8000"
    assert settings.database_url == f"sqlite:///{tmp_path}/stipple.db"
    assert settings.scheduler == "embedded"
    assert settings.push_origins == ()
    assert not settings.is_https


def test_the_public_address_follows_the_port(base):
    assert Settings.from_env({**base, "STIPPLE_PORT": "9001"}).public_url == "http://localhost:9001"


def test_keys_are_made_once_and_kept_where_only_the_owner_reads(base, tmp_path):
    first, second = Settings.from_env(base), Settings.from_env(base)
    assert first.secret_key == second.secret_key
    assert first.vapid_private_key == second.vapid_private_key
    for name in ("secret_key", "vapid_private_key"):
        assert stat.S_IMODE((tmp_path / name).stat().st_mode) == 0o600
    assert sorted(path.name for path in tmp_path.iterdir()) == ["secret_key", "vapid_private_key"]


def test_the_photo_key_is_made_once_beside_the_data_folder_and_not_in_it(base, tmp_path):
    first, second = Settings.from_env(base), Settings.from_env(base)
    assert first.photo_key == second.photo_key
    kept = tmp_path.with_name(f"{tmp_path.name}-keys")
    assert stat.S_IMODE(kept.stat().st_mode) == 0o700
    assert stat.S_IMODE((kept / "photo_key").stat().st_mode) == 0o600
    assert not any(first.photo_key in path.read_text() for path in tmp_path.iterdir())


@pytest.mark.parametrize(
    ("file", "place"),
    [
        ("data/photo_key", "in the data folder"),
        ("keys/link", "in the data folder"),
        ("pictures/deep/photo_key", "among the photos"),
        ("base/photo_key", "beside the database"),
        ("keys/photo_key", None),
        ("data/../keys/photo_key", None),
        ("base/keys/photo_key", None),
    ],
)
@pytest.mark.parametrize("name", ["PHOTO_KEY", "PHOTO_OLD_KEYS"])
def test_a_photo_key_beside_what_it_opens_is_refused(production, tmp_path, name, file, place):
    for folder in ("data", "keys", "pictures/deep", "base/keys"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "data/hidden").write_text(keys.new_photo_key())
    (tmp_path / "keys/link").symlink_to(tmp_path / "data/hidden")
    if not (tmp_path / file).exists():
        (tmp_path / file).write_text(keys.new_photo_key())
    production.pop(f"STIPPLE_{name}", None)
    told = production | {
        "STIPPLE_DATA_DIR": f"{tmp_path}/data",
        "STIPPLE_DATABASE_URL": f"sqlite:///{tmp_path}/base/stipple.db",
        "STIPPLE_PHOTO_STORE": f"{tmp_path}/pictures",
        f"STIPPLE_{name}_FILE": str(tmp_path / file),
    }
    if place is None:
        assert Settings.from_env(told).photo_key
        return
    with pytest.raises(SettingsError, match=f"{name}_FILE lies {place}"):
        Settings.from_env(told)


def test_photos_lie_in_the_data_folder_or_where_they_are_told(base, tmp_path):
    assert Settings.from_env(base).photo_store == f"{tmp_path}/photos"
    for store in ("/srv/photos", "s3://stipple-photos", "s3://stipple-photos/clinic/one"):
        assert Settings.from_env({**base, "STIPPLE_PHOTO_STORE": store}).photo_store == store


def test_on_a_full_disk_no_half_of_a_key_is_left(tmp_path):
    script = (
        "import resource, sys\nfrom backend.settings import Settings, SettingsError\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (10, 10))\n"
        "try:\n    Settings.from_env({'STIPPLE_DATA_DIR': sys.argv[1]})\n"
        "except SettingsError as error:\n    print(error)\n"
    )
    asked = subprocess.run([sys.executable, "-c", script, tmp_path], capture_output=True, text=True)
    assert asked.stdout.startswith(f"The data folder {tmp_path} cannot be written"), asked.stderr
    assert list(tmp_path.iterdir()) == []


def test_processes_that_start_together_agree_on_one_key(base):
    found: list[str] = []
    threads = [
        threading.Thread(target=lambda: found.append(Settings.from_env(base).vapid_public_key))
        for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    assert len(found) == 8
    assert len(set(found)) == 1


def test_complete_production_settings_are_taken(production, tmp_path):
    settings = Settings.from_env(production)
    assert settings.is_production and settings.is_https
    assert settings.scheduler == "off"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["SECRET_KEY", "VAPID_PRIVATE_KEY", "CONTACT", "PHOTO_KEY"])
def test_production_never_makes_up_what_is_missing(production, tmp_path, name):
    del production[f"STIPPLE_{name}"]
    with pytest.raises(SettingsError, match=f"STIPPLE_{name}"):
        Settings.from_env(production)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "contact",
    [
        "it@clinic.org",
        "mailto:it@localhost",
        "mailto:it@clinic.local",
        "mailto:it@clinic.invalid",
        "mailto:it@clinic.test",
        "mailto:it@example.com",
        "mailto:it@clinic.example",
        "mailto:it@yourclinic.com",
        "https://www.yourdomain.com",
        "mailto: it@clinic.org",
        "mailto:<it@clinic.org>",
        "mailto:@clinic.org",
        "mailto:it@clinic",
        "mailto:it@@clinic.org",
        "mailto:it@192.0.2.1",
        "https://localhost",
        "https://clinic",
        "https://127.0.0.1",
        "http://clinic.org",
        "tel:+4930123456",
    ],
)
def test_production_refuses_a_contact_push_services_would_refuse(production, contact):
    with pytest.raises(SettingsError, match=r"STIPPLE_CONTACT.*mailto:name@yourdomain"):
        Settings.from_env({**production, "STIPPLE_CONTACT": contact})


@pytest.mark.parametrize(
    "contact", ["mailto:it@clinic.org", "https://clinic.org", "https://www.clinic.co.uk/x"]
)
def test_production_takes_a_contact_that_reaches_somebody(production, contact):
    assert Settings.from_env({**production, "STIPPLE_CONTACT": contact}).contact == contact


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("ENV", "prod"),
        ("PORT", "0"),
        ("PORT", "65536"),
        ("PORT", "http"),
        ("PORT", "٨٠٠٠"),
        ("DATABASE_URL", "mysql://host/name"),
        ("DATABASE_URL", "sqlite://"),
        ("DATABASE_URL", "postgresql://host:port/name"),
        ("PUBLIC_URL", "stipple.clinic.org"),
        ("PUBLIC_URL", "https://clinic.org/stipple"),
        ("PUBLIC_URL", "https://Clinic.org"),
        ("PUBLIC_URL", "https://me@clinic.org"),
        ("PUBLIC_URL", "https://clinic.org:99999"),
        ("PUBLIC_URL", "https://clinic.org:443"),
        ("PUBLIC_URL", "https://my clinic.org"),
        ("PUBLIC_URL", 'https://clinic".org'),
        ("SECRET_KEY", "short"),
        ("PHOTO_KEY", "nonsense"),
        ("PHOTO_OLD_KEYS", "A" * 42 + "!"),
        ("PHOTO_STORE", "ftp://somewhere"),
        ("PHOTO_STORE", "photos"),
        ("PHOTO_STORE", "s3://UPPER"),
        ("PHOTO_STORE_ENDPOINT", "not an address"),
        ("VAPID_PRIVATE_KEY", "nonsense"),
        ("VAPID_PRIVATE_KEY", "A" * 43),
        ("VAPID_OLD_PRIVATE_KEYS", "nonsense"),
        ("CONTACT", "it@clinic.org"),
        ("SMTP_URL", "mail.clinic.org"),
        ("SMTP_URL", "smtp://mail.clinic.org:99999"),
        ("SMTP_URL", "smtp://mail.clinic.org/in"),
        ("PUSH_ORIGINS", "push.clinic.org"),
        ("PUSH_ORIGINS", "https://push.clinic.org/path"),
        ("CLOCK_OFFSET", "tomorrow"),
        ("CLOCK_OFFSET", "3600"),
        ("CLOCK_OFFSET", "nan"),
        ("CLOCK_OFFSET", "-inf"),
        ("CLOCK_OFFSET", "1e300"),
        ("SCHEDULER", "on"),
        ("SECRET_KEY_FILE", "/nowhere/at/all"),
    ],
)
def test_each_refusal_names_the_setting(base, name, value):
    with pytest.raises(SettingsError, match=f"STIPPLE_{name}") as refusal:
        Settings.from_env({**base, f"STIPPLE_{name}": value})
    assert str(refusal.value).endswith(".")


def test_production_refuses_the_address_of_the_example(production):
    with pytest.raises(SettingsError, match=r"PUBLIC_URL is still .*, as in the example\."):
        Settings.from_env({**production, "STIPPLE_PUBLIC_URL": "https://stipple.yourclinic.com"})
    ours = {**production, "STIPPLE_PUBLIC_URL": "https://stipple.notyourclinic.com"}
    assert Settings.from_env(ours).public_url == "https://stipple.notyourclinic.com"


def test_production_needs_https(production):
    with pytest.raises(SettingsError, match="only over https"):
        Settings.from_env({**production, "STIPPLE_PUBLIC_URL": "http://clinic.org"})


@pytest.mark.parametrize(
    ("endpoint", "is_taken"),
    [
        ("https://s3.clinic.org", True),
        ("http://127.0.0.1:9000", True),
        ("http://[::1]:9000", True),
        ("http://localhost:9000", True),
        ("http://s3.clinic.org", False),
        ("http://192.168.0.7:9000", False),
        ("http://localhost.clinic.org", False),
    ],
)
def test_production_sends_no_photo_to_another_machine_in_clear(base, production, endpoint, is_taken):
    told = {"STIPPLE_PHOTO_STORE": "s3://photos", "STIPPLE_PHOTO_STORE_ENDPOINT": endpoint}
    assert Settings.from_env({**base, **told}).photo_store_endpoint == endpoint
    if is_taken:
        assert Settings.from_env({**production, **told}).photo_store_endpoint == endpoint
        return
    with pytest.raises(SettingsError, match=r"STIPPLE_PHOTO_STORE_ENDPOINT .*plain http.*https address"):
        Settings.from_env({**production, **told})


@pytest.mark.parametrize("scheme", ["postgresql", "postgres", "postgresql+psycopg"])
def test_postgresql_is_reached_with_psycopg(base, scheme):
    settings = Settings.from_env({**base, "STIPPLE_DATABASE_URL": f"{scheme}://me:pw@host/name"})
    assert settings.database_url == "postgresql+psycopg://me:pw@host/name"


def test_a_secret_may_come_from_a_file(base, tmp_path):
    path = tmp_path / "key"
    path.write_text("k" * 40 + "\n")
    assert Settings.from_env({**base, "STIPPLE_SECRET_KEY_FILE": str(path)}).secret_key == "k" * 40


def test_a_secret_file_that_holds_no_text_is_said(base, tmp_path):
    path = tmp_path / "key"
    path.write_bytes(b"\xff" * 40)
    with pytest.raises(SettingsError, match=r"STIPPLE_SECRET_KEY_FILE.*holds text"):
        Settings.from_env({**base, "STIPPLE_SECRET_KEY_FILE": str(path)})


@pytest.mark.parametrize("content", [b"", b"\n", b"\xff\xfe"])
def test_a_kept_key_that_is_damaged_is_said_and_never_made_again(base, tmp_path, content):
    (tmp_path / "vapid_private_key").write_bytes(content)
    with pytest.raises(SettingsError, match=r"vapid_private_key .*from a backup"):
        Settings.from_env(base)
    assert (tmp_path / "vapid_private_key").read_bytes() == content


def test_a_secret_given_twice_is_refused(base, tmp_path):
    given = {**base, "STIPPLE_SECRET_KEY": "k" * 40, "STIPPLE_SECRET_KEY_FILE": str(tmp_path / "key")}
    with pytest.raises(SettingsError, match="both set"):
        Settings.from_env(given)


def test_a_data_folder_that_cannot_be_made_is_said(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(SettingsError, match="STIPPLE_DATA_DIR"):
        Settings.from_env({"STIPPLE_DATA_DIR": str(tmp_path / "file" / "data")})


def test_lists_are_separated_by_commas_or_spaces(base):
    old = (keys.new_vapid_key(), keys.new_vapid_key())
    settings = Settings.from_env(
        {
            **base,
            "STIPPLE_PUSH_ORIGINS": "http://127.0.0.1:9999, https://push.clinic.org",
            "STIPPLE_VAPID_OLD_PRIVATE_KEYS": " ".join(old),
        }
    )
    assert settings.push_origins == ("http://127.0.0.1:9999", "https://push.clinic.org")
    assert settings.vapid_old_public_keys == tuple(keys.public_key_of(key) for key in old)


def test_the_clock_moves_only_in_tests(base):
    settings = Settings.from_env({**base, "STIPPLE_ENV": "test", "STIPPLE_CLOCK_OFFSET": "-3600"})
    assert settings.clock_offset == -3600


def test_settings_never_show_their_secrets(production):
    shown = repr(
        Settings.from_env({**production, "STIPPLE_DATABASE_URL": "postgresql://me:hidden@host/name"})
    )
    names = ("SECRET_KEY", "VAPID_PRIVATE_KEY", "PHOTO_KEY")
    for secret in (*(production[f"STIPPLE_{name}"] for name in names), "hidden"):
        assert secret not in shown


def test_production_stands_behind_one_proxy_unless_told_otherwise(base, production):
    assert Settings.from_env(base).proxies == 0
    assert Settings.from_env(production).proxies == 1
    assert Settings.from_env({**production, "STIPPLE_PROXIES": "2"}).proxies == 2


class Asked(dict[str, str]):
    """An environment that remembers what it was asked for."""

    def __init__(self, environ: dict[str, str]) -> None:
        super().__init__(environ)
        self.names: set[str] = set()

    def get(self, name: str, default: str = "") -> str:  # type: ignore[override]
        self.names.add(name)
        return super().get(name, default)


def test_the_example_file_lists_every_setting_and_no_other(base):
    listed = set(re.findall(r"^#?\s?(STIPPLE_[A-Z_]+)=", ENV_EXAMPLE.read_text(), re.MULTILINE))
    environ = Asked(base)
    Settings.from_env(environ)
    assert listed == {name for name in environ.names if not name.endswith("_FILE")}


def test_new_courses_begin_with_the_built_in_protocol_or_the_host_s_own(base, tmp_path):
    assert "id: stipple-standard" in Settings.from_env(base).protocol_text
    path = tmp_path / "mine.yaml"
    path.write_text(Settings.from_env(base).protocol_text.replace("id: stipple-standard", "id: mine"))
    assert "id: mine" in Settings.from_env({**base, "STIPPLE_PROTOCOL": str(path)}).protocol_text


@pytest.mark.parametrize("text", [None, "id: mine\n"])
def test_a_protocol_that_cannot_be_used_is_refused_at_the_start(base, tmp_path, text):
    path = tmp_path / "mine.yaml"
    if text:
        path.write_text(text)
    with pytest.raises(SettingsError, match="STIPPLE_PROTOCOL names a file that cannot be used"):
        Settings.from_env({**base, "STIPPLE_PROTOCOL": str(path)})
