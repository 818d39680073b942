"""What the API takes and gives. Generated from the API's description:
change that, then run python -m generator."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Literal, NotRequired, TypedDict
from uuid import UUID

type Id = str | UUID
type Moment = str | datetime
type Day = str | date


class ListApplicationsQuery(TypedDict):
    candidate: NotRequired[Id]
    opening: NotRequired[Id]
    page_size: NotRequired[int]
    status: NotRequired[Literal["hired", "in_review", "interview", "new", "on_hold", "rejected"]]


class ListCandidatesQuery(TypedDict):
    engagement_max: NotRequired[int]
    engagement_min: NotRequired[int]
    expand: NotRequired[list[Literal["decisions", "invitations", "openings"]]]
    network: NotRequired[str]
    network_max: NotRequired[int]
    network_min: NotRequired[int]
    opening: NotRequired[Id]
    ordering: NotRequired[
        Literal[
            "-accounts",
            "-engagement",
            "-name",
            "-network",
            "-reach",
            "-read",
            "-score",
            "-state",
            "-status",
            "-width",
            "accounts",
            "engagement",
            "name",
            "network",
            "reach",
            "read",
            "score",
            "state",
            "status",
            "width",
        ]
    ]
    page_size: NotRequired[int]
    reach_max: NotRequired[int]
    reach_min: NotRequired[int]
    read_within: NotRequired[int]
    score_max: NotRequired[int]
    score_min: NotRequired[int]
    search: NotRequired[str]
    state: NotRequired[
        list[Literal["not_shared", "provisional", "reading", "scored", "too_little"]]
    ]
    status: NotRequired[
        list[Literal["hired", "in_review", "interview", "new", "on_hold", "rejected"]]
    ]
    width_max: NotRequired[int]


class ExportCandidatesCsvQuery(TypedDict):
    engagement_max: NotRequired[int]
    engagement_min: NotRequired[int]
    network: NotRequired[str]
    network_max: NotRequired[int]
    network_min: NotRequired[int]
    opening: NotRequired[Id]
    ordering: NotRequired[
        Literal[
            "-accounts",
            "-engagement",
            "-name",
            "-network",
            "-reach",
            "-read",
            "-score",
            "-state",
            "-status",
            "-width",
            "accounts",
            "engagement",
            "name",
            "network",
            "reach",
            "read",
            "score",
            "state",
            "status",
            "width",
        ]
    ]
    reach_max: NotRequired[int]
    reach_min: NotRequired[int]
    read_within: NotRequired[int]
    score_max: NotRequired[int]
    score_min: NotRequired[int]
    search: NotRequired[str]
    state: NotRequired[
        list[Literal["not_shared", "provisional", "reading", "scored", "too_little"]]
    ]
    status: NotRequired[
        list[Literal["hired", "in_review", "interview", "new", "on_hold", "rejected"]]
    ]
    width_max: NotRequired[int]


class ExportCandidatesXlsxQuery(TypedDict):
    engagement_max: NotRequired[int]
    engagement_min: NotRequired[int]
    network: NotRequired[str]
    network_max: NotRequired[int]
    network_min: NotRequired[int]
    opening: NotRequired[Id]
    ordering: NotRequired[
        Literal[
            "-accounts",
            "-engagement",
            "-name",
            "-network",
            "-reach",
            "-read",
            "-score",
            "-state",
            "-status",
            "-width",
            "accounts",
            "engagement",
            "name",
            "network",
            "reach",
            "read",
            "score",
            "state",
            "status",
            "width",
        ]
    ]
    reach_max: NotRequired[int]
    reach_min: NotRequired[int]
    read_within: NotRequired[int]
    score_max: NotRequired[int]
    score_min: NotRequired[int]
    search: NotRequired[str]
    state: NotRequired[
        list[Literal["not_shared", "provisional", "reading", "scored", "too_little"]]
    ]
    status: NotRequired[
        list[Literal["hired", "in_review", "interview", "new", "on_hold", "rejected"]]
    ]
    width_max: NotRequired[int]


class GetCandidateQuery(TypedDict):
    expand: NotRequired[list[Literal["decisions", "invitations", "openings"]]]


class ListNotesQuery(TypedDict):
    page_size: NotRequired[int]


class ListScoresQuery(TypedDict):
    page_size: NotRequired[int]


class CompareCandidatesQuery(TypedDict):
    candidate: list[Id]


class ListContestsQuery(TypedDict):
    candidate: NotRequired[Id]
    page_size: NotRequired[int]
    state: NotRequired[Literal["answered", "open"]]


class ListDecisionsQuery(TypedDict):
    candidate: NotRequired[Id]
    kind: NotRequired[Literal["advance", "hire", "hold", "reject"]]
    opening: NotRequired[Id]
    page_size: NotRequired[int]


class ListEventsQuery(TypedDict):
    after: NotRequired[str]
    candidate: NotRequired[Id]
    kind: NotRequired[
        Literal[
            "candidate.erased",
            "consent.given",
            "consent.withdrawn",
            "endpoint.ping",
            "invitation.opened",
            "invitation.sent",
            "score.changed",
            "score.computed",
            "score.withdrawn",
        ]
    ]
    page_size: NotRequired[int]


class ListInvitationsQuery(TypedDict):
    candidate: NotRequired[Id]
    expand: NotRequired[list[Literal["candidate"]]]
    opening: NotRequired[Id]
    page_size: NotRequired[int]
    source: NotRequired[Literal["link", "team"]]
    state: NotRequired[Literal["expired", "reminded", "revoked", "sent", "shared", "waiting"]]


class GetInvitationQuery(TypedDict):
    expand: NotRequired[list[Literal["candidate"]]]


class ListMembersQuery(TypedDict):
    page_size: NotRequired[int]


class ListOpeningsQuery(TypedDict):
    expand: NotRequired[list[Literal["counts"]]]
    page_size: NotRequired[int]
    search: NotRequired[str]
    state: NotRequired[Literal["closed", "open"]]


class GetOpeningQuery(TypedDict):
    expand: NotRequired[list[Literal["counts"]]]


class ListWebhooksQuery(TypedDict):
    page_size: NotRequired[int]


class ListDeliveriesQuery(TypedDict):
    candidate: NotRequired[Id]
    kind: NotRequired[
        Literal[
            "candidate.erased",
            "consent.given",
            "consent.withdrawn",
            "endpoint.ping",
            "invitation.opened",
            "invitation.sent",
            "score.changed",
            "score.computed",
            "score.withdrawn",
        ]
    ]
    page_size: NotRequired[int]
    state: NotRequired[Literal["delivered", "dropped", "failed", "pending"]]


type AbsenceEnum = Literal["no_score", "too_little"]


class AnswerRequest(TypedDict):
    """What a member answers."""

    outcome: ContestOutcomeEnum
    answer: str
    answered_by: Id


class Answered(TypedDict):
    """That a contest was answered, without the words."""

    id: str
    candidate: str
    contested_at: str
    outcome: ContestOutcomeEnum | BlankEnum
    answered_at: NotRequired[str | None]
    answered_by: str | None


class Application(TypedDict):
    id: str
    opening: str
    status: str


class ApplicationState(TypedDict):
    id: str
    candidate: str
    opening: str
    status: ApplicationStateStatusEnum
    created_at: str


class ApplicationStateList(TypedDict):
    next: str | None
    previous: str | None
    results: list[ApplicationState]


type ApplicationStateStatusEnum = Literal[
    "new", "in_review", "interview", "on_hold", "rejected", "hired"
]


class Attempt(TypedDict):
    number: int
    at: str
    milliseconds: int
    outcome: DeliveryOutcomeEnum
    status: int | None


class AudienceReason(TypedDict):
    code: AudienceReasonCodeEnum
    size: SizeEnum
    talks_back: bool | None
    sentence: str


type AudienceReasonCodeEnum = Literal["audience"]


type BlankEnum = Literal[""]


class Candidate(TypedDict):
    """``score`` is null where nothing is shared or nothing could be scored yet."""

    id: str
    name: str
    email: str
    place: NotRequired[str]
    state: CandidateStateEnum
    applications: list[Application]
    score: Score | None
    decisions: list[Decided] | None
    invitations: list[Invitation] | None
    openings: list[Opening] | None


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
    left_out: list[LeftOut]
    notice: str


class Contest(TypedDict):
    """``score``: the one that stood there; null where that has gone meanwhile."""

    id: str
    candidate: str
    contested_at: str
    outcome: ContestOutcomeEnum | BlankEnum
    answered_at: NotRequired[str | None]
    answered_by: str | None
    score: str | None
    text: str
    answer: NotRequired[str]


class ContestList(TypedDict):
    next: str | None
    previous: str | None
    results: list[Contest]


type ContestOutcomeEnum = Literal["upheld", "recomputed", "removed"]


class Contribution(TypedDict):
    factor: str
    network: str
    kind: str
    points: int
    counted: int | None
    unit: str


class Count(TypedDict):
    count: int


class Counts(TypedDict):
    """How many people. Whoever declined is among those who wait."""

    people: int
    sharing: int
    invited: int
    waiting: int


class Decided(TypedDict):
    """What was decided, without why."""

    id: str
    application: str
    candidate: str
    opening: str
    kind: DecisionKindEnum
    decided_at: str
    decided_by: str | None


class Decision(TypedDict):
    """What was decided and why. ``seen``: the score that stood there, while it may be seen."""

    id: str
    application: str
    candidate: str
    opening: str
    kind: DecisionKindEnum
    decided_at: str
    decided_by: str | None
    reason: str
    seen: SeenScore | None


type DecisionKindEnum = Literal["advance", "hold", "reject", "hire"]


class DecisionList(TypedDict):
    next: str | None
    previous: str | None
    results: list[Decision]


class DecisionRequest(TypedDict):
    """What a member decided about a candidate in an opening."""

    candidate: Id
    opening: Id
    kind: DecisionKindEnum
    reason: str
    decided_by: Id
    score: NotRequired[Id | None]
    after: NotRequired[Id | None]


class Delivery(TypedDict):
    """A message on its way to a webhook, and what came of it."""

    id: str
    webhook: str
    event: Event
    candidate: str | None
    state: DeliveryStateEnum
    attempted: int
    last_outcome: DeliveryOutcomeEnum | NullEnum
    last_status: int | None
    next_try_at: str | None
    replay_of: str | None
    created_at: str
    finished_at: str | None


class DeliveryList(TypedDict):
    next: str | None
    previous: str | None
    results: list[Delivery]


type DeliveryOutcomeEnum = Literal[
    "accepted", "refused", "timed_out", "unreachable", "forbidden_address", "bad_answer", "no_key"
]


type DeliveryStateEnum = Literal["pending", "delivered", "failed", "dropped"]


type DisabledBecauseEnum = Literal["member", "gone", "failing"]


class Event(TypedDict):
    """The body of a webhook's message, and its ``webhook-id``."""

    id: str
    type: EventKindEnum
    timestamp: str
    data: dict[str, Any]


