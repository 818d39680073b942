"""Every operation of the API. Generated from the API's description:
change that, then run python -m generator."""

from __future__ import annotations

from functools import partial
from typing import Any, Unpack

from renown.models import (
    Answered,
    AnswerRequest,
    ApplicationState,
    ApplicationStateList,
    Candidate,
    CandidateList,
    CompareCandidatesQuery,
    Comparison,
    Contest,
    ContestList,
    Count,
    Decided,
    Decision,
    DecisionList,
    DecisionRequest,
    Delivery,
    DeliveryList,
    Event,
    EventList,
    ExplainedScore,
    ExportCandidatesCsvQuery,
    ExportCandidatesXlsxQuery,
    GetCandidateQuery,
    GetInvitationQuery,
    GetOpeningQuery,
    Id,
    Invitation,
    InvitationList,
    InvitationRequest,
    ListApplicationsQuery,
    ListCandidatesQuery,
    ListContestsQuery,
    ListDecisionsQuery,
    ListDeliveriesQuery,
    ListEventsQuery,
    ListInvitationsQuery,
    ListMembersQuery,
    ListNotesQuery,
    ListOpeningsQuery,
    ListScoresQuery,
    ListWebhooksQuery,
    ManyInvitationsRequest,
    ManyInvited,
    Member,
    MemberList,
    NewOpeningRequest,
    NewWebhookRequest,
    Note,
    Noted,
    NoteList,
    NoteRequest,
    OneDelivery,
    Opening,
    OpeningList,
    PatchedChangedOpeningRequest,
    PatchedChangedWebhookRequest,
    PatchedStatusRequest,
    PublicLink,
    PublicLinkRequest,
    RemovalRequest,
    Score,
    ScoreList,
    SinceRequest,
    Webhook,
    WebhookList,
    WebhookSecret,
)
from renown.pages import AsyncPages
from renown.wire import Call


