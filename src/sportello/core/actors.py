"""Who acts: through which door, how surely known, for whom. Knows no session, token or table."""

from dataclasses import dataclass
from enum import IntEnum, StrEnum
from functools import cached_property
from uuid import UUID


class Assurance(IntEnum):
    """How surely the city knows who someone is (eIDAS, Regulation (EU) 910/2014, article 8)."""

    NONE = 0
    LOW = 1
    SUBSTANTIAL = 2
    HIGH = 3


class Role(StrEnum):
    """What a member of staff may do in a team."""

    CLERK = "clerk"  # works the team's cases
    LEAD = "lead"  # hands over, undoes, second pair of eyes
    CASHIER = "cashier"  # takes money in at a counter and gives it back, for the whole city
    PUBLISHER = "publisher"  # publishes and approves editions, for the whole city
    AUDITOR = "auditor"  # reads the record and decisions, for the whole city; changes nothing


@dataclass(frozen=True)
class Actor:
    """Who does a deed.

    Exactly one nature: `staff` roles, a `partner`, a signed-in `party`, the `system`, or nobody in particular.
    A program that calls the API is a `client`, of a partner or of its own.
    `holds` are ids of cases and drafts whose secret this actor has shown (receipt, resume link).
    A party may act `on_behalf_of` another under a `mandate`, which may be for some services only: its `scope`.
    """

    channel: str
    party: UUID | None = None
    account: UUID | None = None
    assurance: Assurance = Assurance.NONE
    on_behalf_of: UUID | None = None
    mandate: UUID | None = None
    scope: frozenset[str] | None = None  # services; None where the mandate is for all, or there is none
    roles: frozenset[tuple[str, Role]] = frozenset()
    partner: str | None = None
    client: UUID | None = None
    holds: frozenset[UUID] = frozenset()
    system: bool = False

    @property
    def is_staff(self) -> bool:
        return bool(self.roles)

    @property
    def subject(self) -> UUID | None:
        """Give whose affairs these are: the party acted for, or else the one who acts."""
        return self.on_behalf_of or self.party

    @cached_property
    def name(self) -> str:
        """Name the actor for the record without personal data: `staff:…`, `client:…`, `party:…`, `system` and so on.

        Who acts for another is `party:… for party:…`.
        """
        if self.system:
            return "system"
        if self.is_staff:
            return f"staff:{self.account}"
        if self.client:
            return f"client:{self.client}"
        if self.partner:
            return f"partner:{self.partner}"
        if self.on_behalf_of:
            return f"party:{self.party} for party:{self.on_behalf_of}"
        return f"party:{self.party}" if self.party else "anonymous"

    def covers(self, service: str) -> bool:
        """Tell whether the actor may act in a service: one's own affairs all, another's as the mandate says."""
        return self.scope is None or service in self.scope

    def has_role(self, role: Role, team: str | None = None) -> bool:
        """Tell whether the actor has this role, in this team when one is named."""
        return any(mine == role and team in (None, where) for where, mine in self.roles)

    def works_for(self, team: str) -> bool:
        """Tell whether the actor works this team's cases."""
        return self.has_role(Role.CLERK, team) or self.has_role(Role.LEAD, team)


def system(channel: str = "system") -> Actor:
    """Be the city's own machinery: jobs, seeding, publication at start."""
    return Actor(channel=channel, system=True)