type EventKindEnum = Literal[
    "invitation.sent",
    "invitation.opened",
    "consent.given",
    "consent.withdrawn",
    "score.computed",
    "score.changed",
    "score.withdrawn",
    "candidate.erased",
    "endpoint.ping",
]


class EventList(TypedDict):
    next: str | None
    previous: str | None
    results: list[Event]


class ExplainedScore(TypedDict):
    """A score with its reasons, as data and as sentences."""

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
    """``person`` is there where ``expand=candidate`` asks for it."""

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


class InvitationRequest(TypedDict):
    """Who is invited, and to what."""

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
    """Who is invited. Who is known by this address keeps name and place."""

    name: str
    email: str
    place: NotRequired[str]


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
    kind: LeafMoveReasonKindEnum
    points: int
    now: LeafMoveReasonNow | None
    then: LeafMoveReasonThen | None
    cause: CauseEnum
    why: WhyEnum | NullEnum
    sentence: str


type LeafMoveReasonCodeEnum = Literal["leaf_move"]


type LeafMoveReasonKindEnum = Literal[
    "followers", "subscribers", "friends", "comment", "share", "like", "mention", "wide", "others"
]


class LeftOut(TypedDict):
    a: str
    b: str
    reason: ReasonEnum


class LimitReason(TypedDict):
    code: LimitReasonCodeEnum
    points: int
    sentence: str