class AsyncOperations:
    async def _call(self, call: Call) -> Any:
        raise NotImplementedError

    async def _page(self, call: Call, address: str | None) -> Any:
        raise NotImplementedError

    async def answer_contest(
        self, contest_id: Id, *, idempotency_key: str | None = None, **asked: Unpack[AnswerRequest]
    ) -> Answered:
        """A member answers, once and for good. The same answer of the same member twice is once.
        The key needs the scope `manage`."""
        answer: Answered = await self._call(
            Call(
                "POST",
                "/api/v1/contests/{}/answer",
                ids=(contest_id,),
                body={**asked},
                idempotency_key=idempotency_key,
            )
        )
        return answer

    async def close_opening(self, opening_id: Id, *, idempotency_key: str | None = None) -> Opening:
        """Nobody is invited or reminded any more. Scores stay for as long as their consents. Twice
        is once. The key needs the scope `manage`."""
        answer: Opening = await self._call(
            Call(
                "POST",
                "/api/v1/openings/{}/close",
                ids=(opening_id,),
                idempotency_key=idempotency_key,
            )
        )
        return answer

    async def close_public_link(
        self, opening_id: Id, *, idempotency_key: str | None = None
    ) -> None:
        """Nobody comes in by it until it is opened again; who came stays. Twice is once. The key
        needs the scope `invite`."""
        await self._call(
            Call(
                "DELETE",
                "/api/v1/openings/{}/public_link",
                ids=(opening_id,),
                idempotency_key=idempotency_key,
            )
        )

    async def compare_candidates(self, **asked: Unpack[CompareCandidatesQuery]) -> Comparison:
        """Two to four people side by side, with what can be said of each pair, and of which pairs
        nothing can be said. Nobody is ranked. The key needs the scope `read`."""
        answer: Comparison = await self._call(Call("GET", "/api/v1/compare", query={**asked}))
        return answer

    async def create_decision(
        self, *, idempotency_key: str | None = None, **asked: Unpack[DecisionRequest]
    ) -> Decided:
        """Records what a member of the team decided about a candidate in an opening, and moves the
        application there. The same decision twice is one. The key needs the scope `manage`."""
        answer: Decided = await self._call(
            Call("POST", "/api/v1/decisions", body={**asked}, idempotency_key=idempotency_key)
        )
        return answer

    async def create_note(
        self, candidate_id: Id, *, idempotency_key: str | None = None, **asked: Unpack[NoteRequest]
    ) -> Noted:
        """Writes a note in a member's name. Its words cannot be edited. The same words of the same
        author as the newest note are that note. The key needs the scope `manage`."""
        answer: Noted = await self._call(
            Call(
                "POST",
                "/api/v1/candidates/{}/notes",
                ids=(candidate_id,),
                body={**asked},
                idempotency_key=idempotency_key,
            )
        )
        return answer

    async def create_opening(
        self, *, idempotency_key: str | None = None, **asked: Unpack[NewOpeningRequest]
    ) -> Opening:
        """A new opening. Without a reason it stands, but nobody can be invited to it. The key
        needs the scope `manage`."""
        answer: Opening = await self._call(
            Call("POST", "/api/v1/openings", body={**asked}, idempotency_key=idempotency_key)
        )
        return answer

    async def create_webhook(
        self, *, idempotency_key: str | None = None, **asked: Unpack[NewWebhookRequest]
    ) -> WebhookSecret:
        """A new webhook, told what happens from now on. The answer holds its secret, which is
        never shown again; an answer that is kept for an Idempotency-Key is kept sealed. The key
        needs the scope `manage`."""
        answer: WebhookSecret = await self._call(
            Call("POST", "/api/v1/webhooks", body={**asked}, idempotency_key=idempotency_key)
        )
        return answer

    async def delete_opening(self, opening_id: Id, *, idempotency_key: str | None = None) -> None:
        """Only where nobody was ever in it; else 409: close it instead. The key needs the scope
        `manage`."""
        await self._call(
            Call(
                "DELETE", "/api/v1/openings/{}", ids=(opening_id,), idempotency_key=idempotency_key
            )
        )

    async def delete_webhook(self, webhook_id: Id, *, idempotency_key: str | None = None) -> None:
        """It is told nothing more, and the record of its deliveries goes with it. The key needs
        the scope `manage`."""
        await self._call(
            Call(
                "DELETE", "/api/v1/webhooks/{}", ids=(webhook_id,), idempotency_key=idempotency_key
            )
        )

    async def export_candidates_csv(self, **asked: Unpack[ExportCandidatesCsvQuery]) -> bytes:
        """The same people as GET /candidates with these filters, 10,000 at most. Columns: id,
        name, email, place, state, contested, score, low, high, reach, engagement, network,
        accounts, computed_at, status, model_version, notice. Each score in it is a look that the
        person sees. UTF-8 (RFC 4180); a text that a spreadsheet would take for a formula begins
        with an apostrophe. The key needs the scope `read`."""
        answer: bytes = await self._call(
            Call("GET", "/api/v1/candidates.csv", query={**asked}, accept="text/csv")
        )
        return answer

    async def export_candidates_xlsx(self, **asked: Unpack[ExportCandidatesXlsxQuery]) -> bytes:
        """The same people as GET /candidates with these filters, 10,000 at most. Columns: id,
        name, email, place, state, contested, score, low, high, reach, engagement, network,
        accounts, computed_at, status, model_version, notice. Each score in it is a look that the
        person sees. A second sheet says what a score is. The key needs the scope `read`."""
        answer: bytes = await self._call(
            Call(
                "GET",
                "/api/v1/candidates.xlsx",
                query={**asked},
                accept="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            )
        )
        return answer

    async def get_application(self, application_id: Id) -> ApplicationState:
        """One application. The key needs the scope `read`."""
        answer: ApplicationState = await self._call(
            Call("GET", "/api/v1/applications/{}", ids=(application_id,))
        )
        return answer

    async def get_assessment_result(self, candidate_id: Id) -> bytes:
        """The newest score as an AssessmentResult of HR-XML 2.5; 404 where nothing is shared. The
        interval stands in scores of the types x:interval-low and x:interval-high. The key needs
        the scope `read`."""
        answer: bytes = await self._call(
            Call(
                "GET",
                "/api/v1/candidates/{}/assessment-result",
                ids=(candidate_id,),
                accept="application/xml",
            )
        )
        return answer

    async def get_candidate(
        self, candidate_id: Id, **asked: Unpack[GetCandidateQuery]
    ) -> Candidate:
        """One candidate with the newest score. The key needs the scope `read`."""
        answer: Candidate = await self._call(
            Call(
                "GET",
                "/api/v1/candidates/{}",
                ids=(candidate_id,),
                query={**asked},
                commas=("expand",),
            )
        )
        return answer

    async def get_contest(self, contest_id: Id) -> Contest:
        """One contested score. The key needs the scope `read`."""
        answer: Contest = await self._call(Call("GET", "/api/v1/contests/{}", ids=(contest_id,)))
        return answer

    async def get_decision(self, decision_id: Id) -> Decision:
        """One decision. The key needs the scope `read`."""
        answer: Decision = await self._call(Call("GET", "/api/v1/decisions/{}", ids=(decision_id,)))
        return answer

    async def get_delivery(self, webhook_id: Id, delivery_id: Id) -> OneDelivery:
        """One delivery with every try. The key needs the scope `manage`."""
        answer: OneDelivery = await self._call(
            Call(
                "GET",
                "/api/v1/webhooks/{}/deliveries/{}",
                ids=(
                    webhook_id,
                    delivery_id,
                ),
            )
        )
        return answer

    async def get_invitation(
        self, invitation_id: Id, **asked: Unpack[GetInvitationQuery]
    ) -> Invitation:
        """One invitation. The key needs the scope `read`."""
        answer: Invitation = await self._call(
            Call(
                "GET",
                "/api/v1/invitations/{}",
                ids=(invitation_id,),
                query={**asked},
                commas=("expand",),
            )
        )
        return answer

    async def get_opening(self, opening_id: Id, **asked: Unpack[GetOpeningQuery]) -> Opening:
        """One opening. The key needs the scope `read`."""
        answer: Opening = await self._call(
            Call(
                "GET", "/api/v1/openings/{}", ids=(opening_id,), query={**asked}, commas=("expand",)
            )
        )
        return answer

    async def get_public_link(self, opening_id: Id) -> PublicLink:
        """The address by which people ask for an invitation themselves; 404 before there is one.
        The key needs the scope `read`."""
        answer: PublicLink = await self._call(
            Call("GET", "/api/v1/openings/{}/public_link", ids=(opening_id,))
        )
        return answer

    async def get_score(self, candidate_id: Id) -> ExplainedScore:
        """The newest score with its reasons; 404 where nothing is shared. The key needs the scope
        `read`."""
        answer: ExplainedScore = await self._call(
            Call("GET", "/api/v1/candidates/{}/score", ids=(candidate_id,))
        )
        return answer

    async def get_webhook(self, webhook_id: Id) -> Webhook:
        """One webhook, and how it fares. The key needs the scope `manage`."""
        answer: Webhook = await self._call(Call("GET", "/api/v1/webhooks/{}", ids=(webhook_id,)))
        return answer

    async def invite_candidate(
        self, *, idempotency_key: str | None = None, **asked: Unpack[InvitationRequest]
    ) -> Invitation:
        """Invites somebody to share a score for an opening, by a letter. The same order twice is
        one invitation; who is known keeps name and place. The key needs the scope `invite`."""
        answer: Invitation = await self._call(
            Call("POST", "/api/v1/invitations", body={**asked}, idempotency_key=idempotency_key)
        )
        return answer

    async def invite_candidates(
        self, *, idempotency_key: str | None = None, **asked: Unpack[ManyInvitationsRequest]
    ) -> ManyInvited:
        """Invites up to 1,000 people to one opening. A line that is wrong is refused with what is
        wrong, and stops nobody else; an address that stands twice is one person. The same call
        once more changes nothing. 409 where the letters would be more than a day allows: then
        nobody was invited. The key needs the scope `invite`."""
        answer: ManyInvited = await self._call(
            Call(
                "POST", "/api/v1/invitations/bulk", body={**asked}, idempotency_key=idempotency_key
            )
        )
        return answer

    def list_applications(
        self, **asked: Unpack[ListApplicationsQuery]
    ) -> AsyncPages[ApplicationState, ApplicationStateList]:
        """Which candidate is in which opening, and how far; newest first. The key needs the scope
        `read`."""
        call = Call("GET", "/api/v1/applications", query={**asked})
        return AsyncPages(partial(self._page, call))

    def list_candidates(
        self, **asked: Unpack[ListCandidatesQuery]
    ) -> AsyncPages[Candidate, CandidateList]:
        """Candidates with where they stand, the highest score first. The order of two whose scores
        are no more than ``too_close`` points apart says nothing. The key needs the scope
        `read`."""
        call = Call("GET", "/api/v1/candidates", query={**asked}, commas=("expand",))
        return AsyncPages(partial(self._page, call))

    def list_contests(self, **asked: Unpack[ListContestsQuery]) -> AsyncPages[Contest, ContestList]:
        """Scores that people say are wrong, newest first; what they took back is their own
        business. The key needs the scope `read`."""
        call = Call("GET", "/api/v1/contests", query={**asked})
        return AsyncPages(partial(self._page, call))

    def list_decisions(
        self, **asked: Unpack[ListDecisionsQuery]
    ) -> AsyncPages[Decision, DecisionList]:
        """What members decided and why, newest first: a later decision replaces an earlier one of
        the same application, and all of them stay. The key needs the scope `read`."""
        call = Call("GET", "/api/v1/decisions", query={**asked})
        return AsyncPages(partial(self._page, call))

    def list_deliveries(
        self, webhook_id: Id, **asked: Unpack[ListDeliveriesQuery]
    ) -> AsyncPages[Delivery, DeliveryList]:
        """What a webhook was told, newest first, and what came of it. The key needs the scope
        `manage`."""
        call = Call("GET", "/api/v1/webhooks/{}/deliveries", ids=(webhook_id,), query={**asked})
        return AsyncPages(partial(self._page, call))

    def list_events(self, **asked: Unpack[ListEventsQuery]) -> AsyncPages[Event, EventList]:
        """What your systems are told, newest first; with 'after' what came since, oldest first:
        for whom nobody can call, or who missed something. Events are written down while a webhook
        or a tracking system is told of them, and kept for 30 days. The key needs the scope
        `read`."""
        call = Call("GET", "/api/v1/events", query={**asked})
        return AsyncPages(partial(self._page, call))

    def list_invitations(
        self, **asked: Unpack[ListInvitationsQuery]
    ) -> AsyncPages[Invitation, InvitationList]:
        """Invitations, newest first, in states that never tell a refusal from silence. The key
        needs the scope `read`."""
        call = Call("GET", "/api/v1/invitations", query={**asked}, commas=("expand",))
        return AsyncPages(partial(self._page, call))

    def list_members(self, **asked: Unpack[ListMembersQuery]) -> AsyncPages[Member, MemberList]:
        """The team, in the order in which they joined: who can be named as having decided. The key
        needs the scope `read`."""
        call = Call("GET", "/api/v1/members", query={**asked})
        return AsyncPages(partial(self._page, call))

    def list_notes(
        self, candidate_id: Id, **asked: Unpack[ListNotesQuery]
    ) -> AsyncPages[Note, NoteList]:
        """What the team wrote down about a candidate, newest first. Of a removed note the mark is
        left, without its words. The key needs the scope `read`."""
        call = Call("GET", "/api/v1/candidates/{}/notes", ids=(candidate_id,), query={**asked})
        return AsyncPages(partial(self._page, call))

    def list_openings(self, **asked: Unpack[ListOpeningsQuery]) -> AsyncPages[Opening, OpeningList]:
        """Openings, newest first. The key needs the scope `read`."""
        call = Call("GET", "/api/v1/openings", query={**asked}, commas=("expand",))
        return AsyncPages(partial(self._page, call))

    def list_scores(
        self, candidate_id: Id, **asked: Unpack[ListScoresQuery]
    ) -> AsyncPages[Score, ScoreList]:
        """All scores under the present consent, newest first, each with its score model. The key
        needs the scope `read`."""
        call = Call("GET", "/api/v1/candidates/{}/scores", ids=(candidate_id,), query={**asked})
        return AsyncPages(partial(self._page, call))

    def list_webhooks(self, **asked: Unpack[ListWebhooksQuery]) -> AsyncPages[Webhook, WebhookList]:
        """Webhooks, the oldest first. The key needs the scope `manage`."""
        call = Call("GET", "/api/v1/webhooks", query={**asked})
        return AsyncPages(partial(self._page, call))

    async def open_public_link(
        self,
        opening_id: Id,
        *,
        idempotency_key: str | None = None,
        **asked: Unpack[PublicLinkRequest],
    ) -> PublicLink:
        """Lets people in until then. A known link keeps its address and who came so far. The key
        needs the scope `invite`."""
        answer: PublicLink = await self._call(
            Call(
                "PUT",
                "/api/v1/openings/{}/public_link",
                ids=(opening_id,),
                body={**asked},
                idempotency_key=idempotency_key,
            )
        )
        return answer

    async def ping_webhook(self, webhook_id: Id, *, idempotency_key: str | None = None) -> Delivery:
        """Sends a test event, endpoint.ping, to this webhook alone, once. 409 while it is
        disabled. The key needs the scope `manage`."""
        answer: Delivery = await self._call(
            Call(
                "POST",
                "/api/v1/webhooks/{}/ping",
                ids=(webhook_id,),
                idempotency_key=idempotency_key,
            )
        )
        return answer

    async def remind_candidate(
        self, invitation_id: Id, *, idempotency_key: str | None = None
    ) -> Invitation:
        """Sends a reminder now, in the place of the next one that would go out by itself. Twice at
        once is one; 409 within a day of the last letter, or once all have been sent. The key needs
        the scope `invite`."""
        answer: Invitation = await self._call(
            Call(
                "POST",
                "/api/v1/invitations/{}/remind",
                ids=(invitation_id,),
                idempotency_key=idempotency_key,
            )
        )
        return answer

    async def remove_note(
        self,
        candidate_id: Id,
        note_id: Id,
        *,
        idempotency_key: str | None = None,
        **asked: Unpack[RemovalRequest],
    ) -> Noted:
        """The words go for good. Its author may, and so may admins. Twice is once. The key needs
        the scope `manage`."""
        answer: Noted = await self._call(
            Call(
                "POST",
                "/api/v1/candidates/{}/notes/{}/remove",
                ids=(
                    candidate_id,
                    note_id,
                ),
                body={**asked},
                idempotency_key=idempotency_key,
            )
        )
        return answer

    async def renew_public_link(
        self, opening_id: Id, *, idempotency_key: str | None = None
    ) -> PublicLink:
        """Another address, which counts anew; the older one opens nothing any more. Each call
        makes one: send an Idempotency-Key. The key needs the scope `invite`."""
        answer: PublicLink = await self._call(
            Call(
                "POST",
                "/api/v1/openings/{}/public_link/renew",
                ids=(opening_id,),
                idempotency_key=idempotency_key,
            )
        )
        return answer

    async def reopen_opening(
        self, opening_id: Id, *, idempotency_key: str | None = None
    ) -> Opening:
        """People can be invited again; invitations whose time is not over work. Twice is once. The
        key needs the scope `manage`."""
        answer: Opening = await self._call(
            Call(
                "POST",
                "/api/v1/openings/{}/reopen",
                ids=(opening_id,),
                idempotency_key=idempotency_key,
            )
        )
        return answer

    async def replay_delivery(
        self, webhook_id: Id, delivery_id: Id, *, idempotency_key: str | None = None
    ) -> Delivery:
        """Sends the same message, with the same webhook-id, once more. While it is on its way
        already, that delivery. 409 while the webhook is disabled. The key needs the scope
        `manage`."""
        answer: Delivery = await self._call(
            Call(
                "POST",
                "/api/v1/webhooks/{}/deliveries/{}/replay",
                ids=(
                    webhook_id,
                    delivery_id,
                ),
                idempotency_key=idempotency_key,
            )
        )
        return answer

    async def replay_failed_deliveries(
        self, webhook_id: Id, *, idempotency_key: str | None = None, **asked: Unpack[SinceRequest]
    ) -> Count:
        """Sends what happened since then and was not accepted once more, in its order. What is on
        its way is left alone. 409 while the webhook is disabled. The key needs the scope
        `manage`."""
        answer: Count = await self._call(
            Call(
                "POST",
                "/api/v1/webhooks/{}/replay",
                ids=(webhook_id,),
                body={**asked},
                idempotency_key=idempotency_key,
            )
        )
        return answer

    async def resend_invitation(
        self, invitation_id: Id, *, idempotency_key: str | None = None
    ) -> Invitation:
        """A new link with a new end; the older one opens nothing any more. Each call sends a
        letter, three a day at most: send an Idempotency-Key. The key needs the scope `invite`."""
        answer: Invitation = await self._call(
            Call(
                "POST",
                "/api/v1/invitations/{}/resend",
                ids=(invitation_id,),
                idempotency_key=idempotency_key,
            )
        )
        return answer

    async def revoke_invitation(
        self, invitation_id: Id, *, idempotency_key: str | None = None
    ) -> Invitation:
        """The link opens nothing any more. A consent that was given stays the person's to
        withdraw. Twice is once. The key needs the scope `invite`."""
        answer: Invitation = await self._call(
            Call(
                "POST",
                "/api/v1/invitations/{}/revoke",
                ids=(invitation_id,),
                idempotency_key=idempotency_key,
            )
        )
        return answer

    async def rotate_webhook_secret(
        self, webhook_id: Id, *, idempotency_key: str | None = None
    ) -> WebhookSecret:
        """Another secret, shown in this answer and never again. Until old_secret_until, a day,
        messages are signed with the old one too; one before that signs nothing any more. The key
        needs the scope `manage`."""
        answer: WebhookSecret = await self._call(
            Call(
                "POST",
                "/api/v1/webhooks/{}/rotate-secret",
                ids=(webhook_id,),
                idempotency_key=idempotency_key,
            )
        )
        return answer

    async def update_application(
        self,
        application_id: Id,
        *,
        idempotency_key: str | None = None,
        **asked: Unpack[PatchedStatusRequest],
    ) -> ApplicationState:
        """A member moves a person on. 409 for an application that a decision has ended. The key
        needs the scope `manage`."""
        answer: ApplicationState = await self._call(
            Call(
                "PATCH",
                "/api/v1/applications/{}",
                ids=(application_id,),
                body={**asked},
                idempotency_key=idempotency_key,
            )
        )
        return answer

    async def update_opening(
        self,
        opening_id: Id,
        *,
        idempotency_key: str | None = None,
        **asked: Unpack[PatchedChangedOpeningRequest],
    ) -> Opening:
        """Changes what is named, and leaves the rest. Consents that were given keep the reason as
        it stood then. 409 for a closed opening, and for weights once a candidate has a score. The
        key needs the scope `manage`."""
        answer: Opening = await self._call(
            Call(
                "PATCH",
                "/api/v1/openings/{}",
                ids=(opening_id,),
                body={**asked},
                idempotency_key=idempotency_key,
            )
        )
        return answer

    async def update_webhook(
        self,
        webhook_id: Id,
        *,
        idempotency_key: str | None = None,
        **asked: Unpack[PatchedChangedWebhookRequest],
    ) -> Webhook:
        """Changes what is named, and leaves the rest. The secret stays; what is on its way goes to
        a new address at once. The key needs the scope `manage`."""
        answer: Webhook = await self._call(
            Call(
                "PATCH",
                "/api/v1/webhooks/{}",
                ids=(webhook_id,),
                body={**asked},
                idempotency_key=idempotency_key,
            )
        )
        return answer
