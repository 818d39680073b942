"""What an assistant is told: a score never without its interval, nor a list without saying which
differences mean nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from typing import Any, Literal

from renown.models import Candidate, CandidateList, Comparison, ExplainedScore, Opening

Told = dict[str, Any]  # an alias proper would be wrapped as a "result" of its own

DESCENDING: Mapping[str, Literal["-score", "-reach", "-engagement", "-network"]] = {
    "score": "-score",
    "reach": "-reach",
    "engagement": "-engagement",
    "network": "-network",
}
NOTICE = "A score describes perceived online influence. It does not measure job performance."

ORDER = (
    "Two whose scores are no more than {points} points apart are too close to call: say so, and do"
    " not rank them. The points of a factor are parts of the score, without a finer rule."
)
NO_SCORE = {
    "not_shared": "shares nothing with this organisation",
    "reading": "shared just now, and the accounts are being read",
    "too_little": "shares accounts with too little on them to score",
}


def openings(found: Iterable[Opening]) -> Told:
    return {
        "openings": [
            {"id": each["id"], "title": each["title"], "place": each["place"]} for each in found
        ]
    }


def candidates(page: CandidateList, factor: str) -> Told:
    """``too_close_to_call`` names each pair among them."""
    people = page["results"]
    return {
        "notice": page["notice"],
        "how_to_read": ORDER.format(points=page["too_close"]),
        "ordered_by": factor,
        "candidates": [person(each) for each in people],
        "too_close_to_call": _close(people, page["too_close"]),
        "more": page["next"] is not None,
    }


def comparison(compared: Comparison) -> Told:
    names = {each["id"]: each["name"] for each in compared["candidates"]}
    return {
        "notice": compared["notice"],
        "candidates": [person(each) for each in compared["candidates"]],
        "verdicts": [_verdict(each, names) for each in compared["verdicts"]],
        "nothing_can_be_said": [
            {"pair": [names[each["a"]], names[each["b"]]], "because": each["reason"]}
            for each in compared["left_out"]
        ],
    }


def explanation(candidate: Candidate, score: ExplainedScore) -> Told:
    told = score["explanation"]
    parts = {
        "summary": told["summary"],
        "standing": told["standing"],
        "notes": told["notes"],
        "not_measured": told["not_measured"],
    }
    sentences = {name: [each["sentence"] for each in said] for name, said in parts.items()}
    return {"notice": NOTICE, **person(candidate), "why": sentences}


def person(candidate: Candidate) -> Told:
    score = candidate["score"]
    known = {"id": candidate["id"], "name": candidate["name"], "state": candidate["state"]}
    if score is None or score["value"] is None:
        return {**known, "score": None, "because": NO_SCORE.get(candidate["state"], "no score")}
    interval = score["interval"]
    return {
        **known,
        "score": score["value"],
        "interval": {"low": interval["low"], "high": interval["high"]} if interval else None,
        "points": score["factors"],
        "contested_by_the_person": score["contested"],
        "networks": score["networks"],
    }


def _close(people: Sequence[Candidate], points: int) -> list[list[str]]:
    values = [(each["name"], each["score"]["value"]) for each in people if each["score"]]
    known = [(name, value) for name, value in values if value is not None]
    return [[a, b] for (a, one), (b, other) in combinations(known, 2) if abs(one - other) <= points]


def _verdict(verdict: Mapping[str, Any], names: Mapping[str, str]) -> Told:
    pair = [names[verdict["a"]], names[verdict["b"]]]
    if verdict["verdict"] == "too_close":
        return {"pair": pair, "verdict": "too close to call"}
    return {"pair": pair, "verdict": f"{names[verdict['higher']]} is higher"}