type LimitReasonCodeEnum = Literal["limit"]


class Line(TypedDict):
    """One person of the call, in its order. Ids are there unless the line was refused."""

    line: int
    outcome: LineOutcomeEnum
    candidate: str | None
    invitation: str | None
    errors: list[LineError]


class LineError(TypedDict):
    pointer: str
    code: str
    detail: str


type LineOutcomeEnum = Literal["invited", "already", "refused"]


class ManyInvitationsRequest(TypedDict):
    """Whom to invite to one opening."""

    opening: Id
    people: list[InvitedPersonRequest]


class ManyInvited(TypedDict):
    """How many letters are on their way, whose invitation stood before, which lines are wrong."""

    invited: int
    already: int
    refused: int
    lines: list[Line]


class Member(TypedDict):
    """``id`` is what 'decided_by' and the like name."""

    id: str
    name: str
    role: RoleEnum
    may_decide: bool


class MemberList(TypedDict):
    next: str | None
    previous: str | None
    results: list[Member]


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
    why: WhyEnum | NullEnum
    sentence: str


type NetworkMoveReasonCodeEnum = Literal["network_move"]


class NewOpeningRequest(TypedDict):
    """A job to be filled."""

    title: str
    place: NotRequired[str]
    reason: NotRequired[str]
    blind: NotRequired[bool]
    weights: NotRequired[OwnWeightsRequest]
    weights_reason: NotRequired[str]


