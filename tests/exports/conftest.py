"""A small release for the exports: four incidents out of five reports. Every person, outlet and event in it is invented."""

from collections.abc import Iterable
from datetime import UTC, date, datetime
from hashlib import sha256

import pytest

from marsad.model import (
    Account,
    ActorInterpretation,
    ActorKind,
    Claim,
    DateInterval,
    Incident,
    IncidentActor,
    IncidentDate,
    IncidentPlace,
    IncidentToll,
    KeptReport,
    Level,
    Link,
    Name,
    Place,
    PlaceInterpretation,
    Point,
    Realis,
    Release,
    Report,
    Review,
    Span,
    Toll,
    Wording,
)

MADE = datetime(2025, 3, 20, 12, 0, tzinfo=UTC)
STRIKE = (
    "أفادت شبكة الضفتين بمقتل ثلاثة مدنيين أمس في غارة بطائرة مسيرة نفذها التحالف الدولي على بلدة الشحيل، بينهم خليل الرماحي."
)
REPOST = STRIKE + " نقلاً عن الضفتين"
SECOND = "قال مرصد الجزيرة إن خمسة أشخاص قتلوا الثلاثاء بقصف مسيرة للتحالف الدولي استهدف الشحيل."
MEETING = "من المقرر عقد اجتماع غداً في البصيرة بين العميد ماهر السبخاوي ووجهاء عشيرة لبحث التهدئة."
SHELLING = "قصفت قوات النظام بالمدفعية بلدتي ذيبان وأبو حمام، وفشل هجوم لمسلحين مجهولين على حاجز."

PLACES = {
    "الشحيل": Place(
        "syr-shuhayl",
        Name("الشحيل", "Ash Shuhayl"),
        Level.SETTLEMENT,
        Point(35.1066, 40.4353),
        3.0,
        ("syr-deir-ez-zor", "syr"),
        ("Deir ez-Zor", "Syria"),
        "GeoNames",
    ),
    "البصيرة": Place(
        "syr-busayrah",
        Name("البصيرة", "Al Busayrah"),
        Level.SETTLEMENT,
        Point(35.1556, 40.4275),
        3.0,
        ("syr-deir-ez-zor", "syr"),
        ("Deir ez-Zor", "Syria"),
        "GeoNames",
    ),
    "ذيبان": Place(
        "syr-dhiban",
        Name("ذيبان", "Dhiban"),
        Level.SETTLEMENT,
        Point(35.0136, 40.5139),
        3.0,
        ("syr-deir-ez-zor", "syr"),
        ("Deir ez-Zor", "Syria"),
        "GeoNames",
    ),
    "أبو حمام": Place(
        "syr-abu-hamam",
        Name("أبو حمام", "Abu Hamam"),
        Level.SETTLEMENT,
        Point(34.8497, 40.6461),
        3.0,
        ("syr-deir-ez-zor", "syr"),
        ("Deir ez-Zor", "Syria"),
        "GeoNames",
    ),
}

COALITION = ActorInterpretation(
    "global-coalition",
    Name("التحالف الدولي", "Global Coalition"),
    ActorKind.ORGANIZATION,
    "in the roster",
    "coalition",
    {"acled": "Global Coalition Against Daesh", "acled_inter": "8", "plover": "MIL"},
)
REGIME = ActorInterpretation(
    "syr-armed-forces",
    Name("قوات النظام", "Syrian government forces"),
    ActorKind.ORGANIZATION,
    "in the roster",
    "government",
    {"acled": "Military Forces of Syria (2000-2024)", "acled_inter": "1", "plover": "MIL"},
)
VICTIM = ActorInterpretation("person:خليل الرماحي", Name("خليل الرماحي"), ActorKind.PERSON, "a name in full")
OFFICER = ActorInterpretation("person:ماهر السبخاوي", Name("ماهر السبخاوي", "Maher al-Sabkhawi"), ActorKind.PERSON, "a name")
READER = "marsad 0.1.0 (rules and model)"


