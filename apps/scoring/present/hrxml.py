"""A score as an ``AssessmentResult`` of HR-XML 2.5 (HR Open's release of 2007-04-15).

Elements and their order are those of its AssessmentResult.xsd and AssessmentTypes.xsd. It holds
identifiers, numbers and sentences of ours: no name, no address, no text that somebody typed."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID
from xml.etree import ElementTree as ET

from django.db.models import QuerySet
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from apps.scoring.engine.sentences import Language
from apps.scoring.models import Score
from apps.scoring.models.contest import with_contested
from apps.scoring.models.standing import FACTORS

CONTENT_TYPE = "application/xml"
NAMESPACE = "http://ns.hr-xml.org/2007-04-15"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
US = "Renown"


def written() -> QuerySet[Score]:
    """Scores with what is written of them."""
    joined = Score.objects.without_draws().defer("result").select_related("consent__invitation")
    return with_contested(joined, consent="consent")


def assessment_result(score: Score, *, language: Language) -> bytes:
    """UTF-8 with its declaration, of a score that came by ``written``. ``language`` is that of the
    active translation."""
    root = ET.Element("AssessmentResult", {"xmlns": NAMESPACE, LANG: language.code})
    root.set("validFrom", _day(score.computed_at))
    root.set("validTo", _day(score.visible_until))
    _identify(root, "ClientId", US, organisation=score.organisation_id)
    _identify(root, "ProviderId", US, provider=US)
    opening_id = score.consent.invitation.opening_id
    _identify(root, "ClientOrderId", US, candidate=score.candidate_id, opening=opening_id)
    _identify(root, "ReceiptId", US, score=score.pk)
    if score.value is not None:
        _results(root, score, language)
    _status(root, score)
    ET.indent(root)
    return bytes(ET.tostring(root, encoding="utf-8", xml_declaration=True)) + b"\n"


def _results(root: ET.Element, score: Score, language: Language) -> None:
    results = ET.SubElement(root, "Results", {LANG: language.code})
    _text(results, "Profile", _("Perceived online influence"))
    overall = ET.SubElement(results, "OverallResult")
    _identify(overall, "ScoreId", US, score=score.pk, model=score.model_version)
    _text(overall, "Description", _("Score"))
    _score(overall, "raw score", score.value)
    _score(overall, "percentile", score.percentile)
    _score(overall, "x:interval-low", score.low)
    _score(overall, "x:interval-high", score.high)
    _text(overall, "Scale", "1-100")
    _text(overall, "Comments", " ".join(_comments(score)))
    for factor in FACTORS:
        _factor(results, factor, getattr(score, factor))


def _factor(results: ET.Element, factor: str, points: int | None) -> None:
    """Unknown is never 0: a factor that was not measured has no number."""
    names = {"reach": _("Reach"), "engagement": _("Engagement"), "network": _("Network")}
    detail = ET.SubElement(results, "DetailResult")
    _text(detail, "Description", names[factor])
    _score(detail, "raw score", points)
    _text(detail, "Scale", "0-100")
    if points is None:
        _text(detail, "Comments", _("Not measured."))


def _comments(score: Score) -> list[str]:
    told = [_("A score describes perceived online influence. It does not measure job performance.")]
    if score.contested:
        told.append(_("The person says that it is wrong, and nobody has answered yet."))
    return told


def _status(root: ET.Element, score: Score) -> None:
    """Who has too little to score may have more with the next reading."""
    status = ET.SubElement(root, "AssessmentStatus")
    _text(status, "Status", "Pending" if score.value is None else "Completed")
    _text(status, "Details", str(score.get_state_display()))
    _text(status, "StatusDate", _day(score.computed_at))


def _identify(parent: ET.Element, tag: str, owner: str, **values: UUID | str) -> None:
    entity = ET.SubElement(parent, tag, {"idOwner": owner})
    for name, value in values.items():
        ET.SubElement(entity, "IdValue", {"name": name}).text = str(value)


def _score(parent: ET.Element, kind: str, number: int | None) -> None:
    if number is not None:
        ET.SubElement(parent, "Score", {"type": kind}).text = str(number)


def _text(parent: ET.Element, tag: str, text: str) -> None:
    ET.SubElement(parent, tag).text = text


def _day(moment: datetime) -> str:
    """In UTC, as programs read times here."""
    return localdate(moment, UTC).isoformat()