class NewWebhookRequest(TypedDict):
    """For bodies: an unknown field and one that cannot be set are refused at their place, and
    values have the type in JSON that the schema says."""

    name: str
    url: NotRequired[str | None]
    kinds: NotRequired[list[WebhookKindEnum]]


class NotMeasured(TypedDict):
    network: str
    metric: str | None
    reason: str


class NotMeasuredReason(TypedDict):
    code: NotMeasuredReasonCodeEnum
    networks: list[str]
    metric: MetricEnum | NullEnum
    why: WhyEnum
    sentence: str


type NotMeasuredReasonCodeEnum = Literal["not_measured"]


class Note(TypedDict):
    """What a member wrote down."""

    id: str
    candidate: str
    opening: str | None
    author: str | None
    created_at: str
    removed_at: NotRequired[str | None]
    text: NotRequired[str]


class NoteList(TypedDict):
    next: str | None
    previous: str | None
    results: list[Note]


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


class NoteRequest(TypedDict):
    """What a member writes down."""

    text: str
    author: Id
    opening: NotRequired[Id | None]


class Noted(TypedDict):
    """That there is a note, without its words."""

    id: str
    candidate: str
    opening: str | None
    author: str | None
    created_at: str
    removed_at: NotRequired[str | None]


type NullEnum = None


class OneDelivery(TypedDict):
    """With every try, the first one first."""

    id: str
    webhook: str
    event: Event
    candidate: str | None
    state: DeliveryStateEnum
    attempted: int
    last_outcome: DeliveryOutcomeEnum | NullEnum
    last_status: int | None
    next_try_at: str | None
    replay_of: str | None
    created_at: str
    finished_at: str | None
    attempts: list[Attempt]


class Opening(TypedDict):
    """``counts`` is there where ``expand=counts`` asks for it."""

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


class PatchedChangedWebhookRequest(TypedDict):
    """What is left out stays as it is."""

    name: NotRequired[str]
    url: NotRequired[str]
    kinds: NotRequired[list[WebhookKindEnum]]
    enabled: NotRequired[bool]