class Telling:
    """Makes the claims of one event of one report, each tied to the words given."""

    def __init__(self, report: str, text: str, trigger: str, kind: str, realis: Realis, interval: DateInterval | None) -> None:
        self.report, self.text, self.kind, self.realis, self.interval = report, text, kind, realis, interval
        self.trigger = self.span(trigger)
        self.event = sha256(f"{report}:{self.trigger.start}".encode()).hexdigest()[:16]
        self.claims: list[Claim] = []
        self.say("type", kind, trigger)
        self.say("realis", realis.value, trigger)

    def span(self, words: str) -> Span:
        start = self.text.index(words)
        return Span(start, start + len(words))

    def say(self, field: str, value: object, words: str, role: str = "", kind: ActorKind | None = None) -> str:
        span = self.span(words)
        key = sha256(f"{self.event}:{field}:{role}:{words}".encode()).hexdigest()[:16]
        claim = Claim(key, self.report, self.event, field, value, (span,), words, role, kind, 0.9, "for the tests", READER)  # type: ignore[arg-type]
        self.claims.append(claim)
        return key

    def day(self, words: str) -> str:
        return self.say("date", self.interval, words)

    def at(self, name: str) -> str:
        return self.say("place", (PlaceInterpretation(PLACES[name], "in the gazetteer", 1.0),), name, "location")

    def by(self, who: ActorInterpretation, words: str, role: str = "actor") -> str:
        return self.say("actor", (who,), words, role, who.kind)

    def group(self, words: str, role: str) -> str:
        return self.say("actor", (), words, role, ActorKind.GROUP)

    def toll(self, status: str, number: int, words: str) -> str:
        return self.say("toll", Toll(status, "civilian", number, number, self.span(words)), words, status)

    def account(self, review: Review = Review.PROPOSED, reviewers: tuple[str, ...] = ()) -> Account:
        return Account(
            self.event,
            self.report,
            self.kind,
            self.realis,
            self.trigger,
            self.interval,
            tuple(self.claims),
            0.9,
            review,
            reviewers,
        )


def place(name: str, *claims: str, lineages: int = 1) -> IncidentPlace:
    return IncidentPlace(PLACES[name], "location", claims, lineages)


def actor(who: ActorInterpretation, role: str, claims: Iterable[str], lineages: int = 1) -> IncidentActor:
    return IncidentActor(who.id, who.name, who.kind, role, tuple(claims), lineages, who.side, who.codes)


def kept(key: str, text: str, outlet: str, day: date | None, lineage: str | None = None, address: str = "") -> KeptReport:
    how = {"published": "told by the collector", "source": "told by the collector"} | (
        {"address": "the file"} if address else {}
    )
    report = Report(f"name-{key}", text, None, day, outlet)
    return KeptReport(key, report, how, sha256(text.encode()).hexdigest(), "", address, MADE, lineage or key)


def strike() -> Incident:
    """Two lineages, three reports, tolls that disagree."""
    day = DateInterval.day(date(2025, 3, 11))
    tellings = []
    for key, text in (("r1", STRIKE), ("r2", REPOST)):
        t = Telling(key, text, "غارة", "drone_strike", Realis.ACTUAL, day)
        t.day("أمس"), t.at("الشحيل"), t.by(COALITION, "التحالف الدولي"), t.by(VICTIM, "خليل الرماحي", "recipient")
        (
            t.toll("killed", 3, "ثلاثة مدنيين"),
            t.say("weapon", "طائرة مسيرة", "طائرة مسيرة"),
            t.say("source", "شبكة الضفتين", "شبكة الضفتين"),
        )
        tellings.append(t)
    t = Telling("r3", SECOND, "قصف", "drone_strike", Realis.ACTUAL, day)
    t.day("الثلاثاء"), t.at("الشحيل"), t.by(COALITION, "لتحالف الدولي"), t.toll("killed", 5, "خمسة أشخاص")
    tellings.append(t)

    def ids(field: str, words: str | None = None) -> tuple[str, ...]:
        return tuple(c.id for t in tellings for c in t.claims if c.field == field and (not words or words in c.surface))

    return Incident(
        id="MRS-SYR-0000000000a1",
        type="drone_strike",
        realis=Realis.ACTUAL,
        date=IncidentDate(day, ids("date"), (), "all accounts agree"),
        places=(place("الشحيل", *ids("place"), lineages=2),),
        actors=(
            actor(COALITION, "actor", ids("actor", "لتحالف الدولي"), 2),
            actor(VICTIM, "recipient", ids("actor", "خليل الرماحي")),
        ),
        tolls=(IncidentToll("killed", "civilian", 3, 3, 5, ids("toll"), True),),
        weapons=(Wording("طائرة مسيرة", ids("weapon")),),
        topics=(),
        sources=(Wording("شبكة الضفتين", ids("source")),),
        accounts=tuple(t.account(Review.ACCEPTED, ("reviewer-1",)) for t in tellings),
        lineages=2,
        conflicts=("toll",),
        country="SYR",
    )


