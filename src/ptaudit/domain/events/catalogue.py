"""Every kind the ledger may hold: an explicit list, in the order of the catalogue."""

from collections.abc import Mapping
from types import MappingProxyType

from ptaudit.domain.events.applied import (
    AccountabilityDecided,
    AccountabilityWithdrawn,
    AdvancedRevoked,
    ArchiveTransferred,
    BonusEntered,
    InterviewFollowed,
    InterviewNotified,
    ResultReferred,
)
from ptaudit.domain.events.assessment import (
    CompletionDetermined,
    OpinionIssued,
    OpinionVerified,
    ProcedureDeviated,
    ReportSubmitted,
    ResultApproved,
    ReviewDone,
    ScoreEntered,
    ScoreReversed,
)
from ptaudit.domain.events.base import (
    Event,
)
from ptaudit.domain.events.basis import (
    CalendarPublished,
    PolicyAdopted,
    RegulationAdopted,
    YearOpened,
    YearReopened,
    YearSealed,
)
from ptaudit.domain.events.corrections import (
    BatchImported,
    DocumentIssued,
    EvidenceAttached,
    RecordChecked,
    RecordCorrected,
    RecordVoided,
)
from ptaudit.domain.events.duties import DutyRecorded, NoticeSent, SelfcheckMissed
from ptaudit.domain.events.findings import (
    ExtensionDecided,
    ExtensionRequested,
    FindingClosed,
    FindingNotified,
    FindingRaised,
    FindingReopened,
    RectificationOrdered,
    RectificationSubmitted,
    RectificationVerified,
)
from ptaudit.domain.events.history import (
    HistoryCarried,
)
from ptaudit.domain.events.inspections import (
    ClosurePublicised,
    FindingEscalated,
    FindingReassigned,
    FindingWithdrawn,
    InspectionHeld,
    RectificationReported,
)
from ptaudit.domain.events.keys import KeyRotated
from ptaudit.domain.events.ledger import (
    LedgerOpened,
)
from ptaudit.domain.events.lineages import (
    LineageDetermined,
    UnitChanged,
    UnitReorganised,
)
from ptaudit.domain.events.objections import (
    ObjectionAccepted,
    ObjectionDecided,
    ObjectionFiled,
    ObjectionWithdrawn,
)
from ptaudit.domain.events.onsite import (
    OnsiteDecided,
    OnsiteHeld,
    OnsiteProposed,
    ReviewJoined,
)
from ptaudit.domain.events.posts import PersonSealed, PostAssumed, PostLeft
from ptaudit.domain.events.register import (
    GrantEnded,
    GrantGiven,
    OperatorRegistered,
    OrganNamed,
    RecusalRecorded,
    UnitRegistered,
    UnitSequenced,
)
from ptaudit.domain.events.results import (
    AccountabilityProposed,
    InterviewHeld,
    ResultCorrected,
    ResultPublished,
)
from ptaudit.domain.events.selfchecks import (
    SelfcheckFiled,
    SubmissionReturned,
)
from ptaudit.domain.events.targets import (
    DocumentServed,
    DraftSubmitted,
    RulesIssued,
    TargetIssued,
)
from ptaudit.domain.events.tasks import (
    IndicatorCertified,
    IndicatorReported,
    IndicatorWaived,
    TargetDecomposed,
    TaskReported,
)
from ptaudit.domain.events.vetoes import (
    IncidentAttributed,
    IncidentGraded,
    IncidentReported,
    RestrictionImposed,
    RestrictionLifted,
    VetoDecided,
)

ALL: tuple[type[Event], ...] = (
    LedgerOpened,
    KeyRotated,
    RegulationAdopted,
    PolicyAdopted,
    CalendarPublished,
    YearOpened,
    YearSealed,
    YearReopened,
    OrganNamed,
    UnitRegistered,
    UnitChanged,
    UnitReorganised,
    LineageDetermined,
    UnitSequenced,
    PostAssumed,
    PostLeft,
    OperatorRegistered,
    GrantGiven,
    GrantEnded,
    RecusalRecorded,
    HistoryCarried,
    DraftSubmitted,
    TargetIssued,
    RulesIssued,
    DocumentServed,
    TargetDecomposed,
    TaskReported,
    IndicatorReported,
    IndicatorCertified,
    IndicatorWaived,
    DutyRecorded,
    SelfcheckFiled,
    SelfcheckMissed,
    SubmissionReturned,
    NoticeSent,
    InspectionHeld,
    FindingRaised,
    FindingNotified,
    RectificationOrdered,
    RectificationReported,
    RectificationSubmitted,
    ExtensionRequested,
    ExtensionDecided,
    RectificationVerified,
    ClosurePublicised,
    FindingClosed,
    FindingReopened,
    FindingWithdrawn,
    FindingReassigned,
    FindingEscalated,
    IncidentReported,
    IncidentGraded,
    IncidentAttributed,
    RestrictionImposed,
    RestrictionLifted,
    VetoDecided,
    ScoreEntered,
    ScoreReversed,
    ReviewDone,
    ReviewJoined,
    OnsiteProposed,
    OnsiteDecided,
    OnsiteHeld,
    OpinionIssued,
    OpinionVerified,
    CompletionDetermined,
    ReportSubmitted,
    ResultApproved,
    ProcedureDeviated,
    ResultPublished,
    AdvancedRevoked,
    BonusEntered,
    InterviewNotified,
    InterviewHeld,
    InterviewFollowed,
    ResultReferred,
    AccountabilityProposed,
    AccountabilityWithdrawn,
    AccountabilityDecided,
    ObjectionFiled,
    ObjectionAccepted,
    ObjectionDecided,
    ObjectionWithdrawn,
    ResultCorrected,
    RecordCorrected,
    RecordVoided,
    EvidenceAttached,
    RecordChecked,
    DocumentIssued,
    PersonSealed,
    BatchImported,
    ArchiveTransferred,
)

KINDS: Mapping[str, type[Event]] = MappingProxyType({event.kind: event for event in ALL})
