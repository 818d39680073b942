"""Who interacts with one account, by name: the engine's strengths, before only K are kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from apps.connections.observations import Reading
from apps.scoring.engine.kinds import Counting, kind_of_act
from apps.scoring.engine.model import ScoreModel
from apps.scoring.engine.people import counted_acts, weigh_people
from apps.scoring.engine.portable import Floats
from apps.scoring.engine.window import open_window


@dataclass(frozen=True)
class Interactors:
    """One entry a person, in the order of ``keys``. ``present`` is (min(1, a) + min(1, u)) / 2,
    ``reach`` NaN where the network did not tell it."""

    author: str
    keys: tuple[str, ...]
    activity: Floats
    present: Floats
    reach: Floats


def interactors(reading: Reading, model: ScoreModel, now: datetime) -> Interactors:
    network = model.networks[reading.network]
    kinds = {kind for kind, how in network.counted.items() if how is Counting.PEOPLE}
    window = open_window(reading, model, now)
    people = weigh_people(counted_acts(window, kinds, model.half_life_days), network, model)
    keys = {aged.act.actor_key for aged in window.acts if kind_of_act(aged.act.kind) in kinds}
    present = (people.activity.clip(max=1.0) + people.unmutual.clip(max=1.0)) / 2.0
    return Interactors(
        author=reading.profile.account_key,
        keys=tuple(sorted(keys)),
        activity=people.activity,
        present=present,
        reach=people.acts.reach,
    )