def meeting() -> Incident:
    """Planned, with a named officer and a topic."""
    day = DateInterval.day(date(2025, 3, 13))
    t = Telling("r4", MEETING, "عقد اجتماع", "meeting", Realis.PLANNED, day)
    dates, where, who = t.day("غداً"), t.at("البصيرة"), t.by(OFFICER, "ماهر السبخاوي", "participant")
    elders, topic = t.group("وجهاء عشيرة", "participant"), t.say("topic", "التهدئة", "التهدئة")
    return Incident(
        id="MRS-SYR-0000000000b2",
        type="meeting",
        realis=Realis.PLANNED,
        date=IncidentDate(day, (dates,), (), "one account"),
        places=(place("البصيرة", where),),
        actors=(
            actor(OFFICER, "participant", (who,)),
            IncidentActor(None, Name("وجهاء عشيرة"), ActorKind.GROUP, "participant", (elders,)),
        ),
        tolls=(),
        weapons=(),
        topics=(Wording("التهدئة", (topic,)),),
        sources=(),
        accounts=(t.account(),),
        lineages=1,
        country="SYR",
        links=(Link("MRS-000-0000000000d4", "topic_of", "MRS-SYR-0000000000b2"),),
    )


def shelling() -> Incident:
    """Two places, no day."""
    t = Telling("r5", SHELLING, "قصفت", "shelling", Realis.ACTUAL, None)
    wheres, who = (t.at("ذيبان"), t.at("أبو حمام")), t.by(REGIME, "قوات النظام")
    return Incident(
        id="MRS-SYR-0000000000c3",
        type="shelling",
        realis=Realis.ACTUAL,
        date=IncidentDate(None, (), (), "the report has no day of publication"),
        places=(place("ذيبان", wheres[0]), place("أبو حمام", wheres[1])),
        actors=(actor(REGIME, "actor", (who,)),),
        tolls=(),
        weapons=(),
        topics=(),
        sources=(),
        accounts=(t.account(),),
        lineages=1,
        country="SYR",
    )


def failed_attack() -> Incident:
    """Failed, a month wide, no known place."""
    march = DateInterval(date(2025, 3, 1), date(2025, 3, 31))
    t = Telling("r5", SHELLING, "هجوم", "attack", Realis.FAILED, march)
    where = t.say("place", (), "حاجز", "location")
    who = t.group("مسلحين مجهولين", "actor")
    return Incident(
        id="MRS-000-0000000000d4",
        type="attack",
        realis=Realis.FAILED,
        date=IncidentDate(march, (), (), "told of the month"),
        places=(IncidentPlace(Place("", Name("حاجز"), Level.FACILITY, None, 0.0), "location", (where,)),),
        actors=(IncidentActor(None, Name("مسلحين مجهولين"), ActorKind.GROUP, "actor", (who,)),),
        tolls=(),
        weapons=(),
        topics=(),
        sources=(),
        accounts=(t.account(),),
        lineages=1,
    )


@pytest.fixture
def release() -> Release:
    """Four incidents of five reports, full profile."""
    outlets = ("شبكة الضفتين", "صفحة أخبار البادية", "مرصد الجزيرة", "مرصد الجزيرة", "شبكة الضفتين")
    days = (date(2025, 3, 12), date(2025, 3, 12), date(2025, 3, 12), date(2025, 3, 12), None)
    texts = (STRIKE, REPOST, SECOND, MEETING, SHELLING)
    keys = [f"r{i}" for i in range(1, 6)]
    reports = {k: kept(k, t, o, d) for k, t, o, d in zip(keys, texts, outlets, days, strict=True)}
    reports["r2"] = kept("r2", REPOST, outlets[1], days[1], lineage="r1", address="https://example.org/posts/2")
    incidents = sorted((strike(), meeting(), shelling(), failed_attack()), key=lambda i: i.id)
    return Release(tuple(incidents), reports, MADE, "marsad 0.1.0", title="اختبار")
