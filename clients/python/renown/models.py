"""What the API takes and gives. Generated from the API's description:
change that, then run python -m generator."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal, NotRequired, TypedDict
from uuid import UUID

type Id = str | UUID
type Moment = str | datetime
type Day = str | date


class CandidatesQuery(TypedDict):
    engagement_min: NotRequired[int]
    network: NotRequired[str]
    network_min: NotRequired[int]
    opening: NotRequired[Id]
    ordering: NotRequired[
        Literal[
            "-engagement",
            "-name",
            "-network",
            "-reach",
            "-score",
            "engagement",
            "name",
            "network",
            "reach",
            "score",
        ]
    ]
    page_size: NotRequired[int]
    reach_min: NotRequired[int]
    score_max: NotRequired[int]
    score_min: NotRequired[int]
    state: NotRequired[
        list[Literal["not_shared", "provisional", "reading", "scored", "too_little"]]
    ]


class CandidateScoresQuery(TypedDict):
    page_size: NotRequired[int]


class CompareQuery(TypedDict):
    candidate: list[Id]


class ListInvitationsQuery(TypedDict):
    candidate: NotRequired[Id]
    expand: NotRequired[list[Literal["candidate"]]]
    opening: NotRequired[Id]
    page_size: NotRequired[int]
    source: NotRequired[Literal["link", "team"]]
    state: NotRequired[Literal["expired", "reminded", "revoked", "sent", "shared", "waiting"]]


class GetInvitationQuery(TypedDict):
    expand: NotRequired[list[Literal["candidate"]]]


class ListOpeningsQuery(TypedDict):
    expand: NotRequired[list[Literal["counts"]]]
    page_size: NotRequired[int]
    search: NotRequired[str]
    state: NotRequired[Literal["closed", "open"]]


class GetOpeningQuery(TypedDict):
    expand: NotRequired[list[Literal["counts"]]]


type AbsenceEnum = Literal["no_score", "too_little"]


class Application(TypedDict):
    opening: str
    status: str


class AudienceReason(TypedDict):
    code: AudienceReasonCodeEnum
    size: SizeEnum
    talks_back: bool | None
    sentence: str


type AudienceReasonCodeEnum = Literal["audience"]


class Candidate(TypedDict):
    """``score`` is null where nothing is shared or nothing could be scored yet."""

    id: str
    name: str
    email: str
    place: NotRequired[str]
    state: CandidateStateEnum
    applications: list[Application]
    score: Score | None


class CandidateList(TypedDict):
    too_close: int
    notice: str
    next: str | None
    previous: str | None
    results: list[Candidate]


type CandidateStateEnum = Literal["not_shared", "reading", "scored", "provisional", "too_little"]


class CarriedReasonFactors(TypedDict):
    factor: Literal["reach", "engagement", "network"]
    points: int


class CarriedReason(TypedDict):
    code: CarriedReasonCodeEnum
    factors: list[CarriedReasonFactors]
    similar: bool
    sentence: str


type CarriedReasonCodeEnum = Literal["carried"]


type CauseEnum = Literal[
    "counted", "faded", "fresher", "shared_out", "sampled", "otherwise", "measured", "unmeasured"
]


class ChangeReasonChangeThen(TypedDict):
    value: int
    low: int
    high: int
    at: str
    model: str


class ChangeReasonChange(TypedDict):
    period: Literal["day", "week", "month"]
    points: int
    then: ChangeReasonChangeThen
    new_model: bool
    days: int


class ChangeReason(TypedDict):
    code: ChangeReasonCodeEnum
    change: ChangeReasonChange
    sentence: str


type ChangeReasonCodeEnum = Literal["change"]


class Comparison(TypedDict):
    candidates: list[Candidate]
    verdicts: list[Verdict]
    notice: str


class Contribution(TypedDict):
    factor: str
    network: str
    kind: str
    points: int
    counted: int | None
    unit: str


class Counts(TypedDict):
    """How many people. Whoever declined is among those who wait."""

    people: int
    sharing: int
    invited: int
    waiting: int


class ExplainedScore(TypedDict):
    """A score with its reasons, as data and as sentences. Wants ``explanation`` in the context."""

    id: str
    state: str
    value: int | None
    interval: Interval | None
    factors: Factors | None
    contributions: list[Contribution]
    not_measured: list[NotMeasured]
    percentile: int | None
    weighted: Weighted | None
    networks: list[str]
    model_version: str
    computed_at: str
    visible_until: str
    contested: bool
    explanation: Explanation


class Explanation(TypedDict):
    language: LanguageEnum
    summary: list[Reason]
    standing: list[Reason]
    since: list[Since]
    not_measured: list[Reason]
    notes: list[Reason]


type FactorEnum = Literal["reach", "engagement", "network"]


class FactorMissingReason(TypedDict):
    code: FactorMissingReasonCodeEnum
    factor: FactorEnum
    sentence: str


type FactorMissingReasonCodeEnum = Literal["factor_missing"]


class FactorMoveReasonAgo(TypedDict):
    period: Literal["day", "week", "month"]
    days: int


class FactorMoveReason(TypedDict):
    code: FactorMoveReasonCodeEnum
    ago: FactorMoveReasonAgo
    factor: FactorEnum
    points: int
    now: int | None
    then: int | None
    sentence: str


type FactorMoveReasonCodeEnum = Literal["factor_move"]


class Factors(TypedDict):
    reach: int
    engagement: int
    network: int


class GapReasonAgo(TypedDict):
    period: Literal["day", "week", "month"]
    days: int


class GapReason(TypedDict):
    code: GapReasonCodeEnum
    ago: GapReasonAgo
    absence: AbsenceEnum
    sentence: str


type GapReasonCodeEnum = Literal["gap"]


class GateReasonGate(TypedDict):
    kind: Literal["account", "account_days", "posts", "people"]
    passed: bool
    have: int | None
    need: int
    or_have: int | None
    or_need: int | None


class GateReason(TypedDict):
    code: GateReasonCodeEnum
    gate: GateReasonGate
    sentence: str


type GateReasonCodeEnum = Literal["gate"]


class Interval(TypedDict):
    low: int
    high: int
    level: float


class Invitation(TypedDict):
    """Of rows with ``state``. ``person`` is there where ``expand=candidate`` asks for it."""

    id: str
    candidate: str
    opening: str
    state: InvitationStateEnum
    source: SourceEnum
    created_at: str
    sent_at: NotRequired[str | None]
    reminders_sent: NotRequired[int]
    reminded_at: NotRequired[str | None]
    expires_at: str
    revoked_at: NotRequired[str | None]
    person: Invited | None


class InvitationList(TypedDict):
    next: str | None
    previous: str | None
    results: list[Invitation]


class InvitationRequestRequest(TypedDict):
    """For bodies: an unknown field and one that cannot be set are refused at their place, and
    values have the type in JSON that the schema says."""

    name: str
    email: str
    place: NotRequired[str]
    opening: Id


type InvitationStateEnum = Literal["waiting", "sent", "reminded", "shared", "expired", "revoked"]


class Invited(TypedDict):
    id: str
    name: str
    email: str
    place: NotRequired[str]


class InvitedPersonRequest(TypedDict):
    """For bodies: an unknown field and one that cannot be set are refused at their place, and
    values have the type in JSON that the schema says."""

    name: str
    email: str
    place: NotRequired[str]


type KindEnum = Literal[
    "followers", "subscribers", "friends", "comment", "share", "like", "mention", "wide", "others"
]


type LanguageEnum = Literal["en", "de"]


class LeafMoveReasonAgo(TypedDict):
    period: Literal["day", "week", "month"]
    days: int


class LeafMoveReasonNow(TypedDict):
    number: int
    unit: Literal["followers", "subscribers", "friends", "people", "reactions"]


class LeafMoveReasonThen(TypedDict):
    number: int
    unit: Literal["followers", "subscribers", "friends", "people", "reactions"]


class LeafMoveReason(TypedDict):
    code: LeafMoveReasonCodeEnum
    ago: LeafMoveReasonAgo
    factor: FactorEnum
    network: str
    kind: KindEnum
    points: int
    now: LeafMoveReasonNow | None
    then: LeafMoveReasonThen | None
    cause: CauseEnum
    why: WhyEnum | NullEnum | None
    sentence: str


type LeafMoveReasonCodeEnum = Literal["leaf_move"]


class LimitReason(TypedDict):
    code: LimitReasonCodeEnum
    points: int
    sentence: str


type LimitReasonCodeEnum = Literal["limit"]


class Line(TypedDict):
    """One person of the call, in its order. Ids are there unless the line was refused."""

    line: int
    outcome: OutcomeEnum
    candidate: str | None
    invitation: str | None
    errors: list[LineError]


class LineError(TypedDict):
    pointer: str
    code: str
    detail: str


class ManyInvitationsRequest(TypedDict):
    """For bodies: an unknown field and one that cannot be set are refused at their place, and
    values have the type in JSON that the schema says."""

    opening: Id
    people: list[InvitedPersonRequest]


class ManyInvited(TypedDict):
    """How many letters are on their way, whose invitation stood before, which lines are wrong."""

    invited: int
    already: int
    refused: int
    lines: list[Line]


type MetricEnum = Literal[
    "reach",
    "likes",
    "comments",
    "shares",
    "views",
    "interactors",
    "interactor_reach",
    "account_age",
    "follower_sample",
]


class ModelMoveReasonAgo(TypedDict):
    period: Literal["day", "week", "month"]
    days: int


class ModelMoveReason(TypedDict):
    code: ModelMoveReasonCodeEnum
    ago: ModelMoveReasonAgo
    points: int
    now: str
    then: str
    sentence: str


type ModelMoveReasonCodeEnum = Literal["model_move"]


class NetworkMoveReasonAgo(TypedDict):
    period: Literal["day", "week", "month"]
    days: int


class NetworkMoveReasonFactors(TypedDict):
    factor: Literal["reach", "engagement", "network"]
    points: int


class NetworkMoveReason(TypedDict):
    code: NetworkMoveReasonCodeEnum
    ago: NetworkMoveReasonAgo
    network: str
    came: bool
    points: int
    factors: list[NetworkMoveReasonFactors]
    why: WhyEnum | NullEnum | None
    sentence: str


type NetworkMoveReasonCodeEnum = Literal["network_move"]


class NewOpeningRequest(TypedDict):
    """For bodies: an unknown field and one that cannot be set are refused at their place, and
    values have the type in JSON that the schema says."""

    title: str
    place: NotRequired[str]
    reason: NotRequired[str]
    blind: NotRequired[bool]
    weights: NotRequired[OwnWeightsRequest]
    weights_reason: NotRequired[str]


class NotMeasured(TypedDict):
    network: str
    metric: str | None
    reason: str


class NotMeasuredReason(TypedDict):
    code: NotMeasuredReasonCodeEnum
    networks: list[str]
    metric: MetricEnum | NullEnum | None
    why: WhyEnum
    sentence: str


type NotMeasuredReasonCodeEnum = Literal["not_measured"]


class NoteReasonNote(TypedDict):
    kind: Literal[
        "counts_only",
        "followers_unchecked",
        "followers_shrunk",
        "quiet_people",
        "refused",
        "implausible",
    ]
    network: str
    number: int


class NoteReason(TypedDict):
    code: NoteReasonCodeEnum
    note: NoteReasonNote
    sentence: str


type NoteReasonCodeEnum = Literal["note"]


type NullEnum = None


class Opening(TypedDict):
    """``counts`` is there where it was asked for (``with_counts``)."""

    id: str
    title: str
    place: NotRequired[str]
    reason: NotRequired[str]
    blind: NotRequired[bool]
    created_at: str
    closed_at: NotRequired[str | None]
    weights: Weights
    weights_reason: NotRequired[str]
    weights_fixed_at: NotRequired[str | None]
    counts: Counts | None


class OpeningList(TypedDict):
    next: str | None
    previous: str | None
    results: list[Opening]


type OutcomeEnum = Literal["invited", "already", "refused"]


class OwnWeightsRequest(TypedDict):
    """Each a multiple of the standard weight, from 0.5 to 2. Fixed from the first score on."""

    reach: NotRequired[float]
    engagement: NotRequired[float]
    network: NotRequired[float]


class PatchedChangedOpeningRequest(TypedDict):
    """What is left out stays as it is."""

    title: NotRequired[str]
    place: NotRequired[str]
    reason: NotRequired[str]
    blind: NotRequired[bool]
    weights: NotRequired[OwnWeightsRequest]
    weights_reason: NotRequired[str]


class PercentileReason(TypedDict):
    code: PercentileReasonCodeEnum
    percentile: int
    sentence: str


type PercentileReasonCodeEnum = Literal["percentile"]


type PeriodEnum = Literal["day", "week", "month"]


class Problem(TypedDict):
    """RFC 9457. ``type`` is an address that explains the kind of problem."""

    type: TypeEnum
    title: str
    status: int
    code: str
    detail: str
    errors: NotRequired[list[Wrong]]


class ProvisionalReason(TypedDict):
    code: ProvisionalReasonCodeEnum
    low: int
    high: int
    sentence: str


type ProvisionalReasonCodeEnum = Literal["provisional"]


type Reason = (
    AudienceReason
    | CarriedReason
    | StrongestReason
    | FactorMissingReason
    | NotMeasuredReason
    | GateReason
    | ProvisionalReason
    | LimitReason
    | PercentileReason
    | ChangeReason
    | NoteReason
    | GapReason
    | FactorMoveReason
    | LeafMoveReason
    | NetworkMoveReason
    | RestMoveReason
    | ModelMoveReason
)


type RestEnum = Literal["base", "limit"]


class RestMoveReasonAgo(TypedDict):
    period: Literal["day", "week", "month"]
    days: int


class RestMoveReason(TypedDict):
    code: RestMoveReasonCodeEnum
    ago: RestMoveReasonAgo
    rest: RestEnum
    points: int
    sentence: str


type RestMoveReasonCodeEnum = Literal["rest_move"]


class Score(TypedDict):
    """The contributions add up to ``value``. Rows have ``weighted.OPENING`` joined and
    ``contested`` annotated."""

    id: str
    state: str
    value: int | None
    interval: Interval | None
    factors: Factors | None
    contributions: list[Contribution]
    not_measured: list[NotMeasured]
    percentile: int | None
    weighted: Weighted | None
    networks: list[str]
    model_version: str
    computed_at: str
    visible_until: str
    contested: bool


class ScoreList(TypedDict):
    next: str | None
    previous: str | None
    results: list[Score]


class Since(TypedDict):
    """``change`` is "change", or "gap" where there is no score to compare with. The points of
    ``lines`` add up to those of ``change``."""

    period: PeriodEnum
    change: Reason
    factors: list[Reason]
    lines: list[Reason]


type SizeEnum = Literal["small", "middle", "wide"]


type SourceEnum = Literal["team", "link"]


class StrongestReasonLeaf(TypedDict):
    factor: Literal["reach", "engagement", "network"]
    network: str
    kind: Literal[
        "followers",
        "subscribers",
        "friends",
        "comment",
        "share",
        "like",
        "mention",
        "wide",
        "others",
    ]
    points: int
    counted: int
    unit: Literal["followers", "subscribers", "friends", "people", "reactions"]


class StrongestReason(TypedDict):
    code: StrongestReasonCodeEnum
    leaf: StrongestReasonLeaf
    sentence: str


type StrongestReasonCodeEnum = Literal["strongest"]


type TypeEnum = Literal[
    "/api/problems/validation",
    "/api/problems/malformed",
    "/api/problems/unauthenticated",
    "/api/problems/forbidden",
    "/api/problems/not-found",
    "/api/problems/method-not-allowed",
    "/api/problems/not-acceptable",
    "/api/problems/conflict",
    "/api/problems/idempotency-key-in-use",
    "/api/problems/precondition-failed",
    "/api/problems/too-large",
    "/api/problems/unsupported-media-type",
    "/api/problems/idempotency-key-reused",
    "/api/problems/too-many-requests",
    "/api/problems/internal",
]


class Verdict(TypedDict):
    a: str
    b: str
    verdict: VerdictEnum
    higher: str | None
    points: int
    probability_a: float


type VerdictEnum = Literal["higher", "too_close"]


class Weighted(TypedDict):
    """Never instead of the standard score: comparisons and lists go by that. ``weights`` are those
    that were counted; ``contributions`` add up to ``value``, and are empty for what was computed
    before they were kept."""

    opening: str
    value: int
    interval: Interval
    weights: Weights
    reason: str
    contributions: list[WeightedLine]


class WeightedLine(TypedDict):
    factor: str
    network: str
    kind: str
    points: int


class Weights(TypedDict):
    """Each a multiple of the standard weight."""

    reach: float
    engagement: float
    network: float


type WhyEnum = Literal[
    "not_offered",
    "not_granted",
    "needs_review",
    "hidden",
    "limited",
    "not_shared",
    "not_read",
    "not_in_model",
    "implausible",
    "nobody_known",
]


class Wrong(TypedDict):
    """Something wrong in the request: one of ``pointer``, ``parameter``, ``header`` says where."""

    pointer: NotRequired[str]
    parameter: NotRequired[str]
    header: NotRequired[str]
    code: str
    detail: str
