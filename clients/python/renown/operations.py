"""Every operation of the API. Generated from the API's description:
change that, then run python -m generator."""

from __future__ import annotations

from functools import partial
from typing import Any, Unpack

from renown.models import (
    Candidate,
    CandidateList,
    CandidateScoresQuery,
    CandidatesQuery,
    CompareQuery,
    Comparison,
    ExplainedScore,
    GetInvitationQuery,
    GetOpeningQuery,
    Id,
    Invitation,
    InvitationList,
    InvitationRequestRequest,
    ListInvitationsQuery,
    ListOpeningsQuery,
    ManyInvitationsRequest,
    ManyInvited,
    NewOpeningRequest,
    Opening,
    OpeningList,
    PatchedChangedOpeningRequest,
    Score,
    ScoreList,
)
from renown.pages import Pages
from renown.wire import Call


class Operations:
    def _call(self, call: Call) -> Any:
        raise NotImplementedError

    def _page(self, call: Call, address: str | None) -> Any:
        raise NotImplementedError

    def candidate(self, candidate_id: Id) -> Candidate:
        """One candidate with the newest score."""
        answer: Candidate = self._call(Call("GET", "/api/v1/candidates/{}", ids=(candidate_id,)))
        return answer

    def candidate_score(self, candidate_id: Id) -> ExplainedScore:
        """The newest score with its reasons; 404 where nothing is shared."""
        answer: ExplainedScore = self._call(
            Call("GET", "/api/v1/candidates/{}/score", ids=(candidate_id,))
        )
        return answer

    def candidate_scores(
        self, candidate_id: Id, **asked: Unpack[CandidateScoresQuery]
    ) -> Pages[Score, ScoreList]:
        """All scores under the present consent, newest first, each with its score model."""
        call = Call("GET", "/api/v1/candidates/{}/scores", ids=(candidate_id,), query={**asked})
        return Pages(partial(self._page, call))

    def candidates(self, **asked: Unpack[CandidatesQuery]) -> Pages[Candidate, CandidateList]:
        """Candidates with where they stand, the highest score first. The order of two whose scores
        are no more than ``too_close`` points apart says nothing."""
        call = Call("GET", "/api/v1/candidates", query={**asked})
        return Pages(partial(self._page, call))

    def close_opening(self, opening_id: Id, *, idempotency_key: str | None = None) -> Opening:
        """Nobody is invited or reminded any more. Scores stay for as long as their consents. Twice
        is once."""
        answer: Opening = self._call(
            Call(
                "POST",
                "/api/v1/openings/{}/close",
                ids=(opening_id,),
                idempotency_key=idempotency_key,
            )
        )
        return answer

    def compare(self, **asked: Unpack[CompareQuery]) -> Comparison:
        """Two to four people side by side, with what can be said of each pair."""
        answer: Comparison = self._call(Call("GET", "/api/v1/compare", query={**asked}))
        return answer

    def create_opening(
        self, *, idempotency_key: str | None = None, **asked: Unpack[NewOpeningRequest]
    ) -> Opening:
        """A new opening. Without a reason it stands, but nobody can be invited to it."""
        answer: Opening = self._call(
            Call("POST", "/api/v1/openings", body={**asked}, idempotency_key=idempotency_key)
        )
        return answer

    def delete_opening(self, opening_id: Id, *, idempotency_key: str | None = None) -> None:
        """Only where nobody was ever in it; else 409: close it instead."""
        self._call(
            Call(
                "DELETE", "/api/v1/openings/{}", ids=(opening_id,), idempotency_key=idempotency_key
            )
        )

    def get_invitation(self, invitation_id: Id, **asked: Unpack[GetInvitationQuery]) -> Invitation:
        """One invitation."""
        answer: Invitation = self._call(
            Call(
                "GET",
                "/api/v1/invitations/{}",
                ids=(invitation_id,),
                query={**asked},
                commas=("expand",),
            )
        )
        return answer

    def get_opening(self, opening_id: Id, **asked: Unpack[GetOpeningQuery]) -> Opening:
        """One opening."""
        answer: Opening = self._call(
            Call(
                "GET", "/api/v1/openings/{}", ids=(opening_id,), query={**asked}, commas=("expand",)
            )
        )
        return answer

    def invite(
        self, *, idempotency_key: str | None = None, **asked: Unpack[InvitationRequestRequest]
    ) -> Invitation:
        """Invites somebody to share a score for an opening, by a letter. The same order twice is
        one invitation; who is known keeps name and place."""
        answer: Invitation = self._call(
            Call("POST", "/api/v1/invitations", body={**asked}, idempotency_key=idempotency_key)
        )
        return answer

    def invite_many(
        self, *, idempotency_key: str | None = None, **asked: Unpack[ManyInvitationsRequest]
    ) -> ManyInvited:
        """Invites up to 1,000 people to one opening. A line that is wrong is refused with what is
        wrong, and stops nobody else; an address that stands twice is one person. The same call
        once more changes nothing. 409 where the letters would be more than a day allows: then
        nobody was invited."""
        answer: ManyInvited = self._call(
            Call(
                "POST", "/api/v1/invitations/bulk", body={**asked}, idempotency_key=idempotency_key
            )
        )
        return answer

    def list_invitations(
        self, **asked: Unpack[ListInvitationsQuery]
    ) -> Pages[Invitation, InvitationList]:
        """Invitations, newest first, in states that never tell a refusal from silence."""
        call = Call("GET", "/api/v1/invitations", query={**asked}, commas=("expand",))
        return Pages(partial(self._page, call))

    def list_openings(self, **asked: Unpack[ListOpeningsQuery]) -> Pages[Opening, OpeningList]:
        """Openings, newest first."""
        call = Call("GET", "/api/v1/openings", query={**asked}, commas=("expand",))
        return Pages(partial(self._page, call))

    def remind(self, invitation_id: Id, *, idempotency_key: str | None = None) -> Invitation:
        """Sends a reminder now, in the place of the next one that would go out by itself. Twice at
        once is one; 409 within a day of the last letter, or once all have been sent."""
        answer: Invitation = self._call(
            Call(
                "POST",
                "/api/v1/invitations/{}/remind",
                ids=(invitation_id,),
                idempotency_key=idempotency_key,
            )
        )
        return answer

    def reopen_opening(self, opening_id: Id, *, idempotency_key: str | None = None) -> Opening:
        """People can be invited again; invitations whose time is not over work. Twice is once."""
        answer: Opening = self._call(
            Call(
                "POST",
                "/api/v1/openings/{}/reopen",
                ids=(opening_id,),
                idempotency_key=idempotency_key,
            )
        )
        return answer

    def resend_invitation(
        self, invitation_id: Id, *, idempotency_key: str | None = None
    ) -> Invitation:
        """A new link with a new end; the older one opens nothing any more. Each call sends a
        letter, three a day at most: send an Idempotency-Key."""
        answer: Invitation = self._call(
            Call(
                "POST",
                "/api/v1/invitations/{}/resend",
                ids=(invitation_id,),
                idempotency_key=idempotency_key,
            )
        )
        return answer

    def revoke_invitation(
        self, invitation_id: Id, *, idempotency_key: str | None = None
    ) -> Invitation:
        """The link opens nothing any more. A consent that was given stays the person's to
        withdraw. Twice is once."""
        answer: Invitation = self._call(
            Call(
                "POST",
                "/api/v1/invitations/{}/revoke",
                ids=(invitation_id,),
                idempotency_key=idempotency_key,
            )
        )
        return answer

    def update_opening(
        self,
        opening_id: Id,
        *,
        idempotency_key: str | None = None,
        **asked: Unpack[PatchedChangedOpeningRequest],
    ) -> Opening:
        """Changes what is named, and leaves the rest. Consents that were given keep the reason as
        it stood then. 409 for a closed opening, and for weights once a candidate has a score."""
        answer: Opening = self._call(
            Call(
                "PATCH",
                "/api/v1/openings/{}",
                ids=(opening_id,),
                body={**asked},
                idempotency_key=idempotency_key,
            )
        )
        return answer
