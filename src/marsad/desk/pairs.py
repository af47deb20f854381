"""Same or not: pairs of accounts to judge, with the score explained and both texts."""

from collections.abc import Iterator
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Path, Query
from sqlalchemy import Connection, Select, and_, func, or_, select

from marsad.archive import judge, undo
from marsad.archive.database import reading
from marsad.archive.deciding import Decision
from marsad.archive.schema import judgement, pair
from marsad.desk.faults import RESPONSES
from marsad.desk.guarding import Check, MissingError, OvertakenError, guarded
from marsad.desk.schemas import AccountOut, answer
from marsad.desk.schemas_pairs import Judged, PairList, PairOut, VerdictIn
from marsad.desk.state import At, tell_accounts
from marsad.desk.telling import account_of, report_of
from marsad.errors import InputError
from marsad.model import Verdict

router = APIRouter(tags=["pairs"], responses={key: RESPONSES[key] for key in (400, 404, 409)})


Left = Annotated[str, Path(description="Key of one event.")]
Right = Annotated[str, Path(description="Key of the other.")]
Limit = Annotated[int, Query(ge=1, le=50, description="How many to give at most.")]
Offset = Annotated[int, Query(ge=0, description="How many to pass over.")]
State = Annotated[
    Literal["open", "judged", "all"], Query(description="Pairs without a verdict (or undecided), with one, or all.")
]
Event = Annotated[str | None, Query(description="Only pairs of this event.")]


@router.get("/pairs")
def list_pairs(desk: At, state: State = "open", event: Event = None, limit: Limit = 10, offset: Offset = 0) -> PairList:
    """List pairs that the last merge looked at, with the explained score, both texts and where they differ."""
    with reading(desk.archive.engine) as connection:
        chosen = _chosen(state, event)
        total = connection.execute(select(func.count()).select_from(chosen.subquery())).scalar_one()
        hardest = func.abs(pair.c.score - 0.5)
        rows = connection.execute(chosen.order_by(hardest, pair.c.left, pair.c.right).limit(limit).offset(offset)).all()
        return PairList(pairs=list(_told(connection, rows)), total=int(total))


@router.post("/pairs/{left}/{right}/verdict")
def judge_pair(desk: At, left: Left, right: Right, told: VerdictIn) -> Judged:
    """Say whether two accounts tell of one incident. The next merge obeys; an earlier verdict is closed, and none is lost."""
    left, right = sorted((left, right))
    if left == right:
        raise InputError("expected two events, got one twice")
    with reading(desk.archive.engine) as connection:
        account_of(connection, left)
        account_of(connection, right)
    number = judge(guarded(desk.archive, _unchanged(left, right, told.seen)), left, right, told.verdict, told.note)
    desk.wrote = True
    return Judged(number=number, verdict=told.verdict.value)


@router.delete("/pairs/verdicts/{number}")
def undo_verdict(desk: At, number: Annotated[int, Path(description="Number of the verdict.")]) -> Judged:
    """Take a verdict back; the one before stands again. Refused with 409 when another came since."""
    with reading(desk.archive.engine) as connection:
        row = connection.execute(select(judgement).where(judgement.c.number == number)).first()
    if row is None:
        raise MissingError(f"there is no verdict {number}")
    with reading(desk.archive.engine) as connection:
        _unchanged(row.left, row.right, number)(connection)
    undo(guarded(desk.archive, _unchanged(row.left, row.right, number)), "judgement", number)
    desk.wrote = True
    with reading(desk.archive.engine) as connection:
        now = _standing(connection, row.left, row.right)
    return Judged(number=now.number if now else 0, verdict=now.value if now else None)


def _chosen(state: str, event: str | None) -> Select[Any]:
    on = and_(judgement.c.left == pair.c.left, judgement.c.right == pair.c.right, judgement.c.until.is_(None))
    chosen = select(pair, judgement.c.verdict, judgement.c.number).select_from(pair.outerjoin(judgement, on))
    unjudged = or_(judgement.c.verdict.is_(None), judgement.c.verdict == Verdict.UNDECIDED.value)
    if state != "all":
        chosen = chosen.where(unjudged if state == "open" else ~unjudged)
    return chosen if event is None else chosen.where(or_(pair.c.left == event, pair.c.right == event))


def _told(connection: Connection, rows: Any) -> Iterator[PairOut]:
    for row in rows:
        try:
            left, right = tell_accounts(connection, [row.left, row.right])
        except MissingError:
            continue  # one of them is gone since the merge
        more = {"score": row.score, "because": row.because, "weights": row.weights}
        more |= {"verdict": row.verdict, "seen": row.number or 0, "differences": list(_differences(left, right))}
        sides = {"left": _side(connection, left), "right": _side(connection, right)}
        yield answer(PairOut, {**more, **sides})


def _side(connection: Connection, told: AccountOut) -> dict[str, Any]:
    kept = report_of(connection, told.report)
    plain = {"account": told.model_dump(), "text": kept.report.text, "title": kept.report.title}
    return {**plain, "outlet": kept.report.source, "published": kept.report.published, "lineage": kept.lineage}


def _differences(left: AccountOut, right: AccountOut) -> Iterator[dict[str, str]]:
    for field in dict.fromkeys(claim.field for claim in (*left.claims, *right.claims)):
        one, other = ({c.label.ar for c in side.claims if c.field == field and c.label.ar} for side in (left, right))
        if one or other:
            both = one & other
            how = "same" if one == other else "overlap" if both else "differ" if one and other else "left" if one else "right"
            yield {"field": field, "how": how}


def _standing(connection: Connection, left: str, right: str) -> Decision | None:
    chosen = select(judgement).where(judgement.c.left == left, judgement.c.right == right, judgement.c.until.is_(None))
    r = connection.execute(chosen).first()
    return Decision(r.number, f"{left} {right}", "judgement", r.verdict, r.who, r.at, r.note) if r else None


def _unchanged(left: str, right: str, seen: int) -> Check:
    def check(connection: Connection) -> None:
        newer = _standing(connection, left, right)
        number = newer.number if newer else 0
        if number != seen:
            raise OvertakenError("the pair was judged or a verdict taken back since; nothing was changed", newer, number)

    return check