class PatchedStatusRequest(TypedDict):
    """Where a member moves a person on to."""

    status: NotRequired[StatusStatusEnum]
    moved_by: NotRequired[Id]


class PercentileReason(TypedDict):
    code: PercentileReasonCodeEnum
    percentile: int
    sentence: str


type PercentileReasonCodeEnum = Literal["percentile"]


type PeriodEnum = Literal["day", "week", "month"]


class Problem(TypedDict):
    """RFC 9457. ``type`` is an address that explains the kind of problem."""

    type: ProblemTypeEnum
    title: str
    status: int
    code: str
    detail: str
    errors: NotRequired[list[Wrong]]


type ProblemTypeEnum = Literal[
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


class ProvisionalReason(TypedDict):
    code: ProvisionalReasonCodeEnum
    low: int
    high: int
    sentence: str


type ProvisionalReasonCodeEnum = Literal["provisional"]


class PublicLink(TypedDict):
    opening: str
    address: str
    is_open: bool
    ends_at: str
    most_people: int
    people: NotRequired[int]
    closed_at: NotRequired[str | None]


class PublicLinkRequest(TypedDict):
    """Until when, and for how many people, the link lets somebody in."""

    ends_at: Moment
    most_people: int


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


type ReasonEnum = Literal["no_score", "other_model", "model_gone"]


class RemovalRequest(TypedDict):
    """Who removes the words."""

    removed_by: Id


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


type RoleEnum = Literal["owner", "admin", "recruiter", "viewer"]


class Score(TypedDict):
    """The contributions add up to ``value``."""

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


class SeenScore(TypedDict):
    value: int
    low: int
    high: int
    model_version: str
    computed_at: str
    contested: NotRequired[bool]


class Since(TypedDict):
    """``change`` is "change", or "gap" where there is no score to compare with. The points of
    ``lines`` add up to those of ``change``."""

    period: PeriodEnum
    change: Reason
    factors: list[Reason]
    lines: list[Reason]


class SinceRequest(TypedDict):
    """For bodies: an unknown field and one that cannot be set are refused at their place, and
    values have the type in JSON that the schema says."""

    since: Moment


type SizeEnum = Literal["small", "middle", "wide"]


type SourceEnum = Literal["team", "link"]


type StatusStatusEnum = Literal["new", "in_review", "interview", "on_hold"]


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


class Verdict(TypedDict):
    a: str
    b: str
    verdict: VerdictEnum
    higher: str | None
    points: int
    probability_a: float


type VerdictEnum = Literal["higher", "too_close"]


class Webhook(TypedDict):
    """An address of yours that is told what happens, and how it fares."""

    id: str
    name: str
    url: str | None
    kinds: list[WebhookKindEnum]
    state: WebhookStateEnum
    failing_since: str | None
    resting_until: str | None
    disabled_at: str | None
    disabled_because: DisabledBecauseEnum | NullEnum
    old_secret_until: str | None
    last_delivered_at: str | None
    waiting: int
    next_try_at: str | None
    created_at: str


type WebhookKindEnum = Literal[
    "invitation.sent",
    "invitation.opened",
    "consent.given",
    "consent.withdrawn",
    "score.computed",
    "score.changed",
    "score.withdrawn",
    "candidate.erased",
]


class WebhookList(TypedDict):
    next: str | None
    previous: str | None
    results: list[Webhook]


class WebhookSecret(TypedDict):
    """With the secret, this once."""

    id: str
    name: str
    url: str | None
    kinds: list[WebhookKindEnum]
    state: WebhookStateEnum
    failing_since: str | None
    resting_until: str | None
    disabled_at: str | None
    disabled_because: DisabledBecauseEnum | NullEnum
    old_secret_until: str | None
    last_delivered_at: str | None
    waiting: int
    next_try_at: str | None
    created_at: str
    secret: str


type WebhookStateEnum = Literal["polled", "untried", "works", "failing", "resting", "disabled"]


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
