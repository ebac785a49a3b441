"""A material in words, and where it is opened: for every page that names one (rows M1, M5)."""

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from app.domain.files.file_names import download_name
from app.domain.files.file_types import BY_MEDIA_TYPE, FileType
from app.domain.files.licences import licence_of
from app.domain.lifecycle import MaterialState
from app.domain.web_address import host
from app.models import Event, Material, MaterialKind
from app.queries import participants
from app.web.words.languages import language_name
from app.wording.dates import file_size

KINDS = {
    MaterialKind.RECORDING: _l("Recording"),
    MaterialKind.PRESENTATION: _l("Presentation"),
    MaterialKind.FLYER: _l("Flyer"),
    MaterialKind.CONCEPT_NOTE: _l("Concept note"),
    MaterialKind.BACKGROUND_PAPER: _l("Background paper"),
    MaterialKind.TRANSCRIPT: _l("Transcript"),
    MaterialKind.CAPTIONS: _l("Captions"),
    MaterialKind.PHOTO: _l("Photo"),
    MaterialKind.SUMMARY: _l("Summary"),
}


def address_of(event: Event, material: Material) -> str | None:
    """Return where a published material is opened: our permanent address, or the site it lies on."""
    if material.state is not MaterialState.PUBLISHED:
        return None
    if material.version:
        return file_address(event, material)
    return material.url if is_web(material.url) else None


def file_address(event: Event, material: Material) -> str:
    """Return the permanent address of a material."""
    return url_for(
        "library.material", slug=event.slug, public_id=material.public_id, name=file_name(event, material)
    )


def file_name(event: Event, material: Material) -> str:
    """Return the name under which a material is saved; a link has no ending."""
    found = type_of(material)
    return download_name(event.slug, material.kind, material.title, found.endings[0] if found else "")


def type_of(material: Material) -> FileType | None:
    """Return what the present file is; None without a file."""
    return BY_MEDIA_TYPE.get(material.file.media_type) if material.file and material.version else None


def name_of(material: Material) -> str:
    """Return the title, or where there is none the kind."""
    return material.title or str(KINDS[material.kind])


def details_of(material: Material) -> str:
    """Say what it is in one line: "Amara Okafor, PDF, 2.4 MB, English, CC BY 4.0".

    A person is named only who agreed to take part (row P4), here as everywhere in public.
    """
    person = material.participation
    found, licence = type_of(material), licence_of(material.licence)
    parts = [
        person.name_printed if person and participants.is_public(person) else "",
        _(found.name) if found else host(material.url),
        file_size(material.file.size) if material.file and material.version else "",
        language_name(material.language) if material.language else "",
        _(licence.name) if licence else "",
    ]
    return ", ".join(part for part in parts if part)


def is_web(address: str) -> bool:
    """Tell whether a link may be shown: an import may hold what a form refuses."""
    return address.startswith(("https://", "http://"))
