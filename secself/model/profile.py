"""Of whom it is asked: what is known of a DCC User before it answers."""

from dataclasses import field
from datetime import date

from secself.model.record import record
from secself.problems import NOWHERE, Origin


@record
class PastAssessment:
    """An assessment the User has been through."""

    kind: str
    """Id of the kind, such as `vusa`."""
    year: int
    """The assessment's year."""
    fieldwork_ended: date | None = None
    """The last day of the assessor's fieldwork, if known."""
    status: str = ""
    """The assurance status or outcome, if known."""
    origin: Origin = field(default=NOWHERE, compare=False)
    """The line it stands on."""


@record
class ProviderEntry:
    """A Shared Resource Provider the User relies on, as the profile names it."""

    id: str
    """Kebab-case id."""
    name: str = ""
    """Its name."""
    service: str = ""
    """What it supplies."""
    since: date | None = None
    """Since when."""
    last_return: date | None = None
    """When the User last reported its Smart Metering Systems reached through it, if known."""
    origin: Origin = field(default=NOWHERE, compare=False)
    """The line it stands on."""


@record
class Profile:
    """What is known of a DCC User."""

    id: str
    """Letters, digits, hyphens; lower case."""
    name: str
    """The organisation's name."""
    party_category: str
    """Id of its category of Party."""
    user_roles: tuple[str, ...]
    """Ids of its User Roles, in the framework's order."""
    domestic_premises: int
    """Domestic premises reached through its Smart Metering Systems."""
    non_domestic_premises: int
    """Non-domestic premises reached through its Smart Metering Systems."""
    user_systems: int
    """How many User Systems it runs."""
    smets1_enrolled: bool
    """Whether it has enrolled SMETS1 systems."""
    providers: tuple[ProviderEntry, ...] = ()
    """The Shared Resource Providers it relies on."""
    assessments: tuple[PastAssessment, ...] = ()
    """Past assessments, newest last."""
    contacts: tuple[str, ...] = ()
    """People to write to."""

    @property
    def facts(self) -> frozenset[str]:
        """Name the facts that an item's applicability may ask for."""
        held = {
            "smets1-enrolled": self.smets1_enrolled,
            "shared-resources": bool(self.providers),
            "several-user-systems": self.user_systems > 1,
        }
        return frozenset(name for name, holds in held.items() if holds)


FACTS = ("smets1-enrolled", "shared-resources", "several-user-systems")
"""Every fact an item may ask for."""
