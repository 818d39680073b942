from django.db import migrations

from apps.core import sealing

SECRETS = ("secret", "seed")
SEALED = "gAAAA"  # how everything begins that is sealed; secrets are base32 or hexadecimal


def seal(apps, schema_editor):
    for row in apps.get_model("mfa", "Authenticator").objects.iterator():
        open_ones = [n for n in SECRETS if n in row.data and not row.data[n].startswith(SEALED)]
        for name in open_ones:
            row.data[name] = sealing.seal_text(row.data[name]).decode()
        row.save(update_fields=["data"])


def unseal(apps, schema_editor):
    for row in apps.get_model("mfa", "Authenticator").objects.iterator():
        for name in SECRETS:
            if row.data.get(name, "").startswith(SEALED):
                row.data[name] = sealing.open_text(row.data[name].encode())
        row.save(update_fields=["data"])


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_initial"),
        ("mfa", "0003_authenticator_type_uniq"),
    ]

    operations = [migrations.RunPython(seal, unseal)]
